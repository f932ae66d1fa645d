/** The api itself. The page is tagged as a category page with a cart and a customer; its account has one popup. */
import { both, data, gives, reaches, says, tells } from "./check.mjs"

const { cart, customer } = data

/** What the page is tagged with. */
const tagged = {
  cart: [{ product_id: "linen-column-dress", sku_id: "linen-column-dress-ink-m", name: "Linen Column Dress", quantity: 1, unit_price: 129.5, price_currency_code: "EUR" }],
  customer: { email: "ada@example.com", first_name: "Ada" },
}
/** Nothing but what is told: no placements, no view. */
const quietly = ["skipPageViews"]

const searching = `async api => {
  const query = { query: "dress", products: { size: 3, fields: ["productId", "url", "name"] } }
  const response = await api.search(query)
  return { query, response, api }
}`

export const API = {
  internal: gives(api => typeof api.internal.getSettings, "function"),
  placements: gives(api => api.placements.getPlacements(), ["home-1", "category-1"]),
  visit: gives(api => api.visit.isDoNotTrack(), false),
  setTaggingProvider: gives(api => {
    api.setTaggingProvider("variation", "SEK")
    api.setTaggingProvider("brands", () => ["Acme"], { priority: true })
    const { variation, brands } = api.pageTagging()
    api.setTaggingProvider("variation", undefined)
    api.setTaggingProvider("brands", undefined, { priority: true })
    return [variation, brands, api.pageTagging().variation ?? null]
  }, ["SEK", ["Acme"], null]),
  setResponseMode: says(api => {
    api.setResponseMode()
    return api.createRecommendationRequest().load()
  }, { response_mode: "HTML" }),
  createSession: says((api, { cart }) => {
    api.createSession().setCart(cart)
    return api.createSession().viewOther().load()
  }, { cart: null }),
  defaultSession: says(async api => {
    api.defaultSession().setVariation("USD")
    await api.defaultSession().viewOther().load()
    api.defaultSession().setVariation("")
  }, { current_variant_id: "USD" }),
  createRecommendationRequest: says(
    api => api.createRecommendationRequest({ includeTagging: true, state: { tags: ["x"] } }).disableCampaignInjection().load(),
    { tags: ["x"], page_type: "category", ...tagged },
  ),
  setAutoLoad: gives(api => {
    const before = api.isAutoLoad()
    api.setAutoLoad(true)
    const after = api.isAutoLoad()
    api.setAutoLoad(false)
    return [before, after]
  }, [false, true]),
  isAutoLoad: gives(api => api.isAutoLoad(), false),
  setRecommendationsEnabled: says(async api => {
    api.setRecommendationsEnabled(false)
    await api.load()
    api.setRecommendationsEnabled(true)
  }, { elements: [], page_type: "category" }),
  listen: gives(async api => {
    const heard = []
    api.listen("PreRequest", message => heard.push(message.page_type))
    await api.createSession().viewFrontPage().load()
    return heard
  }, ["front"]),
  unlisten: gives(async api => {
    const heard = []
    const listener = () => heard.push("called")
    api.listen("prerequest", listener)
    api.unlisten("preRequest", listener)
    await api.createSession().viewFrontPage().load()
    return heard
  }, []),
  loadRecommendations: says(api => api.loadRecommendations({ markNostoElementClicked: "home-1" }), { ref: "home-1", page_type: "category" }, []),
  load: both(
    says(async api => {
      document.getElementById("category-1").replaceChildren()
      const { customer, pv } = await api.load()
      return [customer, pv, document.querySelectorAll("#category-1 li").length]
    }, { elements: ["home-1", "category-1"], events: [["vc", "/Women/Dresses"]], ...tagged }, []),
    gives(null, ([customer, views, shown]) => customer && views > 1 && shown > 1),
    tells(null, "postrender", { filledElements: ["home-1", "category-1"] }),
  ),
  pageTagging: gives(api => {
    const { pageType, categories, cart, customer, products, elements, order } = api.pageTagging()
    return { pageType, categories, cart, customer, products, elements, order: order ?? null }
  }, { pageType: "category", categories: ["/Women/Dresses"], cart: { items: tagged.cart }, customer: tagged.customer, products: [], elements: ["home-1", "category-1"], order: null }),
  pageTaggingAsync: gives(async api => (await api.pageTaggingAsync()).categories, ["/Women/Dresses"]),
  loadCartPopupRecommendations: both(
    says((api, { cart }) => api.loadCartPopupRecommendations([{ product_id: "1" }], cart, true), { cart_popup: true, cart: cart.items }),
    gives(null, answer => answer.customer),
  ),
  reportAddToCart: both(
    says(api => api.reportAddToCart({ productId: "1", skuId: "1-S" }, "home-1"), { events: [["cp", "1", "home-1", null, "1-S"]] }, quietly),
    tells(null, "addtocart", { productId: "1", skuId: "1-S", placementId: "home-1" }),
  ),
  recommendedProductAddedToCart: says(api => api.recommendedProductAddedToCart("1", "home-1"), { events: [["cp", "1", "home-1"]] }, quietly),
  captureError: tells(api => api.captureError(new Error("broken"), "a test", "warn"), "scripterror", { msg: "broken", level: "warn" }),
  experiments: both(
    says(api => api.experiments([{ id: "e", variation: "b" }]), { experiments: [{ id: "e", variation: "b" }], page_type: null }, quietly),
    tells(null, "setexperiments", { experiments: [{ id: "e", variation: "b" }] }),
  ),
  customer: both(
    says((api, { customer }) => api.customer(customer), { customer, cart: null }, quietly),
    tells(null, "customertaggingresent", customer),
  ),
  popupCampaigns: gives(api => api.popupCampaigns().map(({ id, type }) => [id, type]), [["d-api", "api"]]),
  reloadOverlay: gives(api => [api.reloadOverlay() ?? null, api.popupCampaigns().length], [null, 1]),
  openPopup: both(
    tells(async api => {
      const opened = new Promise(resolve => api.listen("popupopened", resolve))
      api.openPopup("d-api", { effects: { overlayOpacity: 0.5 } })
      await opened
      const isShown = api.internal.context.popupShown
      api.internal.getOverlay().discountPopup.instance.internal.close()
      return isShown
    }, "popupopened", { campaignId: "d-api", type: "api", error: null }),
    gives(null, true),
    tells(null, "popupclosed", { campaignId: "d-api" }),
  ),
  enablePopup: tells(async api => {
    const opened = () => new Promise(resolve => api.listen("popupopened", resolve))
    api.disablePopup("d-api")
    api.enablePopup("d-api")
    const next = opened()
    api.openPopup("d-api")
    await next
    api.internal.getOverlay().discountPopup.instance.internal.close()
  }, "popupopened", { campaignId: "d-api", error: null }),
  disablePopup: gives(async api => {
    api.disablePopup("d-api")
    const told = new Promise(resolve => api.listen("popupopened", resolve))
    api.openPopup("d-api")
    const { campaignId, error } = await told
    api.enablePopup("d-api")
    return [campaignId, !!error]
  }, ["d-api", true]),
  resendCartContent: both(
    says((api, { cart }) => api.resendCartContent(cart), { cart: cart.items, customer: null, page_type: null }, quietly),
    tells(null, "carttaggingresent", { cart_items: cart.items }),
  ),
  resendCartTagging: both(
    says(api => api.resendCartTagging("an id that plugins pass"), { cart: tagged.cart, customer: null, page_type: null }, quietly),
    tells(null, "carttaggingresent", { cart_items: tagged.cart }),
  ),
  resendCustomerTagging: both(
    says(api => api.resendCustomerTagging(), { customer: tagged.customer, cart: null }, quietly),
    tells(null, "customertaggingresent", tagged.customer),
  ),
  sendTagging: both(
    says(api => api.sendTagging(), { ...tagged, page_type: "category", elements: [], events: [] }, quietly),
    tells(null, "taggingresent", { pageType: "category" }),
  ),
  addSegmentCodeToVisit: both(
    says(api => api.addSegmentCodeToVisit("quiz"), { segment_codes: ["quiz"] }, quietly),
    tells(null, "setsegments", { segment: "quiz" }),
  ),
  addAffinitySignals: both(
    says(api => api.addAffinitySignals({ brand: ["acme"] }), { affinity_signals: { brand: ["acme"] } }, quietly),
    tells(null, "setcustomaffinities"),
  ),
  removeCampaigns: gives(async api => {
    const slot = document.getElementById("home-1")
    await api.placements.injectCampaigns({ "home-1": "<p>Here</p>" })
    const text = slot.textContent
    api.removeCampaigns(["home-1"])
    return [text, slot.isConnected, slot.textContent]
  }, ["Here", true, ""]),
  showPlacementPreviews: gives(api => {
    const element = document.getElementById("elsewhere")
    api.showPlacementPreviews({ element, mode: "INSERT_INTO" }, "<b>A preview</b>")
    return document.body.textContent.includes("A preview")
  }, true),
  install: gives(
    api => new Promise(resolve => api.install(({ context, settings, overlay }) => resolve([typeof context.mode.isPreview, settings.account, typeof overlay.openPopup]))),
    ["function", "delta", "function"],
  ),
  getSearchSessionParams: gives(async api => {
    const { segments } = await api.getSearchSessionParams({ cacheRefreshInterval: 0 })
    return segments
  }, segments => segments.includes("5e9000000000000000000001")),
  search: gives(
    async api => (await api.search({ query: "dress", products: { size: 2, fields: ["name"] } })).products,
    ({ total, hits }) => total > 2 && hits.length === 2 && /dress/i.test(hits[0].name),
  ),
  recordSearch: both(
    reaches(`api => (${searching})(api).then(({ query, response }) => api.recordSearch("serp", query, response))`, "/analytics/search/impression", ({ metadata, productIds }) => metadata.query === "dress" && productIds.length === 3),
    tells(null, "searchimpression", { page: 1 }),
  ),
  recordSearchClick: both(
    reaches(`api => (${searching})(api).then(({ response }) => api.recordSearchClick("serp", response.products.hits[1]))`, "/analytics/search/click", ({ productId, metadata }) => productId && metadata.resultId),
    tells(null, "searchclick"),
  ),
  recordSearchAddToCart: both(
    reaches(`api => (${searching})(api).then(({ response }) => api.recordSearchAddToCart("serp", response.products.hits[0]))`, "/analytics/search/click", ({ productId }) => productId),
    tells(null, "searchaddtocart"),
  ),
  recordSearchSubmit: reaches(async api => {
    await api.recordSearchSubmit("lamp")
    await api.search({ query: "lamp", products: { size: 1 } }, { track: "serp" })
  }, "/analytics/search/impression", ({ metadata }) => metadata.query === "lamp" && metadata.isOrganic),
  recordAttribution: says(api => api.recordAttribution({ type: "dp", target: "1" }).done(), { events: [["dp", "1"]] }, quietly),
  attributeProductClicksInCampaign: says(api => {
    const own = document.getElementById("own")
    api.attributeProductClicksInCampaign(own, { result_id: "home-1-best" })
    document.getElementById("button").click()
  }, { events: [["vp", "linen-column-dress", "home-1-best"]] }, quietly),
}
