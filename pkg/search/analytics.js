import { serverOf } from "../settings.js"

/**
 * What shoppers do with results: impressions, clicks, additions to the cart. Each event carries the search it
 * belongs to; the latest of each type is kept for the tab, so that a click recorded on the next page knows it.
 */

const ORGANIC = "search.organic"

/** The service's name of each type of search, which begins the names of its bus events too. */
const KINDS = { serp: "search", autocomplete: "search", category: "category" }

const some = value => Array.isArray(value) ? value.length > 0 : !!value
const same = text => String(text ?? "").trim().toLowerCase()

/** A random UUID (version 4), also where `crypto.randomUUID` is missing because a page is not secure. */
const uuid = () =>
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit =>
    (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16))

export function createAnalytics({ bus, settings, keep, visit, account, fetch, profile }, variations) {
  /** While the visitor has no id yet. */
  let waiting

  function post(kind, endpoint, payload) {
    if (visit.isDoNotTrack()) return
    const query = new URLSearchParams({ merchant: account(), customer: visit.getCustomerId() ?? "" })
    const address = `${serverOf(settings)}/analytics/${kind}/${endpoint}?${query}`
    // Outlives the page that a click leaves; a body of text needs no preflight, which would not.
    return fetch(address, { method: "POST", body: JSON.stringify(payload), keepalive: true }).then(() => {}, () => {})
  }

  /** Sends at once when the visitor is known: a click's page may be gone a moment later. */
  function send(...event) {
    if (!waiting && visit.getCustomerId()) return post(...event)
    waiting ??= Promise.resolve(profile()).then(() => {}, () => {}).then(() => (waiting = undefined))
    return waiting.then(() => post(...event))
  }

  /** Whether the shopper typed this query: so is every page, order or filter of the same results after it. */
  function isOrganic(query) {
    if (keep.session.get(ORGANIC) === same(query)) return true
    keep.session.remove(ORGANIC)
    return false
  }

  function searchMetadata(type, query, { products, autocorrect }, options) {
    return {
      query: String(query.query ?? ""),
      resultId: uuid(),
      isOrganic: type === "serp" && isOrganic(query.query),
      isAutoCorrect: !!(products?.fuzzy || autocorrect),
      isAutoComplete: type === "autocomplete",
      isKeyword: !!options.isKeyword,
      isPopular: !!options.isPopular,
      isSorted: some(query.products?.sort),
      hasResults: products?.total > 0,
      isRefined: some(query.products?.filter),
    }
  }

  /** A category known by its id alone is called by it: the service wants a name. */
  function categoryMetadata({ products: asked }, { products: found }) {
    const categoryId = asked?.categoryId ?? found?.categoryId ?? undefined
    return { category: asked?.categoryPath ?? found?.categoryPath ?? categoryId ?? "", categoryId }
  }

  /** Records that results were shown. */
  function recordSearch(type, query, response, options) {
    const kind = KINDS[type]
    if (!kind) return
    const asked = query ?? {}
    const found = response ?? {}
    const metadata = kind === "category" ? categoryMetadata(asked, found) : searchMetadata(type, asked, found, options ?? {})
    const properties = variations.toProperties()
    keep.session.set(`search.${type}`, { metadata, properties })
    const from = found.products?.from ?? asked.products?.from ?? 0
    const size = found.products?.size ?? asked.products?.size
    const hits = Array.isArray(found.products?.hits) ? found.products.hits : []
    const impression = {
      metadata,
      productIds: hits.map(hit => hit?.productId).filter(Boolean).map(String),
      page: size > 0 ? Math.floor(from / size) + 1 : 1,
      properties,
    }
    bus.emit(`${kind}impression`, () => [impression])
    return send(kind, "impression", impression)
  }

  /** Records that one of the latest results was acted on; undefined when it is not known what it was a result of. */
  function act(name, type, hit) {
    const kind = KINDS[type]
    const latest = kind && keep.session.get(`search.${type}`)
    const productId = hit?.productId
    if (!latest || productId == null) return
    const click = { metadata: latest.metadata, productId: String(productId), properties: latest.properties }
    bus.emit(kind + name, () => [click])
    // The service knows impressions and clicks only. Who buys from a list never opens the product's page, so
    // without this the search would have no part in that sale: an addition to the cart goes as a click.
    return send(kind, "click", click)
  }

  return {
    recordSearch,
    recordSearchClick: (type, hit) => act("click", type, hit),
    recordSearchAddToCart: async (type, hit) => act("addtocart", type, hit),
    recordSearchSubmit: query => keep.session.set(ORGANIC, same(query)),
  }
}
