/** A visitor who shops on while the back end fails in one way after another. Long form under `--soak`. */
import assert from "node:assert/strict"
import { until } from "../engines/processes.mjs"
import { Random } from "../harness/random.mjs"

export const only = ["wasm"]
export const timeout = 600_000

/** The longest delay, in ms. */
const SLOWEST = 2_000

const faults = [
  null,
  { kind: "status", status: 500 }, { kind: "status", status: 403 }, { kind: "status", status: 503, body: '{"errors":["later"]}' },
  { kind: "html" }, { kind: "truncated" }, { kind: "wrong_types" }, { kind: "no_content" }, { kind: "garbage" }, { kind: "close" },
  { kind: "delay", ms: 250 }, { kind: "delay", ms: SLOWEST },
]

/** Runs in the page: one action, which must settle. */
function act(name, quantity) {
  return nostojs(api => {
    const session = api.defaultSession()
    const cart = { items: [{ product_id: "a", name: "A", unit_price: 1.5, price_currency_code: "EUR", quantity }] }
    const actions = {
      front: () => session.viewFrontPage().setPlacements(["home-1", "home-2"]).load({ timeout: 1_000 }),
      product: () => session.viewProduct(`p${quantity}`).setPlacements(["product-1"]).load({ timeout: 1_000 }),
      cart: () => session.setCart(cart).viewCart().load({ timeout: 1_000 }),
      customer: () => session.setCustomer({ email: `${quantity}@example.com` }).viewOther().load({ timeout: 1_000 }),
      reset: () => session.setCart({}).setCustomer({}).viewOther().load({ timeout: 1_000 }),
      order: () => session.addOrder({ info: { order_number: `n${quantity}`, email: "a@example.com" }, items: cart.items }).setPlacements(["order-1"]).load({ timeout: 1_000 }),
      attribution: () => api.recordAttribution({ type: "vp", target: `p${quantity}`, ref: "home-1" }).done(),
    }
    return actions[name]().then(() => "resolved", error => error.code)
  })
}

const names = ["front", "product", "cart", "customer", "reset", "order", "attribution"]
const codes = ["resolved", "http", "parse", "network", "timeout"]

export const tests = {
  "every promise settles, nothing is thrown, and afterwards all is well": async visit => {
    const seed = visit.soak ? Date.now() % 1_000_000 : 20
    const rounds = visit.soak ? 400 : 25
    const random = new Random(seed)
    await visit.openReady()
    for (let round = 1; round <= rounds; round++) {
      const [name, fault] = [random.pick(names), random.pick(faults)]
      const what = `seed ${seed}, round ${round}: ${name} under ${JSON.stringify(fault)}`
      await visit.sandbox.clearFaults("alpha")
      if (fault) await visit.sandbox.fault("alpha", { path: random.pick(["/ev1", "*"]), ...fault })
      const outcome = await visit.run(act, name, round)
      assert.ok(codes.includes(outcome), `${what}: ${outcome}`)
      if (!fault || fault.kind === "no_content" || fault.ms === 250) assert.equal(outcome, "resolved", what)
    }
    await visit.sandbox.clearFaults("alpha")
    assert.equal(await visit.run(act, "cart", 7), "resolved")
    const { value: id } = await visit.idCookie()
    // While older carts are open, the last one is told when those have ended.
    await until(async () => (await visit.sandbox.visitor("alpha", id)).cart?.[0]?.quantity === 7, { timeout: 20_000, what: "the last cart" })
    const stored = await visit.sandbox.visitor("alpha", id)
    const orders = stored.orders.map(order => (order.info ?? order).order_number)
    assert.equal(new Set(orders).size, orders.length, `an order twice: ${orders}`)
    await visit.threwNothing()
    // What the page gave up may still be on its way behind a front, to a store that the next test takes for empty.
    await new Promise(resolve => setTimeout(resolve, SLOWEST))
  },
}
