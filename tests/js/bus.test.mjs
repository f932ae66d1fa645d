/** `listen` and `unlisten`. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, start } from "./library.mjs"

test("names are case-insensitive, and unlisten knows them in any case", async () => {
  const { api } = await start(backEnd())
  const told = []
  const listener = value => told.push(value)
  api.listen("cartUpdated", listener)
  api.internal.emit("CARTUPDATED", 1)
  api.internal.emit("cartupdated", 2)
  api.unlisten("CartUpdated", listener)
  api.internal.emit("cartUpdated", 3)
  assert.deepEqual(told, [1, 2])
})

test("a listener that throws is told to scripterror and stops no other", async t => {
  t.mock.method(console, "error", () => {})
  const { api, session } = await start(backEnd())
  const told = []
  api.listen("taggingsent", () => { throw new Error("mine") })
  api.listen("taggingsent", () => told.push("second"))
  api.listen("scripterror", ({ msg, level }) => told.push(`${level} ${msg}`))
  api.listen("scripterror", () => { throw new Error("again") })
  await session.viewOther().load()
  assert.deepEqual(told, ["error mine", "second"])
})

test("unlisten of what was never listened to, and listeners that are no functions, do nothing", async t => {
  const told = t.mock.method(console, "error", () => {})
  const { api, session } = await start(backEnd())
  api.unlisten("no such name", () => {})
  api.unlisten("taggingsent", () => {})
  api.unlisten("toString")
  for (const listener of [undefined, null, 5, {}]) api.listen("taggingsent", listener)
  await session.viewOther().load()
  assert.equal(told.mock.callCount(), 0)
})

test("a listener is called once, however often it was given", async () => {
  const { api } = await start(backEnd())
  let calls = 0
  const listener = () => calls++
  api.listen("setcart", listener)
  api.listen("setCart", listener)
  api.internal.emit("setcart")
  assert.equal(calls, 1)
})

test("a load tells prerequest, prerender and taggingsent, in this order, before its promise", async () => {
  const server = backEnd(() => ({ customer: "v", pv: 2, ed: 1_700_000_000_000, se: { active_segments: [{ id: "s" }] }, raw: true }))
  const { api, session } = await start(server)
  const told = []
  for (const name of ["taggingsent", "prerender", "prerequest", "servererror"]) api.listen(name, payload => told.push([name, payload]))
  await session.viewFrontPage().load().then(() => told.push(["resolved"]))
  assert.deepEqual(told.map(([name]) => name), ["prerequest", "prerender", "taggingsent", "resolved"])
  assert.deepEqual(told[0][1], server.requests[0].message)
  const { customerId, eventDate, pageViews, segments } = told[1][1]
  assert.deepEqual([customerId, pageViews, segments], ["v", 2, { active_segments: [{ id: "s" }] }])
  assert.equal(eventDate.getTime(), 1_700_000_000_000)
  assert.equal(told[2][1].raw, true)
})

test("servererror tells the server's reasons, or what happened", async () => {
  const reasons = []
  for (const answer of [() => ({ errors: ["a reason"] }), () => new Response('{"errors":["another"]}', { status: 400 }), () => new Response("", { status: 502 })]) {
    const { api, session } = await start(backEnd(answer))
    api.listen("servererror", given => reasons.push(given))
    await session.viewOther().load().catch(() => {})
  }
  assert.deepEqual(reasons, [["a reason"], ["another"], ["http 502"]])
})

test("a listener may call the api again", async () => {
  const server = backEnd()
  const { api, session } = await start(server)
  const inner = new Promise(resolve => {
    api.listen("taggingsent", function once() {
      api.unlisten("taggingsent", once)
      resolve(session.setVariation("EUR").viewCart().update())
    })
  })
  await session.viewOther().load()
  await inner
  assert.deepEqual(server.requests.map(({ message }) => message.page_type), ["other", "cart"])
  assert.equal(server.requests[1].message.current_variant_id, "EUR")
})

test("data that cannot be read is told to diagnostic with its path, and to the console once", async t => {
  const warn = t.mock.method(console, "warn", () => {})
  const { api, session } = await start(backEnd())
  const told = []
  api.listen("diagnostic", problems => told.push(...problems.map(({ path }) => path)))
  const cart = { items: [{ product_id: "1", name: "n", unit_price: "secret", price_currency_code: "EUR", quantity: 1 }] }
  await session.setCart(cart).viewCart().update()
  await session.setCart(cart).viewCart().update()
  assert.deepEqual(told, ["cart.items[0].unit_price", "cart.items[0].unit_price"])
  assert.equal(warn.mock.callCount(), 1)
  assert.doesNotMatch(warn.mock.calls[0].arguments.join(), /secret/)
})
