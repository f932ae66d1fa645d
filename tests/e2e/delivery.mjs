/** Nothing is lost and nothing is stored twice, whatever becomes of the page, the network and the server. */
import assert from "node:assert/strict"

export const timeout = 120_000

const query = { "data-auto-load": "false" }

/** Runs in the page: what a shopper does there, told in one task. `step` is 0 to 9. */
function shop(step) {
  nostojs(api => {
    const session = api.defaultSession()
    const items = [{ product_id: `p${step}`, name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }]
    const told = []
    if (step % 2) session.setCart({ items })
    if (step === 3) session.setCustomer({ email: "ada@example.com", customer_reference: "c1" })
    if (step === 9) {
      const order = { info: { order_number: "A-9", email: "ada@example.com", first_name: "Ada", last_name: "T", type: "order" }, items }
      told.push(session.addOrder(order).load())
    } else {
      told.push(session.viewProduct(`p${step}`).load())
    }
    if (step % 2) told.push(session.viewCart().update())
    window.over = Promise.allSettled(told)
  })
}

/** The visitor's store holds the whole visit, each thing once. */
async function isWhole(visit) {
  const [id, ...others] = await visit.sandbox.visitors("alpha")
  assert.deepEqual(others, [], "one visitor")
  const stored = await visit.sandbox.visitor("alpha", id)
  assert.equal(stored.page_views, 10)
  const viewed = stored.events.filter(({ type }) => type === "vp").map(({ target }) => target)
  assert.deepEqual(viewed.sort(), Array.from({ length: 9 }, (_, step) => `p${step}`))
  assert.deepEqual(stored.orders.map(order => order.info?.order_number ?? order), ["A-9"])
  assert.equal(stored.cart[0].product_id, "p9")
  assert.equal(stored.customer.customer_reference, "c1")
}

/** Waits until the store holds it, then looks once more whether anything came twice. */
async function becomesWhole(visit, ms = 20_000) {
  const until = Date.now() + ms
  for (;;) {
    try {
      await isWhole(visit)
      break
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise(resolve => setTimeout(resolve, 200))
    }
  }
  await new Promise(resolve => setTimeout(resolve, 1_000))
  await isWhole(visit)
}

/** Waits until the page's calls have ended one way or the other. */
const over = visit => visit.run(async () => void (await window.over))

/** The first page, so that the visitor has an id, and the others as `each` has it. */
async function journey(visit, each) {
  for (let step = 0; step < 10; step++) {
    await visit.openReady(query)
    await visit.run(shop, step)
    await each(step)
  }
}

/** Every request meets `fault` from now on. */
async function breaks(visit, fault) {
  for (const path of ["/ev1", "/order/track"]) await visit.sandbox.fault("alpha", { path, ...fault })
}

/** Nothing is left to send. */
const isEmpty = visit => visit.page.waitFor(() => !Object.keys(localStorage).some(name => name.includes(".o.")))

const left = visit => visit.run(() => Object.keys(localStorage).filter(name => name.includes(".o.")))

export const tests = {
  "pages left in the task that tells": async visit => {
    await journey(visit, step => (step === 0 ? over(visit) : undefined))
    await over(visit)
    await becomesWhole(visit)
    await isEmpty(visit)
  },

  "a server that is down until the shopper returns": async visit => {
    await journey(visit, async step => {
      await over(visit)
      if (step === 0) await breaks(visit, { kind: "status", status: 503 })
    })
    await visit.sandbox.clearFaults("alpha")
    await visit.openReady(query)
    await becomesWhole(visit)
    await isEmpty(visit)
  },

  "connections that break after the server has done its part": async visit => {
    await journey(visit, async step => {
      await over(visit)
      if (step === 0) await breaks(visit, { kind: "close", process: true })
    })
    await visit.sandbox.clearFaults("alpha")
    await visit.openReady(query)
    await becomesWhole(visit)
  },

  "two tabs open on return": async visit => {
    await journey(visit, async step => {
      await over(visit)
      if (step === 0) await breaks(visit, { kind: "status", status: 503 })
    })
    await visit.sandbox.clearFaults("alpha")
    const before = (await visit.sandbox.requests("alpha")).length
    await visit.openReady(query)
    await visit.run(() => {
      const tab = document.createElement("iframe")
      tab.src = location.href
      document.body.append(tab)
    })
    await becomesWhole(visit)
    const arrived = (await visit.sandbox.requests("alpha")).slice(before).map(({ rid }) => rid)
    assert.equal(new Set(arrived).size, arrived.length, "each is repeated by one of the tabs")
  },

  "a refusal is final and nothing of it is kept": async visit => {
    await visit.openReady(query)
    await breaks(visit, { kind: "status", status: 400 })
    await visit.run(shop, 1)
    await over(visit)
    assert.deepEqual(await left(visit), [])
  },

  "updates of one moment, and a load after them, are one request": async visit => {
    await visit.openReady(query)
    const views = await visit.run(() => nostojs(async api => {
      const session = api.defaultSession()
      await session.viewFrontPage().load()
      const update = quantity => session.setCart({ items: [{ product_id: "a", name: "A", unit_price: 1, price_currency_code: "EUR", quantity }] }).viewCart().update()
      const results = await Promise.all([update(1), update(2), update(3), session.viewOther().load()])
      return results.map(({ page_views }) => page_views)
    }))
    assert.deepEqual(views, [2, 2, 2, 2])
    const messages = await visit.allMessages()
    assert.deepEqual(messages.map(({ message }) => message.cart?.[0].quantity), [undefined, 3])
  },
}
