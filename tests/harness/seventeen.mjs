/**
 * A visit of seventeen events on ten pages: ten views, five cart updates of 20 lines, a login and an order, told as shops do, all of
 * a page in one task.
 */
import assert from "node:assert/strict"

/** Query of the test page: nothing is told but what the tests tell. */
export const query = { "data-auto-load": "false" }

const PAGES = 10

/** Runs in the page: what a shopper does there. `step` is 0 to 9. */
function shop(step) {
  nostojs(api => {
    const session = api.defaultSession()
    const items = Array.from({ length: 20 }, (_, line) => ({
      product_id: line ? `line-${line}` : `p${step}`, name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 1,
    }))
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

/** Opens the pages one after another; `each(step)` says what happens on one after it has told, before it is left. */
export async function journey(visit, each) {
  for (let step = 0; step < PAGES; step++) {
    await visit.openReady(query)
    await visit.run(shop, step)
    await each(step)
  }
}

/** Waits until the page's calls have ended one way or the other. */
export const over = visit => visit.run(async () => void (await window.over))

/** Every message meets `fault` from now on. */
export async function breaks(visit, fault) {
  for (const path of ["/ev1", "/order/track"]) await visit.sandbox.fault("alpha", { path, ...fault })
}

/** What the visitor's store holds of the seventeen, and what it holds twice: `{delivered, repeated}`. */
export async function tally(visit) {
  const ids = await visit.sandbox.visitors("alpha")
  assert.equal(ids.length, 1, "one visitor")
  const stored = await visit.sandbox.visitor("alpha", ids[0])
  const viewed = stored.events.filter(({ type }) => type === "vp").map(({ target }) => target)
  const numbers = stored.orders.map(order => order.info?.order_number ?? order)
  const views = new Set(viewed).size + Math.max(Math.min(stored.page_views, PAGES) - PAGES + 1, 0)
  // A cart replaces those before it: with the youngest, the server has been told all.
  const carts = [1, 3, 5, 7, 9].filter(step => `p${step}` <= (stored.cart?.[0]?.product_id ?? "")).length
  const login = stored.customer?.customer_reference === "c1" ? 1 : 0
  return {
    delivered: views + carts + login + new Set(numbers).size,
    repeated: viewed.length - new Set(viewed).size + Math.max(stored.page_views - PAGES, 0) + numbers.length - new Set(numbers).size,
  }
}

/** Waits until the store holds the whole visit, then looks once more whether anything came twice. */
export async function becomesWhole(visit, ms = 20_000) {
  const until = Date.now() + ms
  let found = await tally(visit)
  while (found.delivered < 17 && Date.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 200))
    found = await tally(visit)
  }
  await visit.answered(ms)
  await new Promise(resolve => setTimeout(resolve, 500))
  assert.deepEqual(await tally(visit), { delivered: 17, repeated: 0 })
}
