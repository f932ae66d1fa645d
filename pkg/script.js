import { isGiven } from "./consent/state.js"
import { createError } from "./error.js"
import { claimGlobals } from "./globals.js"
import { loadCore } from "./load.js"
import { nextTask } from "./ready.js"
import { start } from "./start.js"

const tag = document.currentScript
const beside = name => new URL(name, tag?.src || location.href).href

/** The core as plain JavaScript, as a script tag because the page's policy may allow nothing else. */
const fallback = () =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = beside("vitrine.nowasm.js")
    script.nonce = tag?.nonce ?? ""
    script.onload = () => resolve(globalThis[Symbol.for("vitrine.nowasm")])
    script.onerror = () => reject(createError({ code: "unavailable", path: "vitrine.nowasm.js" }))
    document.head.append(script)
  })

/** A part that few pages need; by its address, since the script of another origin has no base for a relative one. */
const load = name => import(beside(`${name}.js`))

/** Starts the library on this page, once. */
function init(options) {
  const source = options.wasm ?? beside("vitrine.wasm")
  const begin = claimGlobals(() => start({ autoLoad: true, ...options }, source, fallback, load))
  // What a page has called that is left before is kept all the same. By capturing it, so that the library hears of the end too.
  addEventListener("pagehide", begin, true)

  /** On a slow phone, each of these is long enough to be a task of its own, unless the page needs the api sooner. */
  async function launch() {
    await nextTask()
    if (isGiven(options.consent)) loadCore(source, fallback).catch(() => {})
    await nextTask()
    const { api, ready } = begin()
    await ready
    return api
  }

  const promise = launch()
  promise.catch(error => console.error(error))
  vitrine.init = () => promise
  return promise
}

const given = window.vitrine ?? {}
const { account, server, settings = given.settings, wasm = given.wasm, consent, gpc, hashEmail, autoLoad } = tag?.dataset ?? {}
// What the page's own scripts know of the visitor is newer than what stands in its markup.
const vitrine = { version: __VERSION__, init, consent: given.consent ?? consent }

// A second copy on the page would count everything twice; the first one stays.
if (!given.version) {
  window.vitrine = vitrine
  if (account || settings) init({ account, server, settings, wasm, gpc, hashEmail, hydrate: given.hydrate, autoLoad: autoLoad !== "false" })
}
