/** Requests as the browser sends them. */
import assert from "node:assert/strict"

const line = index => ({ product_id: `product-${index}`, name: `Product ${index} with a longer name`, unit_price: 19.95, price_currency_code: "EUR", quantity: 1 })

/** Runs in the page. */
function shopAround(lines) {
  return nostojs(async api => {
    const session = api.defaultSession()
    await session.viewFrontPage().setPlacements(["home-1"]).load()
    await session.setCart({ items: lines }).viewCart().load()
    await session.setCustomer({ email: "a@example.com", first_name: "Ä" }).viewOther().update()
    await session.addOrder({ info: { order_number: "17", email: "a@example.com" }, items: lines.slice(0, 1) }).setPlacements(["order-1"]).load()
    await api.recordAttribution({ type: "vp", target: "product-1", ref: "home-1-bestsellers" }).done()
    await session.reportAddToCart("product-2", "home-1-bestsellers").update()
  })
}

export const tests = {
  "across origins no request needs a preflight": async visit => {
    const before = (await visit.sandbox.counts()).options ?? 0
    await visit.openReady({ "data-server": visit.sandbox.otherOrigin })
    await visit.run(shopAround, Array.from({ length: 30 }, (_, index) => line(index)))
    const requests = await visit.sandbox.requests("alpha")
    assert.equal(requests.filter(request => request.path === "/order/track").length, 1)
    assert.ok(requests.length >= 7)
    assert.equal((await visit.sandbox.counts()).options ?? 0, before)
    // The requests did cross origins, or the count would prove nothing.
    assert.ok((await visit.addresses("/ev1")).every(address => address.startsWith(visit.sandbox.otherOrigin)))
    await visit.threwNothing()
  },

  "short messages go by GET, long ones and customers by POST": async visit => {
    await visit.openReady()
    await visit.run(shopAround, Array.from({ length: 30 }, (_, index) => line(index)))
    const [front, cart, customer] = await visit.messages(3)
    assert.deepEqual([front.method, cart.method, customer.method], ["GET", "POST", "POST"])
    for (const request of [cart, customer]) assert.match(request.content_type, /^text\/plain/)
    assert.equal(cart.message.cart.length, 30)
    assert.equal(customer.message.customer.first_name, "Ä")
    for (const address of await visit.addresses("/ev1")) {
      assert.ok(address.length <= 2_000)
      assert.ok(!/example\.com|first_name/.test(decodeURIComponent(address)), "personal data never in an address")
    }
  },

  "every request has its own rid, an account and no false flag": async visit => {
    await visit.openReady()
    await visit.run(shopAround, [line(1)])
    const addresses = (await visit.addresses("/ev1")).concat(await visit.addresses("/order/track")).map(address => new URL(address).searchParams)
    const rids = addresses.map(query => query.get("rid"))
    assert.equal(new Set(rids).size, addresses.length)
    assert.ok(rids.every(rid => rid.length >= 16), String(rids))
    assert.ok(addresses.every(query => query.get("m") === "alpha"))
    assert.ok(addresses.every(query => ["true", null].includes(query.get("skipPageViews"))))
    assert.deepEqual((await visit.sandbox.requests("alpha")).filter(request => request.duplicate), [])
  },

  "numbers and texts arrive as they were": async visit => {
    await visit.openReady()
    const items = [
      { product_id: 181503, name: "½ “quoted” \\ \u2028 emoji 👟", unit_price: 123.45, price_currency_code: "EUR", quantity: 2 },
      { product_id: "x", name: "</script><b>", unit_price: "0.1", price_currency_code: "EUR", quantity: "3" },
    ]
    await visit.run(items => nostojs(api => api.defaultSession().setCart({ items }).viewCart().update()), items)
    const [{ message }] = await visit.messages(1)
    assert.deepEqual(message.cart, [{ ...items[0], product_id: "181503" }, { ...items[1], unit_price: 0.1, quantity: 3 }])
  },

  "the address says where the visitor was and came from": async visit => {
    await visit.openReady({ came: "first" })
    await visit.run(() => { location.href = `${location.pathname}?came=second` })
    await visit.page.waitFor(() => location.search === "?came=second" && document.readyState === "complete")
    await visit.ready()
    await visit.run(() => nostojs(api => api.defaultSession().viewOther().load()))
    const [{ message }] = await visit.messages(1)
    assert.match(message.url, /came=second$/)
    assert.match(message.referrer, /came=first$/)
  },

  "the last cart wins, however quickly carts follow each other": async visit => {
    await visit.openReady()
    await visit.run(line => nostojs(async api => {
      const session = api.defaultSession()
      await session.viewFrontPage().load()
      const updates = Array.from({ length: 20 }, (_, index) => session.setCart({ items: [{ ...line, quantity: index + 1 }] }).viewCart().update())
      await Promise.all(updates)
    }), line(1))
    const arrived = (await visit.messages(2)).map(({ message }) => message.cart?.[0].quantity).filter(Boolean)
    assert.deepEqual(arrived, [20], "and only the last one goes out")
    const stored = await visit.sandbox.visitor("alpha", (await visit.idCookie()).value)
    assert.equal(stored.cart[0].quantity, 20)
  },
}
