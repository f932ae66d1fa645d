/** A worker has no file system: what it needs is imported, the module compiled by its host. */
import { createEdge } from "./edge.js"
import { createSession } from "./headless.js"
import { createShop } from "./shop.mjs"
import wasm from "./vitrine.wasm"

export default {
  fetch(request, env, context) {
    const files = name => env[`file ${name}`]
    return createShop({ createSession, createEdge, wasm, files, upstream: env.upstream })(request, context)
  },
}
