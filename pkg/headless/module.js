import { close } from "../generated/vitrine_bg.js"
import imports from "../generated/imports.js"

import { createError } from "../error.js"
import { attach } from "../load.js"
import { bytesOf } from "../bytes.js"

/** The compiled module or the promise of it, kept for the case that an instance of it stops working. */
let compiled
/** `open(host)` of the instance that all sessions share. */
let current

/**
 * The core's module, compiled and instantiated once however many ask for it at once.
 * @param source a compiled module, bytes, a response or a URL; without one, the file beside this one
 * @returns a promise of `open(host)`
 */
export async function loadModule(source) {
  compiled ??= source instanceof WebAssembly.Module ? source : compile(source)
  try {
    // Edge workers must not wait for a promise of another request, so a module is never made one.
    const module = compiled instanceof WebAssembly.Module ? compiled : await compiled
    compiled = module
    return (current ??= instantiate(module))
  } catch (error) {
    compiled = undefined
    throw createError({ code: "unavailable", path: "wasm" }, error?.message)
  }
}

function instantiate(module) {
  const openCore = attach(new WebAssembly.Instance(module, imports).exports)
  const open = host => openGuarded(openCore, open, host)
  return open
}

/**
 * A core that is not asked any more once it is closed, since another may have got its number, and whose module is not
 * asked after a trap, which leaves the memory in a state nobody knows: the next session gets a new instance.
 */
function openGuarded(openCore, instance, host) {
  let closed = false

  function ask(method, ...args) {
    if (instance !== current) throw createError({ code: "internal" })
    try {
      return method(...args)
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) current = undefined
      throw createError({ code: "internal" }, error?.message)
    }
  }

  const core = ask(openCore, host, { close })
  const guarded = {}
  for (const [name, method] of Object.entries(core)) guarded[name] = (...args) => (closed ? undefined : ask(method, ...args))
  guarded.close = () => {
    // An instance that is lost has nothing to free.
    if (!closed && instance === current) ask(core.close)
    closed = true
  }
  return guarded
}

const compile = async (source = new URL("./vitrine.wasm", import.meta.url)) => WebAssembly.compile(await bytesOf(source))
