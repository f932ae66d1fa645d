/** A whole visit through the API: afterwards the store holds exactly that visit, each thing once. */
import assert from "node:assert/strict"

const customer = { email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", newsletter: true, marketing_permission: true, customer_reference: "ref-1" }

/** Runs in the page: one step of the visit. */
function step(name, context = {}) {
  return nostojs(async api => {
    const session = api.defaultSession()
    const { product, cart, customer, order } = context
    const steps = {
      front: () => session.viewFrontPage().setPlacements(["home-1", "home-2"]).load(),
      category: () => session.viewCategory(product.category).setPlacements(["category-1"]).load(),
      product: () => session.viewProduct(product.id).setRef(product.id, product.reference).setPlacements(["product-1"]).load(),
      add: () => session.setCart(cart).reportAddToCart(product.id, product.reference).update(),
      login: () => session.setCustomer(customer).viewOther().load(),
      checkout: () => session.viewCart().setPlacements(["cart-1"]).load(),
      order: () => session.setCart({}).addOrder(order).setPlacements(["order-1"]).load(),
      back: () => session.viewFrontPage().setPlacements(["home-1", "home-2"]).load(),
    }
    return steps[name]()
  })
}

export const tests = {
  "front, category, product, cart, login, checkout, order": async visit => {
    const go = async (name, context) => {
      await visit.openReady({ at: name })
      return visit.run(step, name, context)
    }
    const front = await go("front")
    const [shown] = front.recommendations["home-1"].products
    const product = { id: shown.product_id, category: shown.categories[0], reference: front.recommendations["home-1"].result_id }
    const line = { product_id: product.id, name: shown.name, unit_price: shown.price, price_currency_code: shown.price_currency_code, quantity: 2 }
    const order = { info: { order_number: "A-17", email: customer.email, first_name: "Ada", last_name: "Lovelace", type: "order" }, items: [line] }

    await go("category", { product })
    await go("product", { product })
    await go("add", { product, cart: { items: [line] } })
    const [id] = await visit.sandbox.visitors("alpha")
    assert.deepEqual((await visit.sandbox.visitor("alpha", id)).cart.map(({ product_id, quantity }) => [product_id, quantity]), [[product.id, 2]])
    await go("login", { customer })
    await go("checkout")
    await go("order", { order })
    const back = await go("back")

    assert.deepEqual(await visit.sandbox.visitors("alpha"), [id])
    const stored = await visit.sandbox.visitor("alpha", id)
    assert.equal(stored.page_views, 7)
    assert.equal(back.page_views, 7)
    assert.deepEqual(stored.views.map(view => view.page_type), ["front", "category", "product", "other", "cart", "order", "front"])
    const events = stored.events.map(({ type, target, ref }) => [type, target, ref ?? null])
    assert.deepEqual(events.slice(0, 3), [["vc", product.category, null], ["vp", product.id, product.reference], ["cp", product.id, product.reference]])
    assert.deepEqual(events.slice(3).map(([type]) => type).filter(type => type !== "bp"), ["or"])
    assert.deepEqual(stored.cart ?? [], [])
    for (const key in customer) assert.equal(stored.customer[key], customer[key], key)
    assert.equal(stored.orders.length, 1)
    assert.equal((stored.orders[0].info ?? stored.orders[0]).order_number, "A-17")
    assert.deepEqual((await visit.sandbox.requests("alpha")).filter(request => request.duplicate), [])

    // Recently viewed was empty for a new visitor and now names the product.
    const recent = response => (response.recommendations["home-2"]?.products ?? []).map(({ product_id }) => product_id)
    assert.equal(recent(back)[0], product.id)
    assert.notDeepEqual(recent(front), recent(back))
    await visit.threwNothing()
  },
}
