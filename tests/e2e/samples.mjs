/** The two samples of the vendor's session guide, as they stand, in a page with the script tag. */
import assert from "node:assert/strict"

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
    const [first, second] = await visit.messages(2)
    assert.deepEqual(first.message.cart, cart)
    assert.equal(first.message.customer, undefined)
    assert.equal(first.message.page_type, "cart")
    assert.deepEqual(second.message.customer, customer)
    assert.equal(second.method, "POST")
    assert.match(second.content_type, /^text\/plain/)
    for (const request of [first, second]) assert.equal(request.flags.skipPageViews, true)
    await visit.threwNothing()
  },

  "the store holds the cart, the customer and one visitor": async visit => {
    await visit.open({}, { name: "samples.html" })
    await visit.messages(2)
    const cookie = await visit.page.waitFor(() => document.cookie.includes("2c.cId")) && await visit.idCookie()
    const stored = await visit.sandbox.visitor("alpha", cookie.value)
    assert.deepEqual(stored.cart.map(({ product_id, sku_id, quantity, unit_price }) => ({ product_id, sku_id, quantity, unit_price })),
      cart.map(({ product_id, sku_id, quantity, unit_price }) => ({ product_id, sku_id, quantity, unit_price })))
    for (const key in customer) assert.equal(stored.customer[key], customer[key])
    assert.equal(stored.page_views, 0)
    assert.deepEqual(await visit.sandbox.visitors("alpha"), [cookie.value])
  },
}
