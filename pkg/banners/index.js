import { google } from "./google.js"
import { shopify } from "./shopify.js"
import { tcf } from "./tcf.js"

const ADAPTERS = { google, tcf, shopify }

/** What banners of the field say of consent, as a state of ours. */
export function create({ bus }) {
  const warn = (path, problem) => bus.emit("diagnostic", () => [[{ path, problem }]])

  /**
   * Follows what a banner says from now on. Until it has an answer nothing is set, so consent stays denied.
   * @param asked the name of an adapter, or `{adapter, purposes?, vendor?, otherwise?}`
   * @param set takes a state, and whether it is what the banner knew before this page
   */
  return function follow(asked, set) {
    const { adapter: name = asked, otherwise = "denied", ...options } = Object(asked)
    const adapter = Object.hasOwn(ADAPTERS, String(name)) && ADAPTERS[name]
    if (!adapter) return warn("consent", "unknown")
    const decide = (isGranted, isOld) => set(isGranted ? "granted" : otherwise === "anonymous" ? otherwise : "denied", isOld)
    adapter(options, decide, problem => warn(`consent.${name}`, problem))
  }
}
