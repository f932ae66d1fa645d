import { close } from "../generated/vitrine_bg.js"
import imports from "../generated/imports.js"

import { createError } from "../error.js"
import { attach } from "../load.js"

/** The compiled module, kept for the case that an instance of it stops working. */
let compiled
/** The instance that all sessions share. */
let current

/**
 * The core's module, compiled and instantiated once however many ask for it at once.
 * @param source a compiled module, bytes, a response or a URL; without one, the file beside this one
 * @returns a promise of `open(host, options)`
 */
export function loadModule(source) {
  current ??= instantiate(source).catch(error => {
    compiled = current = undefined
    throw error
  })
  return current
}

async function instantiate(source) {
  compiled ??= compile(await bytesOf(source ?? new URL("./vitrine.wasm", import.meta.url)))
  const openCore = attach((await WebAssembly.instantiate(await compiled, imports)).exports)
  const instance = { lost: false }
  return (host, options) => guard(openCore(host, options, { close }), instance)
}

/**
 * After a trap nobody knows in which state the memory is: the instance is not asked again, and the next session gets
 * a new one. The same is true of a core that was closed, whose number another may have got.
 */
function guard(core, instance) {
  let closed = false
  const guarded = {}
  for (const [name, method] of Object.entries(core)) {
    guarded[name] = (...args) => {
      if (instance.lost) throw new Error("its module stopped working")
      if (closed) return
      closed = name === "close"
      try {
        return method(...args)
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) {
          instance.lost = true
          current = undefined
        }
        throw error
      }
    }
  }
  return guarded
}

async function compile(source) {
  try {
    return source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source)
  } catch (error) {
    throw createError({ code: "unavailable", path: "wasm" }, error?.message)
  }
}

async function bytesOf(source) {
  try {
    if (typeof source === "string" || source instanceof URL) return await read(new URL(source))
    return typeof source.arrayBuffer === "function" ? await source.arrayBuffer() : source
  } catch (error) {
    throw createError({ code: "unavailable", path: "wasm" }, error?.message)
  }
}

/** Files by the runtime's own file system, which is asked for in a way that bundlers do not follow. */
async function read(url) {
  if (url.protocol === "file:") return globalThis.process.getBuiltinModule("fs").readFileSync(url)
  const response = await fetch(url)
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.arrayBuffer()
}
