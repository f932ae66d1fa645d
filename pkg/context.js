/** What of the debug mode outlives a page: its members are those of a message. */
const DEBUG = "debug"

/** `internal.context`: what the page is, and the preview and debug modes with the members they add to messages. */
export function createContext({ settings, keep }) {
  const created = new Date()
  let modes

  /** Most addresses have no such parameter, and taking one apart is slow when a page does so first. */
  const given = name => {
    const query = globalThis.location?.search
    return query?.includes(name) ? new URLSearchParams(query).get(name) : null
  }
  const asksDebug = () => given(settings.debugParameterName || "nostodebug")

  /** The modes of this tab; a parameter in the address switches one on or off. */
  function read() {
    if (modes) return modes
    modes = keep.session.get(DEBUG) ?? {}
    const debug = asksDebug()
    const preview = given("nostopreview")
    if (debug) change("token", debug === "false" ? undefined : debug)
    if (preview) change("preview", preview === "true")
    return modes
  }

  function change(name, value) {
    const changed = { ...modes, [name]: value || undefined }
    modes = changed
    keep.session.set(DEBUG, changed)
  }

  const flag = name => () => !!read()[name]
  const setter = name => value => (read(), change(name, value))
  const address = url => {
    try {
      return new URL(url)
    } catch {
      // no page, or no referrer
    }
  }

  const context = {
    namespace: "nosto",
    created,
    get domHasLoaded() {
      return globalThis.document?.readyState !== "loading"
    },
    // The page's stub gives way to the library's own.
    get loader() {
      return globalThis.nostojs
    },
    get initOptions() {
      return globalThis.nostojs?.o
    },
    updateSiteUrl() {},
    get siteUrl() {
      return address(globalThis.location?.href)
    },
    /** Without query and fragment. */
    get siteUrlCleaned() {
      return globalThis.location?.href.split(/[?#]/)[0]
    },
    get referer() {
      return address(globalThis.document?.referrer)
    },
    get debugToken() {
      return read().token ?? ""
    },
    popupShown: false,
    mode: {
      isPreview: flag("preview"),
      setPreview: setter("preview"),
      setRecotrace: setter("recotrace"),
      setSkipCache: setter("skipcache"),
      setDev: setter("dev"),
      setDebugState: setter("state"),
      clear: () => (keep.session.remove(DEBUG), (modes = {})),
      isDebug: flag("token"),
      isRecotraceEnabled: flag("recotrace"),
      skipCache: flag("skipcache"),
      getDebugState: () => read().state,
      isBot: () => !!navigator.webdriver || /bot|crawl|spider/i.test(navigator.userAgent),
    },
  }

  /** Members that the modes add to every message. */
  function mode() {
    const { token, preview, skipcache, recotrace, state } = read()
    return { debug_token: token, preview, skipcache, recotrace: recotrace && "true", debug: state }
  }

  return {
    context,
    mode,
    /** Whether the address switches the debug mode on. No storage is touched. */
    asked: () => ![null, "", "false"].includes(asksDebug()),
  }
}
