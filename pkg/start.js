import { createApi } from "./api.js"
import { createError } from "./error.js"
import { loadCore } from "./load.js"
import { snapshot } from "./snapshot.js"

/**
 * Starts the library for one account: the api is there at once, `ready` when the core is.
 * @param options those of `init`, with `settings` as an object or a URL
 * @param source where the core comes from: see `loadCore`
 * @param fallback see `loadCore`
 * @param chunks see `createChunks`
 */
export function start(options, source, fallback, chunks) {
  const { settings: given, consent = "granted", fetch, ...own } = options
  const settings = { ...(isAddress(given) ? {} : given) }
  for (const name of ["account", "server", "endpoints", "timeout"]) {
    if (own[name] != null) settings[name] = own[name]
  }
  const { api, host, link, bus, begin, platform, inspect } = createApi({
    anonymous: consent === "anonymous",
    denied: consent === "denied",
    autoLoad: !!own.autoLoad,
    fetch,
    settings,
    chunks,
    loader: globalThis.nostojs,
  })

  async function open() {
    // Without consent nothing is loaded, stored or sent. Calls wait.
    if (consent === "denied") return
    const [Core, fetched] = await Promise.all([loadCore(source, fallback), fetchSettings(given, bus)])
    // What the page said itself is nearer than what it pointed to.
    Object.assign(settings, { ...fetched, ...settings })
    // Nothing is sent before the inspector can see it.
    await inspect()
    if (!settings.account) throw createError({ code: "config", path: "account" })
    link.open(new Core(host, snapshot(settings)))
    begin()
  }

  const ready = open().catch(error => {
    link.fail(error)
    throw error
  })
  ready.catch(() => {})
  return { api, ready, bus, platform }
}

/** Whether `settings` are to be fetched. */
export const isAddress = settings => typeof settings === "string" || settings instanceof URL

async function fetchSettings(url, bus) {
  if (!isAddress(url)) return {}
  try {
    const response = await fetch(url)
    if (!response.ok) throw createError({ code: "http", status: response.status, path: "settings" })
    return await response.json()
  } catch (error) {
    bus.report(error)
    return {}
  }
}
