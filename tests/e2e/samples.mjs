/** The two samples of the vendor's session guide, as they stand, in a page with the script tag. */
import assert from "node:assert/strict"
import { until } from "../engines/processes.mjs"

const cart = [
  { name: "Men's Running Shirt", price_currency_code: "EUR", product_id: "181503", quantity: 2, sku_id: "181505", unit_price: 123.45 },
  { name: "Men's Training Shoe", price_currency_code: "EUR", product_id: "34552", quantity: 1, sku_id: "39912", unit_price: 999 },
]
const customer = {
  customer_reference: "b369f1235cf4f08153c560.82515936",
  email: "devnull@nosto.com",
  first_name: "Nosto",
  last_name: "Test",
  newsletter: true,
}

export const tests = {
  "both samples send what they say": async visit => {
    await visit.open({}, { name: "samples.html" })
    // Two updates of one task are one request that says both.
    const [sent] = await visit.messages(1)
    assert.deepEqual(sent.message.cart, cart)
    assert.deepEqual(sent.message.customer, customer)
    assert.equal(sent.message.page_type, "cart")
    assert.equal(sent.method, "POST")
    assert.match(sent.content_type, /^text\/plain/)
    assert.equal(sent.flags.skipPageViews, true)
    await visit.threwNothing()
  },

  "the store holds the cart, the customer and one visitor": async visit => {
    await visit.open({}, { name: "samples.html" })
    const cookie = await visit.page.waitFor(() => document.cookie.includes("2c.cId")) && await visit.idCookie()
    // On a busy machine a page takes its time between two scripts: then each sample is a request.
    const stored = await until(async () => {
      const visitor = await visit.sandbox.visitor("alpha", cookie.value)
      return visitor.customer && visitor
    }, { timeout: 10_000, what: "the customer of the second sample" })
    assert.deepEqual(stored.cart.map(({ product_id, sku_id, quantity, unit_price }) => ({ product_id, sku_id, quantity, unit_price })),
      cart.map(({ product_id, sku_id, quantity, unit_price }) => ({ product_id, sku_id, quantity, unit_price })))
    for (const key in customer) assert.equal(stored.customer[key], customer[key])
    assert.equal(stored.page_views, 0)
    assert.deepEqual(await visit.sandbox.visitors("alpha"), [cookie.value])
  },
}
