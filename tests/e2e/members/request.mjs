/** RequestBuilder. */
import { both, data, gives, reaches, says } from "./check.mjs"

const { cart, customer, link } = data

/** The message is the same with and without the call. */
const changesNothing = fn => gives(fn, ({ before, after }) => before.elements.length === 1 && JSON.stringify(before) === JSON.stringify(after))

export const RequestBuilder = {
  setForcedSegments: says(api => api.createRecommendationRequest().setForcedSegments(["s"]).load(), { debug: { fs: ["s"] } }),
  setSegmentCodes: says(api => api.createRecommendationRequest().setSegmentCodes(["code"]).load(), { segment_codes: ["code"] }),
  setTargets: gives(async api => {
    document.getElementById("home-1").replaceChildren()
    await api.createRecommendationRequest().setElements(["home-1"]).setTargets({ "home-1": document.getElementById("elsewhere") }).load()
    return ["home-1", "elsewhere"].map(id => document.querySelectorAll(`#${id} li`).length > 1)
  }, [false, true]),
  setPageType: says(api => api.createRecommendationRequest().setPageType("front").load(), { page_type: "front" }),
  setSortOrder: says(api => api.createRecommendationRequest().setSortOrder("price").load(), { sort_order: "price" }),
  setAffinitySignals: says(api => api.createRecommendationRequest().setAffinitySignals({ brand: ["a"] }).load(), { affinity_signals: { brand: ["a"] } }),
  addEvent: says(
    api => api.createRecommendationRequest().addEvent({ type: "vp", target: "1", ref: "r", refSrc: "2" }).addEvent("vp", "3", "r", "3-S").load(),
    { events: [["vp", "1", "r", "2"], ["vp", "3", "r", null, "3-S"]] },
  ),
  setCustomer: says((api, { customer }) => api.createRecommendationRequest().setCustomer(customer).load(), { customer }),
  addCustomer: says((api, { customer }) => api.createRecommendationRequest().addCustomer(customer).load(), { customer }),
  setCoupon: says(api => api.createRecommendationRequest().setCoupon({ campaign: "c", code: "TEN", used: true }).load(), { coupon_campaign: "c", coupon_code: "TEN", coupon_used: true }),
  addElements: says(api => api.createRecommendationRequest().addElements(["home-1"]).addElements(["home-2"]).load(), { elements: ["home-1", "home-2"] }),
  setElements: says(api => api.createRecommendationRequest().setElements(["home-1"]).setElements(["home-2"]).load(), { elements: ["home-2"] }),
  setCartContent: says((api, { cart }) => api.createRecommendationRequest().setCartContent(cart).load(), { cart: cart.items }),
  setRestoreLink: says((api, { link }) => api.createRecommendationRequest().setRestoreLink(link).load(), { restore_link: link }),
  setProducts: says(
    api => api.createRecommendationRequest().setProducts([{ product_id: "1", selected_sku_id: "1-S" }, { product_id: "2", sku_id: "2-S" }], "home-1").load(),
    { events: [["vp", "1", "home-1", null, "1-S"], ["vp", "2", "home-1", null, "2-S"]] },
  ),
  setRefs: says(
    api => api.createRecommendationRequest().setProducts([{ product_id: "1" }, { product_id: "2" }]).setRefs({ 2: "home-1" }).load(),
    { events: [["vp", "1"], ["vp", "2", "home-1"]] },
  ),
  setRecommendationRef: says(api => api.createRecommendationRequest().setRecommendationRef("home-1", "9").load(), { ref: "home-1" }),
  setMailRef: says(api => api.createRecommendationRequest().setMailRef("mail", "rec").load(), { mail_ref: "mail", ref: "rec" }),
  addCurrentBrands: says(api => api.createRecommendationRequest().addCurrentBrands(["a"]).addCurrentBrands(["b"]).load(), { brands: ["a", "b"] }),
  setCurrentBrands: says(api => api.createRecommendationRequest().addCurrentBrands(["a"]).setCurrentBrands(["b"]).load(), { brands: ["b"] }),
  addCurrentCategories: says(api => api.createRecommendationRequest().addCurrentCategories(["/A"]).addCurrentCategories(["/B"]).load(), { categories: ["/A", "/B"] }),
  setCurrentCategories: says(api => api.createRecommendationRequest().addCurrentCategories(["/A"]).setCurrentCategories(["/B"]).load(), { categories: ["/B"] }),
  addCurrentCategoryIds: says(api => api.createRecommendationRequest().addCurrentCategoryIds(["1"]).addCurrentCategoryIds(["2"]).load(), { category_ids: ["1", "2"] }),
  addCurrentTags: says(api => api.createRecommendationRequest().addCurrentTags(["a"]).addCurrentTags(["b"]).load(), { tags: ["a", "b"] }),
  setCurrentTags: says(api => api.createRecommendationRequest().addCurrentTags(["a"]).setCurrentTags(["b"]).load(), { tags: ["b"] }),
  addCurrentCustomFields: says(api => api.createRecommendationRequest().addCurrentCustomFields({ fit: ["slim"] }).load(), { custom_fields: { fit: ["slim"] } }),
  addCurrentVariation: says(api => api.createRecommendationRequest().addCurrentVariation("USD").load(), { current_variant_id: "USD" }),
  setResponseMode: gives(async api => {
    const { recommendations } = await api.createRecommendationRequest().disableCampaignInjection().setElements(["home-1"]).setResponseMode("JSON_ORIGINAL").load()
    return recommendations["home-1"].products.length > 1
  }, true),
  setExperiments: says(api => api.createRecommendationRequest().setExperiments([{ id: "e", variation: "b" }]).load(), { experiments: [{ id: "e", variation: "b" }] }),
  disableCampaignInjection: gives(async api => {
    document.getElementById("home-1").replaceChildren()
    const { recommendations } = await api.createRecommendationRequest().setElements(["home-1"]).disableCampaignInjection().load()
    return [typeof recommendations["home-1"], document.getElementById("home-1").innerHTML]
  }, ["string", ""]),
  enablePreview: says(api => api.createRecommendationRequest().enablePreview().load(), { preview: true }),
  addOrderData: reaches((api, { order }) => api.createRecommendationRequest().addOrderData({ ...order, info: { ...order.info, order_number: "M-3" } }).load(), "/order/track", ({ info }) => info.order_number === "M-3"),
  populateFrom: says(
    api => api.createRecommendationRequest().populateFrom({ data: api.pageTagging(), forcedSegments: ["s"] }).disableCampaignInjection().load(),
    { page_type: "category", categories: ["/Women/Dresses"], events: [["vc", "/Women/Dresses"]], elements: ["home-1", "category-1"], debug: { fs: ["s"] } },
  ),
  addCartCookieHash: gives(api => api.createRecommendationRequest().addCartCookieHash("f00d").getData().cart_hash, "f00d"),
  ...Object.fromEntries(Object.entries({
    addCartItems: builder => builder.addCartItems(),
    addCartTotal: builder => builder.addCartTotal(),
    addCartSize: builder => builder.addCartSize(),
    addCurrentParentCategoryIds: builder => builder.addCurrentParentCategoryIds(["1"]),
    setCurrentPriceFrom: builder => builder.setCurrentPriceFrom(10),
    setCurrentPriceTo: builder => builder.setCurrentPriceTo(20),
  }).map(([name, call]) => [name, changesNothing(`api => {
    const builder = api.createRecommendationRequest().setElements(["home-1"])
    const before = builder.getData()
    return { before, after: (${call})(builder).getData() }
  }`)])),
  getEvents: gives(api => api.createRecommendationRequest().setProducts([{ product_id: "1" }], "r").addEvent({ type: "is", target: "red" }).getEvents(), [
    { type: "vp", target: "1", ref: "r" },
    { type: "is", target: "red" },
  ]),
  getData: gives(async api => {
    const builder = api.createRecommendationRequest().setElements(["home-1"]).setPageType("front").setProducts([{ product_id: "1" }])
    const data = builder.getData()
    let sent
    api.listen("prerequest", message => { sent = message })
    await builder.load()
    return [data, sent]
  }, ([data, sent]) => data.page_type === "front" && JSON.stringify(data) === JSON.stringify(sent)),
  load: both(
    says(api => api.createRecommendationRequest().setElements(["home-1"]).load({ skipEvents: true }), { elements: ["home-1"], response_mode: "HTML" }, ["skipEvents"]),
    gives(null, answer => answer.customer && answer.pv > 0 && typeof answer.recommendations["home-1"] === "string"),
  ),
  loadRecommendations: says(api => api.createRecommendationRequest().setElements(["home-1"]).loadRecommendations(), { elements: ["home-1"] }, []),
  send: says(api => api.createRecommendationRequest().setElements(["home-1"]).send({ skipPageViews: true }), { elements: ["home-1"] }, ["skipPageViews"]),
  loadCartPopupRecommendations: both(
    says((api, { cart }) => api.createRecommendationRequest().setCartContent(cart).loadCartPopupRecommendations(true), { cart_popup: true, cart: cart.items }),
    gives(null, answer => answer.customer),
  ),
}
