import { readDocument } from "./tagging/document.js"

/** The members of `TaggingData`. Those of `LISTS` are lists: a provider may give one value alone. */
const LISTS = "products searchTerms brands categories categoryIds parentCategoryIds tags elements".split(" ")
const KEYS = "cart customer variation restoreLink order customFields pageType affinitySignals sortOrder pluginVersion".split(" ").concat(LISTS)

/** Names under which plugins of the platform provide a member. */
const ALIASES = { searchTerm: "searchTerms" }

const PAGE_TYPES = "front category product cart search notfound order other checkout post-purchase".split(" ")

/** What the page says about itself: by providers, and by blocks in the document where there is no provider. */
export function createTagging({ settings, getPlacements, bus }) {
  /** By member: the provider, and before it the one that was set with priority. */
  const providers = new Map()

  /**
   * Replaces what the document says for one member of `TaggingData`, `undefined` ends that. One with `priority` stays
   * before those without it, whenever they are set. Names that are no member are ignored.
   */
  function setTaggingProvider(name, provider, options) {
    const key = ALIASES[name] ?? name
    const slots = providers.get(key) ?? []
    slots[options?.priority ? 0 : 1] = provider
    providers.set(key, slots)
  }

  const providerOf = key => providers.get(key)?.find(provider => provider !== undefined)

  function fromDocument(key, problems) {
    if (key == "elements") return getPlacements()
    return readDocument(key, problems) ?? (key == "searchTerms" ? searched() : undefined)
  }

  /** The term in the page's address, for shops that tell us the name of the parameter. */
  function searched() {
    const name = settings.searchQueryParam
    const term = name && new URLSearchParams(globalThis.location?.search).get(name)?.trim()
    return term ? [term] : undefined
  }

  /** A provider that throws is the page's fault and leaves the document to say it. */
  function read(key, problems) {
    const provider = providerOf(key)
    const sources = [() => fromDocument(key, problems)]
    if (provider !== undefined) sources.unshift(() => (typeof provider == "function" ? provider() : provider))
    for (const source of sources) {
      try {
        return tidy(key, source())
      } catch (error) {
        bus.report(error)
      }
    }
  }

  /**
   * `TaggingData` of the page as it is now. What is not tagged is undefined, `products` is always a list. What cannot
   * be read is left out and told to listeners of `diagnostic` by its path.
   */
  function pageTagging() {
    const problems = []
    const data = Object.fromEntries(KEYS.map(key => [key, read(key, problems)]))
    data.products ??= []
    warn(problems)
    return data
  }

  function warn(problems) {
    if (problems.length) bus.emit("diagnostic", () => [problems])
  }

  /**
   * The same as soon as the document is complete; at once where the page type has a provider: it is the one thing
   * that every page tags, so a page that provides it speaks by script and not by markup that is still to come.
   */
  async function pageTaggingAsync() {
    if (providerOf("pageType") === undefined && globalThis.document?.readyState == "loading") {
      await new Promise(resolve => document.addEventListener("DOMContentLoaded", resolve))
    }
    return pageTagging()
  }

  /**
   * A page from a cache may carry the cart and the customer of somebody else. `data` without those whose `hcid` is not
   * the SHA-256 of this visitor's id; where that cannot be told, all stays and the server decides by the same hash.
   */
  async function trusted(data, visitorId) {
    const hashed = ["cart", "customer"].filter(key => data[key]?.hcid)
    const subtle = globalThis.crypto?.subtle
    if (!hashed.length || !visitorId || !subtle) return data
    const digest = await subtle.digest("SHA-256", new TextEncoder().encode(visitorId))
    const own = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("")
    const foreign = hashed.filter(key => String(data[key].hcid).toLowerCase() != own)
    warn(foreign.map(key => ({ path: `${key}.hcid`, problem: "of another visitor" })))
    // The link restores the cart it stood in.
    if (foreign.includes("cart")) foreign.push("restoreLink")
    return { ...data, ...Object.fromEntries(foreign.map(key => [key])) }
  }

  return { pageTagging, pageTaggingAsync, setTaggingProvider, trusted }
}

/** A value as its type has it, whoever gave it. */
function tidy(key, value) {
  if (value == null || value === "") return
  if (LISTS.includes(key)) return [].concat(value)
  if (key != "pageType") return value
  // Which other names the platform knows is not documented; `other` is what it has for pages of no known type.
  const type = String(value).toLowerCase()
  return PAGE_TYPES.includes(type) ? type : "other"
}
