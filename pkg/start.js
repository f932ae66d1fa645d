import { createApi } from "./api.js"
import { createError } from "./error.js"
import { loadCore } from "./load.js"

/**
 * Starts the library for one account: the api is there at once, `ready` when the core is. `prepared` is a promise of
 * what the api needs to answer for the whole page, where the settings or a part of them have to be loaded first.
 * @param options those of `init`, with `settings` as an object or a URL
 * @param source where the core comes from: see `loadCore`
 * @param fallback see `loadCore`
 * @param loadChunk see `createChunks`
 */
export function start(options, source, fallback, loadChunk) {
  const { settings: given, consent = "granted", fetch, ...own } = options
  const settings = { ...(isAddress(given) ? {} : given) }
  for (const name of ["account", "server", "endpoints", "timeout"]) {
    if (own[name] != null) settings[name] = own[name]
  }
  const { api, host, link, bus, chunk, prepare, begin, platform } = createApi({
    anonymous: consent === "anonymous",
    denied: consent === "denied",
    autoLoad: !!own.autoLoad,
    fetch,
    settings,
    loadChunk,
  })

  // Without consent nothing is loaded, stored or sent. Calls wait.
  const allowed = consent !== "denied"
  const prepared = allowed && isAddress(given) ? fetchSettings() : allowed && prepare()

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

  async function open() {
    if (!allowed) return
    const resuming = own.hydrate && chunk("hydrate").catch(bus.report)
    const [openCore, hydrate] = await Promise.all([loadCore(source, fallback), resuming, prepared])
    if (!settings.account) throw createError({ code: "config", path: "account" })
    const core = openCore(host)
    try {
      hydrate?.(core, own.hydrate)
    } catch (error) {
      bus.report(error)
    }
    link.open(core)
    begin()
  }

  const ready = open().catch(error => {
    link.fail(error)
    throw error
  })
  ready.catch(() => {})
  return { api, ready, bus, platform, prepared }
}

/** Whether `settings` are to be fetched. */
export const isAddress = settings => typeof settings === "string" || settings instanceof URL
