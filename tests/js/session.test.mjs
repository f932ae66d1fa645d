/** Sessions, actions and attributions: what a call says, and how often. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, deferred, line, settled, start } from "./library.mjs"

const order = { info: { order_number: "A-17", email: "ada@example.com" }, items: [line()] }

test("setters give the same session, refinements the same action, views a new action each", async () => {
  const { api, session } = await start(backEnd())
  assert.equal(api.defaultSession(), session)
  assert.notEqual(api.createSession(), session)
  const setters = {
    setCart: [{}], setCustomer: [{}], setVariation: ["EUR"], setRestoreLink: ["https://shop.test"], setResponseMode: ["HTML"],
    enableCampaignInjection: [], disableCampaignInjection: [],
  }
  for (const [name, args] of Object.entries(setters)) assert.equal(session[name](...args), session, name)
  const action = session.viewOther()
  assert.notEqual(session.viewOther(), action)
  const refinements = {
    setRef: ["1", "r"], setProduct: ["1"], setProducts: [["1"]], setCart: [{}], setCustomer: [{}], setOrder: [order],
    setSearchTerms: [["s"]], setBrands: [["b"]], setCategories: [["/c"]], setCategoryIds: [["1"]], setParentCategoryIds: [["2"]],
    setTags: [["t"]], setCustomFields: [{ a: ["b"] }], setVariation: ["EUR"], setPlacements: [["p"]], setRestoreLink: ["x"],
    setPageType: ["front"], addAffinity: [{ a: ["b"] }],
  }
  for (const [name, args] of Object.entries(refinements)) assert.equal(action[name](...args), action, name)
})

test("methods work detached", async () => {
  const server = backEnd()
  const { api } = await start(server)
  const { defaultSession, recordAttribution, createSession, isAutoLoad, visit: { getCustomerId }, internal: { getSettings } } = api
  const { setCart } = defaultSession()
  const { viewProduct } = setCart({ items: [line()] })
  const { setPlacements } = viewProduct("p1")
  const { load } = setPlacements(["x"])
  await load()
  const { update } = createSession().viewOther()
  await update()
  const { recordAttribution: record } = recordAttribution({ type: "vp", target: "1" })
  const { done } = record({ type: "vp", target: "2" })
  await done()
  assert.equal(isAutoLoad(), false)
  assert.equal(getCustomerId(), "5b1a481060b221115c4a251e")
  assert.equal(getSettings().account, "demo")
  assert.deepEqual(server.requests.map(({ message }) => [message.page_type, message.elements, message.cart?.length]), [
    ["product", ["x"], 1], ["other", [], undefined], [undefined, [], undefined],
  ])
})

test("setters send nothing; a load is a page view and an update is none", async () => {
  const server = backEnd()
  const { session } = await start(server)
  const action = session.setCart({ items: [line()] }).setCustomer({ email: "ada@example.com" }).viewCart()
  await settled()
  assert.equal(server.requests.length, 0)
  await action.load()
  await session.setCart({ items: [line("p2")] }).viewCart().update()
  await session.viewCart().load({ skipPageViews: true })
  assert.deepEqual(server.requests.map(({ query }) => query.skipPageViews), [undefined, "true", "true"])
  assert.deepEqual(server.requests[0].message.customer, { email: "ada@example.com" })
})

test("a session of its own shares nothing but the visitor", async () => {
  const server = backEnd()
  const { api, session } = await start(server)
  session.setVariation("EUR")
  await api.createSession().viewOther().load()
  await session.viewOther().load()
  assert.deepEqual(server.requests.map(({ message }) => message.current_variant_id), [undefined, "EUR"])
  assert.equal(server.requests[1].query.c, "5b1a481060b221115c4a251e")
})

test("a session keeps its setters through a thousand of them", async () => {
  const server = backEnd()
  const { session } = await start(server)
  session.setVariation("EUR")
  for (let quantity = 1; quantity <= 1000; quantity++) session.setCart({ items: [line("p", { quantity })] })
  await session.viewCart().update()
  assert.equal(server.requests[0].message.cart[0].quantity, 1000)
  assert.equal(server.requests[0].message.current_variant_id, "EUR")
})

test("an action is about the page on which it was made", async () => {
  const server = backEnd()
  const { session } = await start(server)
  globalThis.location = { href: "https://shop.test/then", protocol: "https:", hostname: "shop.test" }
  try {
    const action = session.viewOther()
    location.href = "https://shop.test/now"
    await action.load()
  } finally {
    delete globalThis.location
  }
  assert.equal(server.requests[0].message.url, "https://shop.test/then")
})

test("the results of a load are those of the reference, whatever the types in the answer", async () => {
  const campaign = { result_id: "r", products: [{ product_id: "1" }] }
  const { session } = await start(backEnd(() => ({ customer: "v", recommendations: { a: campaign, b: 5 }, pv: 3, gl: ["FI"], cmpid: "c", af: "?" })))
  assert.deepEqual(await session.viewFrontPage().setPlacements(["a", "b"]).load(), {
    recommendations: { a: campaign },
    campaigns: { recommendations: { a: campaign }, content: {} },
    page_views: 3,
    geo_location: ["FI"],
    affinities: { discount: 0, top_brands: [], top_categories: [], top_product_types: [], top_skus: {} },
    cmpid: "c",
  })
})

test("a second load says the hints again, events and order not", async () => {
  const server = backEnd()
  const { session } = await start(server)
  const action = session.addOrder(order).setProduct("p1").setBrands(["b"]).setPlacements(["x"])
  await action.load()
  await action.load()
  await action.load({ trackEvents: true })
  assert.deepEqual(server.requests.map(({ path }) => path), ["/order/track", "/ev1", "/ev1", "/ev1"])
  const [handedIn, first, second, third] = server.requests.map(({ message }) => message)
  assert.equal(handedIn.info.order_number, "A-17")
  assert.deepEqual(first.events, [["vp", "p1"], ["or", "A-17"]])
  assert.deepEqual(second, { ...first, events: [] })
  assert.deepEqual(third, first)
  assert.equal(new Set(server.requests.map(({ query }) => query.rid)).size, 4)
})

test("events that were skipped are told by the next load", async () => {
  const server = backEnd()
  const { session } = await start(server)
  const action = session.viewProduct("p1").setPlacements(["x"])
  await action.load({ trackEvents: false })
  await action.load()
  const [first, second] = server.requests
  assert.deepEqual([first.message.events, first.query.skipEvents, first.message.elements], [[], "true", ["x"]])
  assert.deepEqual([second.message.events, second.query.skipEvents], [[["vp", "p1"]], undefined])
})

test("an attribution sends one message with its events, no element and no page view", async () => {
  const server = backEnd()
  const { api, session } = await start(server)
  const attribution = session.recordAttribution("vp", "p1", "r", "src").recordAttribution({ type: "cp", target: "p2", ref: "r2" })
  assert.deepEqual(attribution.dumpData(), [["vp", "p1", "r", "src"], ["cp", "p2", "r2"]])
  await settled()
  assert.equal(server.requests.length, 0)
  assert.equal(await attribution.done() ?? undefined, undefined)
  const [{ path, query, message }] = server.requests
  assert.equal(path, "/ev1")
  assert.equal(query.skipPageViews, "true")
  assert.deepEqual(message.elements, [])
  assert.deepEqual(message.events, [["vp", "p1", "r", "src"], ["cp", "p2", "r2"]])

  await attribution.done()
  assert.equal(server.requests.length, 1, "nothing new, nothing sent")
  await attribution.recordAttribution({ type: "is", target: "shoes" }).done()
  await api.recordAttribution({ type: "vp", target: "p3" }).done()
  assert.deepEqual(server.requests.slice(1).map(({ message }) => message.events), [[["is", "shoes"]], [["vp", "p3"]]])
})

test("requests at once wait until the first brought the visitor id", async () => {
  const gate = deferred()
  const server = backEnd(() => gate.promise)
  const { session } = await start(server)
  const loads = ["/1", "/2", "/3"].map(path => session.viewCategory(path).load())
  await settled()
  assert.deepEqual(server.requests.map(({ message }) => message.categories), [["/1"]])
  gate.resolve({ customer: "5b1a481060b221115c4a251e" })
  await Promise.all(loads)
  assert.deepEqual(server.requests.map(({ query }) => query.c), [undefined, "5b1a481060b221115c4a251e", "5b1a481060b221115c4a251e"])
  assert.deepEqual(server.requests.map(({ message }) => message.categories[0]), ["/1", "/2", "/3"])
})

test("a first request that fails does not hold up the second", async () => {
  const server = backEnd((_, index) => {
    if (!index) throw new TypeError("offline")
    return { customer: "v" }
  })
  const { session } = await start(server)
  const loads = await Promise.allSettled([session.viewOther().load(), session.viewOther().load()])
  assert.deepEqual(loads.map(({ status }) => status), ["rejected", "fulfilled"])
  assert.deepEqual(server.requests.slice(0, 2).map(({ query }) => query.c), [undefined, undefined])
})

test("dumpData says what the action would say, and sends nothing", async () => {
  const server = backEnd()
  const { session } = await start(server)
  const data = session.setCart({ items: [line()] }).viewProductSku("p1", "s1").setParentCategoryIds(["9"]).dumpData()
  assert.deepEqual(data.products, [{ product_id: "p1", selected_sku_id: "s1" }])
  assert.deepEqual(data.parentCategoryIds, ["9"])
  assert.equal(data.cart.items[0].product_id, "p1")
  assert.equal(data.pageType, "product")
  await settled()
  assert.equal(server.requests.length, 0)
})

test("what outlives its page is 60,000 bytes at a time, not letters", async () => {
  const gate = deferred()
  const server = backEnd(() => gate.promise)
  const outlives = []
  const fetch = (url, init) => (outlives.push(init.keepalive), server.fetch(url, init))
  const { api, session } = await start(server, { fetch })
  api.visit.setStore({ getCustomerId: () => "v", setCustomerId() {} })
  // Two bytes a letter: three of them are 30,000 letters.
  const load = () => session.viewOther().setTags(["é".repeat(10_000)]).load()
  const loads = [load(), load(), load()]
  await settled()
  assert.deepEqual(outlives, [true, true, false])
  gate.resolve({})
  await Promise.all(loads)
  await load()
  assert.deepEqual(outlives.slice(3), [true])
})
