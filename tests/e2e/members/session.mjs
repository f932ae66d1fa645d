/** Session, Action, Attribution. */
import { both, data, gives, reaches, says, tells } from "./check.mjs"

const { cart, customer, order, link } = data

export const Session = {
  setCart: says((api, { cart }) => api.createSession().setCart(cart).viewOther().load(), { cart: cart.items }),
  setCustomer: says((api, { customer }) => api.createSession().setCustomer(customer).viewOther().load(), { customer }),
  setVariation: says(api => api.createSession().setVariation("USD").viewOther().load(), { current_variant_id: "USD" }),
  setRestoreLink: says((api, { link }) => api.createSession().setRestoreLink(link).viewOther().load(), { restore_link: link }),
  setResponseMode: says(api => api.createSession().setResponseMode("HTML").viewOther().load(), { response_mode: "HTML" }),
  enableCampaignInjection: gives(async api => {
    await api.createSession().enableCampaignInjection().setResponseMode("HTML").viewFrontPage().setPlacements(["home-1"]).load()
    return document.querySelectorAll("#home-1 li").length
  }, count => count > 1),
  disableCampaignInjection: gives(async api => {
    document.getElementById("home-1").replaceChildren()
    await api.createSession().enableCampaignInjection().disableCampaignInjection().setResponseMode("HTML").viewFrontPage().setPlacements(["home-1"]).load()
    return document.getElementById("home-1").innerHTML
  }, ""),
  viewFrontPage: says(api => api.createSession().viewFrontPage().load(), { page_type: "front", events: [] }),
  viewCart: says(api => api.createSession().viewCart().load(), { page_type: "cart", events: [] }),
  viewNotFound: says(api => api.createSession().viewNotFound().load(), { page_type: "notfound", events: [] }),
  viewProduct: says(api => api.createSession().viewProduct({ product_id: "1", selected_sku_id: "1-S" }).load(), { page_type: "product", events: [["vp", "1", null, null, "1-S"]] }),
  viewProductSku: says(api => api.createSession().viewProductSku("1", "1-S").load(), { page_type: "product", events: [["vp", "1", null, null, "1-S"]] }),
  viewCategory: says(api => api.createSession().viewCategory("/A", "/B").load(), { page_type: "category", categories: ["/A", "/B"], events: [["vc", "/A"], ["vc", "/B"]] }),
  viewTag: says(api => api.createSession().viewTag("red").load(), { page_type: "other", tags: ["red"] }),
  viewCustomField: says(api => api.createSession().viewCustomField({ material: ["linen"] }).load(), { page_type: "other", custom_fields: { material: ["linen"] } }),
  viewSearch: says(api => api.createSession().viewSearch("linen dress").load(), { page_type: "search", events: [["is", "linen dress"]] }),
  viewOther: says(api => api.createSession().viewOther().load(), { page_type: "other" }),
  addOrder: both(
    reaches((api, { order }) => api.createSession().addOrder(order).load(), "/order/track", ({ info }) => info.order_number === "M-1"),
    says(null, { page_type: "order", events: [["or", "M-1"]] }),
  ),
  reportAddToCart: says(api => api.createSession().reportAddToCart("1", "home-1").update(), { events: [["cp", "1", "home-1"]], cart: null }, ["skipPageViews"]),
  recordAttribution: says(api => api.createSession().recordAttribution("vp", "1", "home-1", "2").done(), { events: [["vp", "1", "home-1", "2"]], elements: [] }, ["skipPageViews"]),
}

export const Action = {
  setRef: says(api => api.createSession().viewProduct("1").setRef("1", "home-1").load(), { events: [["vp", "1", "home-1"]] }),
  setProduct: says(api => api.createSession().viewOther().setProduct("7").load(), { events: [["vp", "7"]] }),
  setProducts: says(api => api.createSession().viewOther().setProducts(["7", { product_id: "8" }]).load(), { events: [["vp", "7"], ["vp", "8"]] }),
  setCart: says((api, { cart }) => api.createSession().viewOther().setCart(cart).load(), { cart: cart.items }),
  setCustomer: says((api, { customer }) => api.createSession().viewOther().setCustomer(customer).load(), { customer }),
  setOrder: reaches((api, { order }) => api.createSession().viewOther().setOrder({ ...order, info: { ...order.info, order_number: "M-2" } }).load(), "/order/track", ({ info }) => info.order_number === "M-2"),
  setSearchTerms: says(api => api.createSession().viewOther().setSearchTerms(["red", "blue"]).load(), { events: [["is", "red"], ["is", "blue"]] }),
  setBrands: says(api => api.createSession().viewOther().setBrands(["Acme"]).load(), { brands: ["Acme"] }),
  setCategories: says(api => api.createSession().viewOther().setCategories(["/A"]).load(), { categories: ["/A"] }),
  setCategoryIds: says(api => api.createSession().viewOther().setCategoryIds(["12"]).load(), { category_ids: ["12"] }),
  setParentCategoryIds: gives(api => api.createSession().viewOther().setParentCategoryIds(["1"]).dumpData().parentCategoryIds, ["1"]),
  setTags: says(api => api.createSession().viewOther().setTags(["red"]).load(), { tags: ["red"] }),
  setCustomFields: says(api => api.createSession().viewOther().setCustomFields({ fit: ["slim"] }).load(), { custom_fields: { fit: ["slim"] } }),
  setVariation: says(api => api.createSession().viewOther().setVariation("USD").load(), { current_variant_id: "USD" }),
  setPlacements: gives(async api => {
    const { recommendations } = await api.createSession().viewFrontPage().setPlacements(["home-1", "no-such-place"]).load()
    return Object.keys(recommendations)
  }, ["home-1"]),
  setRestoreLink: says((api, { link }) => api.createSession().viewOther().setRestoreLink(link).load(), { restore_link: link }),
  setPageType: says(api => api.createSession().viewOther().setPageType("checkout").load(), { page_type: "checkout" }),
  addAffinity: says(api => api.createSession().viewOther().addAffinity({ brand: ["a"], size: ["s"] }).addAffinity({ brand: ["b"] }).load(), { affinity_signals: { brand: ["b"], size: ["s"] } }),
  dumpData: gives(api => {
    const { categories, pageType, products } = api.createSession().viewProduct("1").setCategories(["/A"]).dumpData()
    return { categories, pageType, products: products.map(({ product_id }) => product_id) }
  }, { categories: ["/A"], pageType: "product", products: ["1"] }),
  update: says(api => api.createSession().viewOther().update(), { page_type: "other" }, ["skipPageViews"]),
  load: both(
    says(api => api.createSession().viewOther().setPlacements(["home-1"]).load(), { elements: ["home-1"] }, []),
    gives(null, response => response.page_views > 1 && response.geo_location.length === 3 && response.affinities && response.campaigns.recommendations["home-1"].products.length),
    tells(null, "taggingsent"),
  ),
}

export const Attribution = {
  recordAttribution: says(
    api => api.recordAttribution({ type: "vp", target: "1" }).recordAttribution({ type: "con", target: "c", ref: "r", refSrc: "2", targetFragment: "f", refType: "oc" }).done(),
    { events: [["vp", "1"], ["con", "c", "r", "2", "f", "oc"]] },
    ["skipPageViews"],
  ),
  dumpData: gives(api => api.recordAttribution({ type: "vp", target: "1", ref: "r" }).dumpData(), [["vp", "1", "r"]]),
  done: both(says(api => api.recordAttribution({ type: "lp", target: "1" }).done(), { events: [["lp", "1"]] }), gives(null, value => value == null)),
}
