import {
  __wbg_set_wasm, abort, answer, dropSession, dump, open, submit, tellAnew, wake,
} from "./generated/vitrine_bg.js"
import imports from "./generated/imports.js"

import { createError } from "./error.js"

let loading

/**
 * Loads the core once per page. `source` is a URL, a `Response`, bytes or a compiled module; `fallback` loads the
 * same core as plain JavaScript and is called only where WebAssembly is refused.
 * @returns a promise of `openCore`
 */
export function loadCore(source, fallback) {
  loading ??= start(source, fallback).catch(error => {
    loading = undefined
    throw error
  })
  return loading
}

async function start(source, fallback) {
  const exports = (await instantiate(source)) ?? (await fallback())?.(imports)
  if (!exports) throw createError({ code: "unavailable" }, "WebAssembly is refused")
  return attach(exports)
}

/** Makes the glue call `exports` from now on. */
export function attach(exports) {
  __wbg_set_wasm(exports)
  exports.__wbindgen_start?.()
  return openCore
}

/**
 * A core for the façade `host`: the functions of the module, each told which core is meant.
 * @param more functions that not every façade needs
 */
function openCore(host, more) {
  const core = open(host)
  const methods = { abort, answer, dropSession, dump, submit, tellAnew, wake, ...more }
  for (const [name, method] of Object.entries(methods)) methods[name] = (...args) => method(core, ...args)
  return methods
}

/** The exports, or nothing where the browser or the page's policy refuses WebAssembly. */
async function instantiate(source) {
  if (typeof WebAssembly !== "object") return
  if (typeof source === "string" || source instanceof URL) source = await request(source)
  try {
    // All at once: to compile what is this small while it arrives takes more of the main thread. And no server has to
    // know the type of a wasm file.
    const result = await WebAssembly.instantiate(isResponse(source) ? await source.arrayBuffer() : source, imports)
    // A compiled module gives the instance itself.
    return (result.instance ?? result).exports
  } catch (error) {
    console.info("vitrine: WebAssembly is refused, the JavaScript core takes its place.", error?.message)
  }
}

/** By what it can do: monitoring scripts wrap responses in objects of their own. */
const isResponse = source => typeof source?.arrayBuffer === "function"

async function request(url) {
  let response
  try {
    response = await fetch(url)
  } catch (error) {
    throw createError({ code: "unavailable" }, error?.message)
  }
  if (!response.ok) throw createError({ code: "unavailable", status: response.status })
  return response
}
