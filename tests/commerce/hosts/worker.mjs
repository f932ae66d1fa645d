// In workerd: the module is compiled by the host, and a worker is reached by a request.
import * as library from "./commerce.js"
import wasm from "./commerce.wasm"
import { read } from "./program.mjs"

export default {
  async fetch(_, env) {
    try {
      return Response.json(await read(library, { ...JSON.parse(env.INPUT), wasm }))
    } catch (error) {
      return new Response(error.stack, { status: 500 })
    }
  },
}
