/** What a page hands over is taken as it is at the call, whatever it is. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { test } from "node:test"
import { promisify } from "node:util"
import { backEnd, line, start } from "./library.mjs"

test("a cart changed after setCart is sent as it was", async () => {
  const server = backEnd()
  const { session } = await start(server)
  const cart = { items: [line()] }
  const placements = ["x"]
  const action = session.setCart(cart).viewCart().setPlacements(placements)
  cart.items[0].quantity = 9
  cart.items.push(line("p2"))
  placements.push("y")
  await action.update()
  const [{ message }] = server.requests
  assert.deepEqual(message.cart, [line()])
  assert.deepEqual(message.elements, ["x"])
})

const throwing = () => { throw new Error("hostile") }
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
const cyclic = () => {
  const cart = { items: [line()] }
  cart.items[0].cart = cart
  return cart
}

/** Carts of one line `p1`; what cannot be copied stands beside it. */
const odd = {
  "a cycle": cyclic(),
  "a BigInt": { items: [line(), line(12n)] },
  "a getter that throws": { items: [line()], get total() { return throwing() } },
  "a getter in a line that throws": { items: [Object.defineProperty(line(), "image", { enumerable: true, get: throwing })] },
  "a revoked proxy": { items: [line(), revoked()] },
  "a toJSON that throws": { items: [line(), { toJSON: throwing }] },
  "a toJSON getter that throws": { items: [line(), { get toJSON() { return throwing() } }] },
  "a toJSON that gives a BigInt": { items: [line()], toJSON: () => ({ items: [line("p1", { total: 1n })] }) },
  "a toJSON that gives a cycle": { toJSON: cyclic },
  "functions and symbols": { items: [line("p1", { go() {}, [Symbol("s")]: 1, symbol: Symbol("s") })] },
  "a proxy that refuses everything": { items: [line(), new Proxy({}, { get: throwing, ownKeys: throwing, getOwnPropertyDescriptor: throwing, has: throwing })] },
}
for (const [name, cart] of Object.entries(odd)) {
  test(`${name} costs no more than itself`, async t => {
    t.mock.method(console, "warn", () => {})
    const server = backEnd()
    const { session } = await start(server)
    await session.setCart(cart).viewCart().update()
    const ids = server.requests[0].message.cart.map(item => item.product_id)
    assert.deepEqual(ids, name === "a BigInt" ? ["p1", "12"] : ["p1"])
  })
}

test("no value at any place makes a call throw", async t => {
  t.mock.method(console, "warn", () => {})
  const { api, session } = await start(backEnd())
  const values = [undefined, null, NaN, -0, 1n, "", "\ud800", Symbol("s"), () => {}, [], {}, new Date(NaN), revoked(), cyclic(), new Map(), Object.create(null)]
  for (const value of values) {
    session.setCart(value).setCustomer(value).setVariation(value).setRestoreLink(value).setResponseMode(value)
    const action = session.viewProduct(value).setRef(value, value).setPlacements(value).setOrder(value).addAffinity(value, value)
    assert.equal(typeof action.dumpData(), "object")
    await action.load()
    await action.load(value)
    session.recordAttribution(value, value).dumpData()
    await api.recordAttribution(value).done()
  }
})

test("a cart of a thousand lines that each point back to it is copied at once", async () => {
  const server = backEnd()
  const { session } = await start(server)
  const cart = {}
  cart.items = Array.from({ length: 1000 }, (_, index) => ({ ...line(`p${index}`), cart }))
  const began = performance.now()
  const action = session.setCart(cart).viewCart()
  const took = performance.now() - began
  await action.update()
  assert.equal(server.requests[0].message.cart.length, 1000)
  assert.ok(took < 500, `${took} ms`)
})

/** Prototypes cannot be repaired within one process, so each of these has one of its own. */
const spoiled = {
  "toJSON on prototypes": `for (const { prototype } of [Array, String, Object, Number]) prototype.toJSON = function () { return 'quoted ' + this }`,
  "toJSON that cannot be removed": `Object.defineProperty(Array.prototype, "toJSON", { value() { return [...this] } })`,
}
for (const [name, spoil] of Object.entries(spoiled)) {
  test(`${name} does no harm`, async () => {
    const script = `
      import { backEnd, line, start } from ${JSON.stringify(new URL("./library.mjs", import.meta.url).href)}
      const server = backEnd(() => new Response("{}"))
      const { session } = await start(server)
      ${spoil}
      await session.setCart({ items: [line()] }).viewCart().setPlacements(["x"]).update()
      const { cart, elements } = server.requests[0].message
      console.log(cart.map(item => item.product_id).join(), elements.join())`
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script])
    assert.equal(stdout, "p1 x\n")
  })
}
