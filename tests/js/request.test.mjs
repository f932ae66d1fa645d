/** The request builder: what it holds, what it sends, what comes back. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, line, start } from "./library.mjs"

const customer = { email: "devnull@shop.test", first_name: "Ada" }

/** What the builder says it would send, and what it sends. */
async function both(build) {
  const server = backEnd()
  const { api } = await start(server)
  const builder = build(api.createRecommendationRequest())
  const data = builder.getData()
  await builder.load()
  return { data, message: server.requests[0].message }
}

test("what would be sent is what is sent", async () => {
  const { data, message } = await both(builder =>
    builder
      .setElements(["a"]).addElements("b").setPageType("product").setProducts([{ product_id: 1, sku_id: "1-S" }, "2"], "slot")
      .setRefs({ 2: "other" }).setCartContent({ hcid: "f00d", items: [line("1")] }).setCustomer(customer)
      .setRestoreLink("https://shop.test/r").addCurrentVariation("EUR").addCurrentCategories(["/a"]).addCurrentCategories(["/b"])
      .addCurrentCategoryIds(["7"]).addCurrentTags(["t"]).addCurrentBrands(["Acme"]).addCurrentCustomFields({ k: "v" })
      .addCurrentCustomFields({ l: ["w"] }).setSegmentCodes(["s"]).setForcedSegments(["f"]).setAffinitySignals({ a: ["b"] })
      .setSortOrder("cmp").setCoupon({ campaign: "c", code: "10", used: true }).setExperiments([{ id: "e", variation: "v" }])
      .setResponseMode("JSON_ORIGINAL").enablePreview().addEvent({ type: "is", target: "boots" }).addEvent("cp", "2", "slot", "2-L")
      .setMailRef("mail", "rec").addCartItems().addCartTotal().addCartSize().addCurrentParentCategoryIds(["x"]).setCurrentPriceFrom(1))
  assert.deepEqual(data, message)
  assert.deepEqual(message, {
    elements: ["a", "b"],
    page_type: "product",
    cart: [line("1")],
    cart_hash: "f00d",
    customer,
    restore_link: "https://shop.test/r",
    current_variant_id: "EUR",
    categories: ["/a", "/b"],
    category_ids: ["7"],
    tags: ["t"],
    brands: ["Acme"],
    custom_fields: { k: "v", l: ["w"] },
    segment_codes: ["s"],
    debug: { fs: ["f"] },
    affinity_signals: { a: ["b"] },
    sort_order: "cmp",
    coupon_campaign: "c",
    coupon_code: "10",
    coupon_used: true,
    experiments: [{ id: "e", variation: "v" }],
    response_mode: "JSON_ORIGINAL",
    preview: true,
    mail_ref: "mail",
    // The products name results of their own, so the mail's counts for the page.
    ref: "rec",
    events: [["vp", "1", "slot", null, "1-S"], ["vp", "2", "other"], ["is", "boots"], ["cp", "2", "slot", null, "2-L"]],
  })
})

test("a mail's reference counts for the products that name no other", async () => {
  const { message } = await both(builder => builder.setProducts(["1", "2"]).setRefs({ 2: "slot" }).setMailRef("mail", "rec"))
  assert.deepEqual(message.events, [["vp", "1", "rec", null, null, "email"], ["vp", "2", "slot"]])
  assert.equal(message.ref, undefined)
})

test("the state given is where the builder starts; addresses of its own win", async () => {
  const server = backEnd()
  const { api } = await start(server)
  const state = { url: "https://shop.test/x", events: [["is", "boots"]], cart: [line("1"), { name: "no id" }], page_type: "nowhere" }
  const builder = api.createRecommendationRequest({ state })
  state.url = "changed"
  assert.deepEqual(builder.getEvents(), [{ type: "is", target: "boots" }])
  await builder.load()
  const { message } = server.requests[0]
  assert.equal(message.url, "https://shop.test/x")
  assert.deepEqual(message.cart, [line("1")])
  assert.equal(message.page_type, "other")
  assert.deepEqual(message.elements, [])
  assert.equal(message.response_mode, "HTML")
})

test("the answer comes as it was sent", async () => {
  const body = { customer: "5b1a481060b221115c4a251e", recommendations: { a: "<p>" }, pv: 3, odd: [1] }
  const { api } = await start(backEnd(() => body))
  assert.deepEqual(await api.createRecommendationRequest().setElements(["a"]).load(), body)
})

test("a second load tells hints again and events not, flags go into the address, abort works", async () => {
  const server = backEnd()
  const { api } = await start(server)
  const builder = api.createRecommendationRequest().setProducts(["1"]).setElements(["a"])
  await builder.load()
  await builder.send({ skipPageViews: true, skipEvents: true })
  assert.deepEqual(server.requests[1].message.events, [])
  assert.deepEqual(server.requests[1].message.elements, ["a"])
  assert.equal(server.requests[1].query.skipPageViews, "true")
  assert.equal(server.requests[1].query.skipEvents, "true")
  await assert.rejects(builder.load({ signal: AbortSignal.abort() }), { code: "aborted" })
})

test("an order goes to its own endpoint and is named by an event", async () => {
  const server = backEnd()
  const { api } = await start(server)
  const order = { info: { order_number: "7", email: "devnull@shop.test" }, items: [{ product_id: "1", name: "n", quantity: 1, unit_price: 2, price_currency_code: "EUR" }] }
  await api.createRecommendationRequest().addOrderData(order).load()
  const sent = server.requests.find(({ path }) => path === "/order/track")
  assert.deepEqual(sent.message, order)
  assert.deepEqual(server.requests.find(({ path }) => path === "/ev1").message.events, [["or", "7"]])
})

const TOLD = {
  addSegmentCodeToVisit: { args: ["vip"], member: ["segment_codes", ["vip"]], event: "setsegments", payload: { segment: "vip" } },
  addAffinitySignals: { args: [{ colour: ["red"] }], member: ["affinity_signals", { colour: ["red"] }], event: "setcustomaffinities" },
  experiments: { args: [[{ id: "e", variation: "b" }]], member: ["experiments", [{ id: "e", variation: "b" }]], event: "setexperiments", payload: { experiments: [{ id: "e", variation: "b" }] } },
  customer: { args: [customer], member: ["customer", customer], event: "customertaggingresent", payload: customer },
  resendCartContent: { args: [{ items: [line("1")] }], member: ["cart", [line("1")]], event: "carttaggingresent", payload: { cart_items: [line("1")], restore_link: undefined } },
}
for (const [name, { args, member: [member, value], event, payload }] of Object.entries(TOLD)) {
  test(`${name} tells that alone, counts no view, and emits ${event}`, async () => {
    const server = backEnd()
    const { api } = await start(server)
    const heard = []
    api.listen(event, (...given) => heard.push(given))
    assert.equal(await api[name](...args), undefined)
    const { query, message } = server.requests[0]
    assert.deepEqual(message[member], value)
    assert.deepEqual([message.elements, message.events, query.skipPageViews], [[], [], "true"])
    assert.deepEqual(heard, [payload === undefined ? [] : [payload]])
  })
}

test("a coupon is told, and listeners get it in both shapes", async () => {
  const server = backEnd()
  const { api } = await start(server)
  const heard = []
  api.listen("couponGiven", payload => heard.push(payload))
  await api.internal.couponGiven("c", "TEN", false)
  const { coupon_campaign, coupon_code, coupon_used } = server.requests[0].message
  assert.deepEqual({ coupon_campaign, coupon_code, coupon_used }, { coupon_campaign: "c", coupon_code: "TEN", coupon_used: false })
  assert.deepEqual(heard, [{ coupon_campaign: "c", coupon_code: "TEN", coupon_used: false, campaignId: "c", couponCode: "TEN", origin: "popup" }])
})

test("adding to the cart from a recommendation is attributed, with and without a SKU", async () => {
  const server = backEnd()
  const { api } = await start(server)
  const heard = []
  api.listen("addtocart", payload => heard.push(payload))
  await api.reportAddToCart("1", "slot")
  await api.recommendedProductAddedToCart({ productId: "2", skuId: "2-L" }, "slot")
  assert.deepEqual(server.requests.map(({ message }) => message.events), [[["cp", "1", "slot"]], [["cp", "2", "slot", null, "2-L"]]])
  assert.deepEqual(heard, [{ productId: "1", skuId: undefined, placementId: "slot" }, { productId: "2", skuId: "2-L", placementId: "slot" }])
})

test("segments and affinities are those of the last answer, asked for only when there is none", async () => {
  const body = { se: { active_segments: [{ id: "s1" }] }, af: { discount: 1 } }
  const server = backEnd(() => body)
  const { api } = await start(server)
  assert.deepEqual(await api.internal.getSegments(), ["s1"])
  assert.deepEqual(await api.internal.getCustomAffinities(), { discount: 1 })
  assert.equal(server.requests.length, 1)
  assert.deepEqual([server.requests[0].query.skipPageViews, server.requests[0].query.skipEvents], ["true", "true"])
})

test("the events of one request come in their order", async () => {
  const { api } = await start(backEnd())
  const heard = []
  for (const name of ["prerequest", "prerender", "postrender", "taggingsent", "ev1end"]) api.listen(name, () => heard.push(name))
  await api.createRecommendationRequest().setElements(["a"]).load()
  assert.deepEqual(heard, ["prerequest", "prerender", "postrender", "taggingsent", "ev1end"])
})
