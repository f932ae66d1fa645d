/** A page goes on with a visit that began on a server. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, fresh, line, start } from "./library.mjs"
import { visit } from "./place.mjs"

const id = "5b1a481060b221115c4a251e"
const url = "https://shop.test/?utm_id=1"
const { createSession } = await fresh("headless.js")
const answer = () => ({ customer: id, pv: 3, se: { active_segments: [{ id: "vip" }] }, recommendations: { home: { products: [], title: "</script><script>" } } })

/** What a server leaves for the page. */
async function served(work = session => session.setCart({ items: [line()] }).setCustomer({ email: "a@b.test" }).viewFrontPage().setPlacements(["home"]).load(), options) {
  const server = backEnd(answer)
  const session = await createSession({ account: "demo", server: "https://back.test", url, fetch: server.fetch, ...options })
  await work(session)
  await session.close()
  return { requests: server.requests, text: session.dehydrate() }
}

async function page(hydrate, { at = url, cookie = "", ...options } = {}) {
  visit(at, { cookie })
  const server = backEnd(() => ({ ...answer(), pv: 9 }))
  const heard = []
  const { api, session, nostojs } = await start(server, { hydrate, ...options })
  return { server, api, session, nostojs, heard }
}

test("the page's first action is answered by what the server fetched, once", async () => {
  const { text, requests } = await served()
  assert.deepEqual(requests[0].message.events, [["ec", "utm_id=1"]])
  assert.ok(!text.includes("<"))
  const { server, api, session } = await page(text)
  assert.equal(api.visit.getCustomerId(), id)
  const action = session.viewFrontPage().setPlacements(["home"])
  const data = await action.load()
  assert.deepEqual([data.page_views, data.recommendations.home.title], [3, "</script><script>"])
  assert.deepEqual(await api.internal.getSegments(), ["vip"])
  assert.equal(server.requests.length, 0)

  assert.equal((await session.viewFrontPage().setPlacements(["home"]).load()).page_views, 9)
  const [{ message, query }] = server.requests
  assert.equal(query.c, id)
  assert.deepEqual(message.cart.map(({ product_id }) => product_id), ["p1"])
  assert.deepEqual(message.customer, { email: "a@b.test" })
  assert.deepEqual(message.events, [], "the landing was told by the server")
})

test("what differs in flags, placements or address is asked for", async () => {
  const { text } = await served()
  for (const ask of [session => session.viewFrontPage().setPlacements(["home", "more"]).load(), session => session.viewFrontPage().setPlacements(["home"]).update()]) {
    const { server, session } = await page(text)
    await ask(session)
    assert.equal(server.requests.length, 1)
    assert.equal((await session.viewFrontPage().setPlacements(["home"]).load()).page_views, 3)
  }
  const { server, session } = await page(text, { at: "https://shop.test/other" })
  await session.viewFrontPage().setPlacements(["home"]).load()
  assert.equal(server.requests.length, 1)
})

test("an anchor is no other page; an order that was handed in is not handed in again", async () => {
  const order = { info: { order_number: "7" }, items: [line()] }
  const { text, requests } = await served(session => session.addOrder(order).load())
  assert.deepEqual(requests.map(({ path }) => path).sort(), ["/ev1", "/order/track"])
  const { server, session } = await page(text, { at: `${url}#top` })
  const action = session.addOrder(order)
  await action.load()
  assert.equal(server.requests.length, 0)
  await action.load()
  assert.deepEqual(server.requests.map(({ path, message }) => [path, message.events]), [["/ev1", []]])
})

test("a page that was rendered for somebody else is not believed", async () => {
  const { text } = await served()
  const { server, session } = await page(text, { cookie: "2c.cId=other" })
  assert.equal((await session.viewFrontPage().setPlacements(["home"]).load()).page_views, 9)
  assert.deepEqual([server.requests[0].query.c, server.requests[0].message.cart], ["other", undefined])
})

test("a text that is none is reported and costs nothing else", async t => {
  t.mock.method(console, "error", () => {})
  for (const text of ["{", "null", '{"setters":5}', '{"visitor":"x","setters":[],"loads":5}']) {
    const { server, session } = await page(text)
    await session.viewFrontPage().load()
    assert.equal(server.requests.length, 1)
  }
  assert.equal(console.error.mock.callCount(), 4)
})

test("what was denied on the server waits for the page; a setter taken back stays so", async () => {
  const { text } = await served(session => session.setVariation("EUR").setVariation(null).setCart({}).viewFrontPage().load(), { consent: "denied" })
  assert.deepEqual(JSON.parse(text).setters, [["setCart", {}]])
  const { server, session } = await page(text)
  await session.viewFrontPage().load()
  assert.deepEqual(server.requests.map(({ message }) => [message.cart, message.current_variant_id]), [[[], undefined]])
})
