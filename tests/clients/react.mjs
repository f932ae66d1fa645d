/** `@nosto/nosto-react`: every component, as markup and as data, however the script is loaded. */
import assert from "node:assert/strict"

const dress = { product_id: "linen-column-dress", sku_id: "linen-column-dress-ink-m", name: "Linen Column Dress", unit_price: 129.5, price_currency_code: "EUR" }

/** Route, the placement that must be filled, and what its view says. */
const views = {
  home: ["home-1", { page_type: "front", events: [] }],
  category: ["category-1", { page_type: "category", categories: ["/Women/Dresses"], events: [["vc", "/Women/Dresses"]] }],
  product: ["product-3", { page_type: "product", events: [["vp", "linen-column-dress"]] }],
  clicked: ["product-3", { page_type: "product", events: [["vp", "linen-column-dress", "home-1-bestsellers"]] }],
  variant: ["product-3", { page_type: "product", events: [["vp", "linen-column-dress", null, null, "linen-column-dress-ink-m"]] }],
  search: ["search-1", { page_type: "search", events: [["is", "linen dress"]] }],
  notfound: ["notfound-1", { page_type: "notfound", events: [] }],
  other: ["other-1", { page_type: "other", events: [] }],
}

/** The messages of views, in the order they arrived; the session's own requests count none. */
async function viewsOf(client, count, account) {
  const seen = await client.sandbox.requestsWhen(account ?? "alpha", count, ({ path, flags }) => path === "/ev1" && !flags.skipPageViews)
  assert.equal(seen.length, count, JSON.stringify(seen.map(({ message }) => message.page_type)))
  return seen
}

/** Every route once: the shopper sees products there, the server one view of that kind. */
async function walk(client, mode) {
  await client.open("react", { mode })
  let count = 0
  for (const [route, [placement, expected]] of Object.entries(views)) {
    if (count) await client.page.evaluate(route => { window.go(route) }, route)
    const text = await client.reads(`#${placement}.nosto_element h2`)
    const products = await client.readsAll(`#${placement} li`)
    assert.ok(text.length > 5 && products.length > 1, `${route}: ${text} ${products}`)
    assert.match(products[0], /\w+[\s\S]*€\d+/, route)
    const seen = await viewsOf(client, ++count)
    const { message } = seen.at(-1)
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(message[name], value, `${route} ${name}`)
    assert.ok(message.elements.includes(placement), `${route}: ${message.elements}`)
    assert.equal(message.response_mode, mode === "json" ? "JSON_ORIGINAL" : "HTML")
    assert.match(message.url, new RegExp(`route=${route}|mode=${mode}$`))
  }
  assert.equal(new Set((await viewsOf(client, count)).map(({ visitor }) => visitor)).size, 1)
}

export const tests = {
  "every view shows its recommendations as markup": client => walk(client, "html"),
  "every view renders its recommendations as data": client => walk(client, "json"),

  "content campaigns are put into the page in both modes": async client => {
    for (const mode of ["html", "json"]) {
      await client.open("react", { mode })
      assert.match(await client.reads("#banner-1 a strong"), /The autumn house/)
    }
  },

  "data carries the result it came from": async client => {
    await client.open("react", { mode: "json" })
    await client.reads("#home-1 h2")
    assert.equal(await client.page.evaluate(() => document.querySelector("#home-1 section").dataset.result), "home-1-bestsellers")
  },

  "the session tells the cart and who is logged in, and counts no view": async client => {
    await client.open("react", { session: "1" })
    await client.reads("#home-1 h2")
    await client.click("#add")
    const added = await client.message(({ cart }) => cart?.[0]?.quantity === 2)
    assert.deepEqual(added.message.cart, [{ ...dress, quantity: 2 }])
    assert.equal(added.flags.skipPageViews, true)
    await client.click("#more")
    assert.equal((await client.message(({ cart }) => cart?.[0]?.quantity === 3)).flags.skipPageViews, true)
    await client.click("#login")
    const login = await client.message(({ customer }) => customer?.email)
    assert.deepEqual(login.message.customer, { email: "ada@example.com", first_name: "Ada", last_name: "Test", customer_reference: "ref-of-ada" })
    assert.equal(login.method, "POST")
    await viewsOf(client, 1)
    const { cart, customer } = await client.sandbox.visitor("alpha", login.visitor)
    assert.equal(cart[0].quantity, 3)
    assert.equal(customer.email, "ada@example.com")
    // And the cart page goes with what is in it.
    await client.page.evaluate(() => { window.go("cart") })
    assert.match(await client.reads("#cart-1 h2"), /Goes well with your cart/)
  },

  "an order in camel case arrives once": async client => {
    await client.open("react", { route: "order" })
    const [order] = await client.sandbox.requestsWhen("alpha", 1, ({ path }) => path === "/order/track")
    assert.equal(order.status, 200)
    assert.equal(order.order.external_order_ref, "ref-7")
    assert.deepEqual(order.order.info, { order_number: "R-1007", email: "ada@example.com", first_name: "Ada", last_name: "Test", country: "FI", phone: "1", post_code: "00100", type: "order" })
    assert.deepEqual(order.order.items, [{ ...dress, quantity: 2 }])
    const [{ message, visitor }] = await viewsOf(client, 1)
    assert.equal(message.page_type, "order")
    assert.deepEqual(message.events, [["or", "R-1007"]])
    assert.equal((await client.sandbox.visitor("alpha", visitor)).orders.length, 1)
  },

  "prices are in the currency the shopper chose": async client => {
    for (const mode of ["html", "json"]) {
      await client.open("react", { mode, currency: "USD" })
      for (const text of await client.readsAll("#home-1 li")) assert.match(text, /\$\d/)
    }
    const [{ message }] = await viewsOf(client, 2)
    assert.equal(message.current_variant_id, "USD")
  },

  "a loader of the app's own loads the script, once": async client => {
    await client.open("react", { load: "loader" })
    assert.match(await client.reads("#home-1 h2"), /loved/)
    assert.equal(await client.page.evaluate(() => window.askedFor), "https://connect.nosto.com/include/alpha")
    assert.equal(await client.page.evaluate(() => document.querySelectorAll("script[nosto-client-script]").length), 1)
    await viewsOf(client, 1)
  },

  "the account of the include script is the one that is told": async client => {
    await client.open("react", { account: "beta", load: "loader" })
    await client.reads("#home-1 h2")
    await viewsOf(client, 1, "beta")
    assert.deepEqual(await client.sandbox.requests("alpha"), [])
  },
}
