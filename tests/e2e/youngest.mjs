/** The cart and the customer that were set last are what the server has in the end, in whatever order messages arrive. */
import assert from "node:assert/strict"

export const only = ["wasm"]
export const timeout = 90_000

const query = { "data-auto-load": "false" }

/** Runs in the page: sets a cart of one product, `name`; `window.over` says when that has ended one way or the other. */
function tell(name) {
  const items = [{ product_id: name, name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }]
  nostojs(api => { window.over = api.defaultSession().setCart({ items }).viewCart().update().then(() => "told", error => error.code) })
}

/** Runs in the page: the same for a customer. */
function introduce(name) {
  nostojs(api => { window.over = api.defaultSession().setCustomer({ email: `${name}@example.com`, customer_reference: name }).viewCart().update().then(() => "told", error => error.code) })
}

/** Runs in the page: from now on its clock is an hour late. */
function setBack() {
  const now = Date.now.bind(Date)
  Date.now = () => now() - 3_600_000
}

const over = visit => visit.run(() => window.over)

/** A visitor whom the server knows, with a cart. */
async function begin(visit) {
  await visit.openReady(query)
  await visit.run(tell, "first")
  await over(visit)
}

async function stored(visit) {
  const [id, ...others] = await visit.sandbox.visitors("alpha")
  assert.deepEqual(others, [], "one visitor")
  return visit.sandbox.visitor("alpha", id)
}

const cartOf = async visit => (await stored(visit)).cart.map(({ product_id }) => product_id)

/** The cart is this one when nothing is left to send and nothing is under way any more. */
async function endsWith(visit, cart) {
  await visit.answered()
  await new Promise(resolve => setTimeout(resolve, 500))
  assert.deepEqual(await cartOf(visit), [cart])
  // For all of it there was room in the storage of the site.
  assert.deepEqual(await visit.run(() => indexedDB.databases()), [])
}

const fails = (visit, fault) => visit.sandbox.fault("alpha", { path: "/ev1", ...fault })

/** The clock is set back between an older cart, which `tellOlder` tells in vain, and a younger. */
const clockTest = tellOlder => async visit => {
  await begin(visit)
  await fails(visit, { kind: "status", status: 503 })
  await tellOlder(visit)
  await visit.run(setBack)
  await visit.run(tell, "younger")
  await over(visit)
  await visit.sandbox.clearFaults("alpha")
  await visit.open(query)
  await endsWith(visit, "younger")
}

export const tests = {
  "an answer that is lost does not make its cart older than one that never arrived": async visit => {
    await begin(visit)
    await fails(visit, { kind: "status", status: 503 })
    await visit.run(tell, "older")
    await over(visit)
    await visit.open(query)
    await visit.sandbox.clearFaults("alpha")
    await fails(visit, { kind: "close", process: true })
    await visit.run(tell, "younger")
    await over(visit)
    assert.deepEqual(await cartOf(visit), ["younger"])
    await visit.open(query)
    await visit.sandbox.clearFaults("alpha")
    await endsWith(visit, "younger")
  },

  "a request of a page that was left arrives after that of the next page, which is left too": async visit => {
    await begin(visit)
    await fails(visit, { kind: "delay", late: true, ms: 2_500, times: 1 })
    await visit.run(tell, "older")
    await visit.open(query)
    await visit.run(tell, "younger")
    assert.equal(await over(visit), "told")
    await visit.open(query)
    await new Promise(resolve => setTimeout(resolve, 2_500))
    await endsWith(visit, "younger")
  },

  "a request of another tab arrives late": async visit => {
    await begin(visit)
    await visit.openTab("tab")
    await fails(visit, { kind: "delay", late: true, ms: 1_500, times: 1 })
    await visit.run(source => window.tab.eval(`(${source})("older")`), String(tell))
    await new Promise(resolve => setTimeout(resolve, 300))
    await visit.run(tell, "younger")
    assert.equal(await over(visit), "told")
    await visit.page.waitFor(() => window.tab.over)
    await endsWith(visit, "younger")
  },

  "a cart that is set back to what the server knew, while another is under way": async visit => {
    await begin(visit)
    await fails(visit, { kind: "delay", late: true, ms: 1_000, times: 1 })
    await visit.run(tell, "second")
    await visit.open(query)
    await visit.run(tell, "first")
    await over(visit)
    await endsWith(visit, "first")
  },

  "cart and customer each keep what was said last": async visit => {
    await begin(visit)
    await fails(visit, { kind: "status", status: 503 })
    for (const [what, name] of [[tell, "older"], [introduce, "ada"], [tell, "younger"], [introduce, "grace"]]) {
      await visit.run(what, name)
      await over(visit)
      await visit.open(query)
    }
    await visit.sandbox.clearFaults("alpha")
    await visit.open(query)
    await endsWith(visit, "younger")
    assert.equal((await stored(visit)).customer.customer_reference, "grace")
  },

  "a clock that is set back before the next page": clockTest(async visit => {
    await visit.run(tell, "older")
    await over(visit)
    await visit.openReady(query)
  }),

  "a clock that is set back while a page looks after the older cart": clockTest(async visit => {
    await visit.run(tell, "older")
    await over(visit)
    await visit.openReady(query)
    // After so long, it is this page's.
    await new Promise(resolve => setTimeout(resolve, 3_000))
  }),

  "a clock that is set back while another tab tells": clockTest(async visit => {
    await visit.openTab("tab")
    await visit.run(source => window.tab.eval(`(${source})("older")`), String(tell))
    await visit.page.waitFor(() => window.tab.over)
    await visit.run(() => window.tab.over)
  }),

  "what nobody disturbs is told once": async visit => {
    await begin(visit)
    await visit.openTab("tab")
    await visit.run(() => nostojs(async api => {
      const session = api.defaultSession()
      await session.viewFrontPage().load()
      const update = quantity => session.setCart({ items: [{ product_id: "a", name: "A", unit_price: 1, price_currency_code: "EUR", quantity }] }).viewCart().update()
      await Promise.all([update(1), window.tab.nostojs(api => api.defaultSession().viewOther().load())])
      await update(2)
    }))
    const { length } = (await visit.allMessages())
    assert.equal(length, 5)
    assert.deepEqual(await visit.addresses("/delivery.js"), [])
  },
}
