/** Nothing is lost and nothing is stored twice, whatever becomes of the page, the network and the server. */
import assert from "node:assert/strict"
import { becomesWhole, breaks, journey, over, query } from "../harness/seventeen.mjs"

export const timeout = 120_000

const left = visit => visit.run(() => Object.keys(localStorage).filter(name => name.includes(".o.")))

export const tests = {
  "connections that break after the server has done its part": async visit => {
    await journey(visit, async step => {
      await over(visit)
      if (step === 0) await breaks(visit, { kind: "close", process: true })
    })
    await visit.sandbox.clearFaults("alpha")
    await visit.openReady(query)
    await becomesWhole(visit)
  },

  "a visit of seventeen events that nobody disturbs takes 13 requests at most": async visit => {
    await journey(visit, () => over(visit))
    await becomesWhole(visit)
    const { length } = await visit.sandbox.requests("alpha")
    assert.ok(length <= 13, `${length} requests`)
    assert.deepEqual(await visit.addresses("/delivery.js"), [])
  },

  "an order that is told again on its page is one": async visit => {
    for (let time = 3; time--; ) {
      await visit.openReady(query)
      await visit.run(() => nostojs(api => api.defaultSession().addOrder({
        info: { order_number: "B-1", email: "ada@example.com", first_name: "Ada", last_name: "T", type: "order" },
        items: [{ product_id: "p", name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }],
      }).load()).then(() => true))
    }
    const orders = (await visit.sandbox.requests("alpha")).filter(({ path }) => path === "/order/track")
    assert.equal(orders.length, 1)
  },

  "a refusal is final and nothing of it is kept": async visit => {
    await visit.openReady(query)
    await breaks(visit, { kind: "status", status: 400 })
    await visit.run(() => nostojs(api => void (window.over = api.defaultSession().viewProduct("p1").load().catch(() => {}))))
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
