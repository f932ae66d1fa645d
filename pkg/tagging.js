import { domReady } from "./ready.js"
import { readPage } from "./tagging/blocks.js"

const PAGE_TYPES = /^(front|category|product|cart|checkout|order|search|notfound|post-purchase)$/

/** What the page says about itself: by providers, and by blocks in the document where there is no provider. */
export function createTagging({ settings, getPlacements, bus }) {
  /** By member, with and without priority. */
  const first = {}
  const others = {}

  /**
   * Replaces what the document says for one member of `TaggingData`; `undefined` ends that. One with `priority` stays
   * before those without it, whenever they are set.
   */
  function setTaggingProvider(name, provider, options) {
    const providers = options?.priority ? first : others
    // The name under which plugins of the platform provide it.
    if (name == "searchTerm") name = "searchTerms"
    if (provider === undefined) delete providers[name]
    else providers[name] = provider
  }

  /**
   * `TaggingData` of the page as it is now. What is not tagged is undefined, `products` is always a list. What cannot
   * be read is left out and told to listeners of `diagnostic` by its path. A `brief` reading has of products only what a
   * request says of them.
   */
  function pageTagging(brief) {
    if (!globalThis.document) return { products: [] }
    const problems = []
    // Plugins tell their version in a meta element; where they name further modules is not documented.
    const mainModule = document.querySelector("meta[name=nosto-version]")?.content
    const data = { elements: getPlacements(), pluginVersion: mainModule && { mainModule }, ...readPage(brief, path => void problems.push({ path, problem: "unreadable" }), bus.report) }
    const providers = { ...others, ...first }
    for (const name in providers) {
      try {
        const given = typeof providers[name] == "function" ? providers[name]() : providers[name]
        // Lists also take one value alone.
        data[name] = given && typeof given == "string" && /s$/.test(name) ? [given] : given || undefined
      } catch (error) {
        // The document says it then.
        bus.report(error)
      }
    }
    // Which other names the platform knows is not documented; `other` is what it has for pages of no known type.
    const type = data.pageType && `${data.pageType}`.toLowerCase()
    data.pageType = !type || PAGE_TYPES.test(type) ? type : "other"
    data.products ??= []
    const term = new URLSearchParams(location.search).get(settings.searchQueryParam)?.trim()
    if (term) data.searchTerms ??= [term]
    warn(problems)
    return data
  }

  function warn(problems) {
    if (problems.length) bus.emit("diagnostic", () => [problems])
  }

  /**
   * Resolves when the page can be read: with the document complete; at once where the page type has a provider: it is the one thing
   * that every page tags, so a page that provides it speaks by script and not by markup that is still to come.
   */
  const ready = async () => {
    if (!("pageType" in { ...others, ...first })) await domReady()
  }

  /**
   * A page from a cache may carry the cart and the customer of somebody else. `data` without those whose `hcid` is not
   * the SHA-256 of this visitor's id; where that cannot be told, all stays and the server decides by the same hash.
   */
  async function trusted(data, visitorId) {
    const { subtle } = globalThis.crypto ?? {}
    if (!visitorId || !subtle || !data.cart?.hcid && !data.customer?.hcid) return data
    const digest = new Uint8Array(await subtle.digest("SHA-256", new TextEncoder().encode(visitorId)))
    const own = [...digest].map(byte => (256 + byte).toString(16).slice(1)).join("")
    const checked = { ...data }
    for (const key of ["cart", "customer"]) {
      if ((data[key]?.hcid ?? own) == own) continue
      checked[key] = undefined
      // The link restores the cart it stood in.
      if (key == "cart") checked.restoreLink = undefined
      warn([{ path: `${key}.hcid`, problem: "of another visitor" }])
    }
    return checked
  }

  return {
    pageTagging: () => pageTagging(),
    pageTaggingAsync: async () => (await ready(), pageTagging()),
    briefTagging: () => pageTagging(true),
    ready,
    setTaggingProvider,
    trusted,
  }
}
