import { createApi } from "./api.js"
import { followConsent } from "./consent/state.js"
import { createError } from "./error.js"
import { createRunner } from "./globals.js"
import { loadCore } from "./load.js"
import { nextTask } from "./ready.js"

/**
 * Starts the library for one account: the api is there at once, `ready` when the core is. Callbacks go through `run`.
 * @param options those of `init`, with `settings` as an object or a URL
 * @param source where the core comes from: see `loadCore`
 * @param fallback see `loadCore`
 * @param loadChunk see `createChunks`
 */
export function start(options, source, fallback, loadChunk) {
  const { settings: given, fetch, ...own } = options
  const consent = { state: "denied" }
  const settings = { ...(isAddress(given) ? {} : given) }
  for (const name of ["account", "server", "endpoints", "timeout"]) {
    if (own[name] != null) settings[name] = own[name]
  }
  const { api, host, prepare, begin, platform, parts } = createApi({
    consent,
    autoLoad: !!own.autoLoad,
    fetch,
    settings,
    loadChunk,
  })
  const { link, bus, chunk } = parts
  /** A promise of what the api needs to answer for the whole page, where settings or a part have to be loaded first. */
  let prepared
  let begun

  async function fetchSettings() {
    try {
      const response = await globalThis.fetch(given)
      if (!response.ok) throw createError({ code: "http", status: response.status, path: "settings" })
      // What the page said itself is nearer than what it pointed to.
      Object.assign(settings, { ...(await response.json()), ...settings })
    } catch (error) {
      bus.report(error)
    }
    await prepare()
  }

  /** Without consent nothing is loaded, stored or sent; calls wait for this. After a withdrawal it is another core. */
  async function open() {
    const face = (parts.face = { ...host })
    prepared ||= isAddress(given) ? fetchSettings() : prepare()
    const resuming = !begun && own.hydrate && chunk("hydrate").catch(bus.report)
    try {
      // The first request of a page is long work for a browser: a task of its own.
      const [openCore, hydrate] = await Promise.all([nextTask().then(() => loadCore(source, fallback)), resuming, prepared])
      if (parts.face !== face || consent.state === "denied") return
      if (!settings.account) throw createError({ code: "config", path: "account" })
      const core = openCore(face)
      begun ||= first(core, hydrate)
      link.open(core)
    } catch (error) {
      link.fail(error)
      throw error
    }
  }

  /** The first core goes on with a visit that began on a server, and makes the page's own request. */
  function first(core, hydrate) {
    try {
      hydrate?.(core, own.hydrate)
    } catch (error) {
      bus.report(error)
    }
    begin()
    return true
  }

  Object.assign(parts, { face: {}, open })
  const ready = followConsent(consent, own, parts)
  ready.catch(() => {})
  return { api, ready, platform, run: createRunner(api, bus, prepared) }
}

/** Whether `settings` are to be fetched. */
export const isAddress = settings => typeof settings === "string" || settings instanceof URL
