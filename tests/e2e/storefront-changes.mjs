/** What changes on a page of a classic theme: the cart, of which no event tells, and the variant, of which one does. */
import assert from "node:assert/strict"

/** What a policy refuses has tests of its own. */
export const only = ["wasm"]

const query = { "data-auto-load": "false" }
const line = (id, quantity) => ({ id, product: { id: 9 }, name: "Remera", unit_price: 5807, quantity })
const told = (sku_id, quantity) => ({ product_id: "9", sku_id: `${sku_id}`, name: "Remera", unit_price: 58.07, price_currency_code: "ARS", quantity })

/** A page with `LS` and the adapter, after `prepare` has run in it. */
async function open(visit, prepare = () => {}) {
  await visit.openReady(query)
  await visit.run(prepare)
  await visit.run(async item => {
    window.listeners = []
    window.LS = {
      currency: { code: "ARS" }, customer: null, cart: { items: [item] }, ready: Promise.resolve(),
      registerOnChangeVariant: listener => void listeners.push(listener),
    }
    const { tiendanube } = await import("/storefront/tiendanube.js")
    const api = await new Promise(window.nostojs)
    window.adapter = tiendanube(api, { inject: false, placements: [] })
    await window.adapter.ready
    return true
  }, line(5, 1))
  await visit.messages(1)
}

/** How a cart becomes another one, with everything else that could tell of it taken away. */
const ways = {
  "by fetch": async item => {
    await fetch("/cart/update/", { method: "POST", body: "quantity[5]=2" })
    LS.cart = { items: [item] }
  },
  "by XMLHttpRequest": async item => {
    await new Promise(resolve => {
      const request = new XMLHttpRequest()
      request.open("POST", "/comprar/")
      request.onloadend = resolve
      request.send("add_to_cart=9")
    })
    LS.cart.items[0] = item
  },
  "by nothing one could hear": item => {
    LS.cart.items[0].quantity = item.quantity
  },
  "while the page was out of sight": item => {
    LS.cart = { items: [item] }
    document.dispatchEvent(new Event("visibilitychange"))
  },
  "before the way back": item => {
    LS.cart = { items: [item] }
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))
  },
  "and the page says so": item => {
    LS.cart = { items: [item] }
    adapter.cartChanged()
  },
}

const noRecord = () => { PerformanceObserver.prototype.observe = () => {} }
const noTimer = () => { window.setInterval = () => 0 }
const neither = () => {
  PerformanceObserver.prototype.observe = () => {}
  window.setInterval = () => 0
}
const prepared = { "by fetch": noTimer, "by XMLHttpRequest": noTimer, "by nothing one could hear": noRecord }

const changes = Object.fromEntries(Object.entries(ways).map(([name, change]) => [`a cart that changes ${name} is told, with what came into it`, async visit => {
  await open(visit, prepared[name] ?? neither)
  await visit.run(change, line(5, 2))
  const messages = (await visit.messages(3)).map(({ message }) => message)
  assert.deepEqual(messages.flatMap(({ cart }) => cart ? [cart] : []), [[told(5, 1)], [told(5, 2)]])
  assert.deepEqual(messages.flatMap(({ events = [] }) => events).filter(([type]) => type === "cp").map(([, id]) => id), ["9"])
  // Looking again and again tells nothing again.
  await visit.run(() => { adapter.cartChanged() })
  assert.equal((await visit.allMessages()).length, 3)
  await visit.threwNothing()
}]))

/** `element` says which of several forms it is; the product is that of the variant, wherever the form is. */
async function variants(visit) {
  await open(visit)
  await visit.run(() => {
    const choose = variant => listeners.forEach(listener => listener(variant))
    choose({ id: 7, product_id: 70, element: "#product_form" })
    choose({ id: 7, product_id: 70, element: "#product_form" })
    choose({ id: "8", product_id: "80", element: "#quick-shop-80" })
    // One of which nobody knows the product.
    choose({ id: 6, element: "#quick-shop-60" })
    choose({ element: "#product_form" })
  })
  const messages = await visit.messages(3)
  assert.equal((await visit.allMessages()).length, 3)
  // Two at once may overtake each other.
  const views = messages.filter(({ message }) => message.page_type === "product").map(({ flags, message }) => [flags.skipPageViews, ...message.events.map(([type, id, , , sku]) => [type, id, sku])])
  assert.deepEqual(views.sort(), [[true, ["vp", "70", "7"]], [true, ["vp", "80", "8"]]])
  await visit.threwNothing()
}

export const tests = {
  ...changes,
  "the variant that LS.registerOnChangeVariant tells is viewed, in whichever form it was chosen": variants,
}
