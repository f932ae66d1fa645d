import { createError } from "./error.js"
import { claimGlobals } from "./globals.js"
import { load } from "./lazy.js"
import { isAddress, start } from "./start.js"

export const version = __VERSION__

/** Callbacks of `nostojs` before `init`. */
const waiting = []
let runner
const started = new Map()

/** Starts the library; see `index.d.ts`. */
export function init(options = {}) {
  return launch(options, new URL("./vitrine.wasm", import.meta.url), async () => {
    await import("./vitrine.nowasm.js")
    return globalThis[Symbol.for("vitrine.nowasm")]
  })
}

/** Runs `callback(api)` when the library is started, and promises its result. */
export function nostojs(callback) {
  if (runner) return runner(callback)
  const result = new Promise(resolve => waiting.push(() => resolve(runner(callback))))
  result.catch(() => {})
  return result
}

/** Shared with the entry that carries its core inside. A page that does not wait for it still learns of a failure. */
export function launch(options, source, fallback) {
  const promise = prepare(options, source, fallback)
  promise.catch(error => console.error(error))
  return promise
}

async function prepare(options, source, fallback) {
  const account = options.account ?? options.settings?.account
  if (!account && !isAddress(options.settings)) throw createError({ code: "config", path: "account" })
  const known = started.get(account)
  if (known) return known
  const opened = start(options, options.wasm ?? source, fallback, load)
  const promise = opened.ready.then(() => opened.api)
  started.set(account, promise)
  promise.catch(() => started.delete(account))
  if (!runner) {
    runner = opened.run
    if (typeof window === "object") claimGlobals(() => opened)()
    waiting.splice(0).forEach(run => run())
  }
  return promise
}
