import {
  __wbg_set_wasm, authorizeUrl, Connector, exchange, map, tables, verify,
} from "../generated/commerce/vitrine_bg.js"
import imports from "../generated/commerce/imports.js"

import { bytesOf } from "../bytes.js"
import { configError } from "./error.js"

let loading

/**
 * Loads the core once. `source` is a URL, a `Response`, bytes or a compiled module; by default it is the file beside
 * this one.
 * @returns a promise of `{authorizeUrl, Connector, exchange, map, tables, verify}`
 */
export function loadCore(source) {
  loading ??= start(source).catch(error => {
    loading = undefined
    throw error
  })
  return loading
}

async function start(source = beside()) {
  const module = source instanceof WebAssembly.Module ? source : await bytesOf(source)
  const result = await WebAssembly.instantiate(module, imports)
  // A compiled module gives the instance itself.
  const { exports } = result.instance ?? result
  __wbg_set_wasm(exports)
  exports.__wbindgen_start?.()
  return { authorizeUrl, Connector, exchange, map, tables: JSON.parse(tables()), verify }
}

function beside() {
  try {
    return new URL("./commerce.wasm", import.meta.url)
  } catch {
    throw configError("this runtime does not tell where commerce.wasm is: pass the compiled module as `wasm`")
  }
}
