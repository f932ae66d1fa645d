/**
 * The sample stores, which give of themselves what the platform's storefronts give: `LS` on pages, NubeSDK in a worker.
 * A whole visit arrives, correct to the cent.
 */
import assert from "node:assert/strict"

/** The stores' pages have inline scripts; pages of strict policies have tests of their own. */
export const only = ["wasm"]

const account = "demo"
const shirt = "130345701"
const red = { product_id: shirt, sku_id: "451200001", name: "Remera lisa (Rojo, M)", unit_price: 58.07, price_currency_code: "ARS" }
const blue = { ...red, sku_id: "451200002", name: "Remera lisa (Azul, M)", unit_price: 1999.99 }
const cup = { product_id: "130345702", sku_id: "451200003", name: "Taza", unit_price: 0.29, price_currency_code: "ARS" }

const views = requests => requests.filter(({ path, flags }) => path === "/ev1" && !flags.skipPageViews)
const carts = requests => requests.filter(({ message }) => message?.cart).map(({ message }) => message.cart)
const events = (requests, type) => requests.flatMap(({ message }) => message?.events ?? []).filter(([kind]) => kind === type)

/** The customer's id stays in the shop. What counts up, the place in the journal, the time and the key, may hold these digits. */
const knowNobody = requests =>
  assert.doesNotMatch(JSON.stringify(requests.map(({ seq, at, rid, ...request }) => request)), /\b1077\b/)

/** A visit whose requests are known one by one. */
class Walk {
  #sent = 0

  constructor(visit) {
    this.visit = visit
    this.page = visit.page
  }

  static async begin(visit) {
    await visit.sandbox.reset(account)
    return new Walk(visit)
  }

  /** Does something and resolves to the `count` requests that came of it, once they are answered. */
  async step(act, count = 1) {
    await act()
    const all = await this.visit.sandbox.requestsWhen(account, this.#sent + count)
    await this.visit.answered()
    const fresh = all.slice(this.#sent)
    assert.equal(fresh.length, count, `requests: ${fresh.map(({ path, message }) => message?.page_type ?? path)}`)
    this.#sent = all.length
    return fresh
  }

  open = path => this.page.goto(`${this.visit.sandbox.origin}/tienda/${path}`)

  async find(name) {
    await this.page.waitFor(name => document.querySelector(`[data-test="${name}"]`), { args: [name] })
  }

  async click(name) {
    await this.find(name)
    await this.page.evaluate(name => { document.querySelector(`[data-test="${name}"]`).click() }, name)
  }

  async change(name, value) {
    await this.find(name)
    await this.page.evaluate((name, value) => {
      const field = document.querySelector(`[data-test="${name}"]`)
      field.value = value
      field.dispatchEvent(new Event("change"))
    }, name, value)
  }

  /** Waits until the page's answer is with the visitor's device: then the next page knows what this one knew. */
  remembered(check) {
    return this.page.waitFor(check => new Function("kept", `return ${check}`)(JSON.parse(localStorage.getItem("vitrine.demo.tiendanube") ?? "{}")), { args: [check] })
  }

  requests = () => this.visit.sandbox.requests(account)

  async stored() {
    const ids = await this.visit.sandbox.visitors(account)
    assert.equal(ids.length, 1, `visitors: ${ids}`)
    return this.visit.sandbox.visitor(account, ids[0])
  }
}

async function journey(visit) {
  const walk = await Walk.begin(visit)
  const [front] = await walk.step(() => walk.open(""))
  assert.deepEqual([front.message.page_type, front.message.cart], ["front", []])
  assert.deepEqual(front.message.elements, ["home-1"])
  await walk.page.waitFor(() => document.querySelector("#home-1").children.length)
  assert.ok(!front.message.customer)

  const [list] = await walk.step(() => walk.click("category-ropa"))
  assert.deepEqual([events([list], "vc"), list.message.category_ids], [[["vc", "/Ropa"]], ["12"]])
  const [product] = await walk.step(() => walk.click("product-remera-lisa"))
  assert.deepEqual(events([product], "vp").map(([, id]) => id), [shirt])
  await walk.remembered("kept.products")

  const [chosen] = await walk.step(() => walk.change("variant", "451200002"))
  assert.deepEqual([chosen.flags.skipPageViews, events([chosen], "vp").map(([, id, , , sku]) => [id, sku])], [true, [[shirt, "451200002"]]])
  // The same variant again is nothing new.
  await walk.change("variant", "451200002")

  const bought = await walk.step(() => walk.click("add"), 2)
  assert.deepEqual(carts(bought)[0], [{ ...blue, quantity: 1 }])
  assert.deepEqual(events(bought, "cp").map(([, id, , , sku]) => [id, sku]), [[shirt, "451200002"]])
  await walk.step(() => walk.change("variant", "451200001"))
  assert.deepEqual(carts(await walk.step(() => walk.click("add"), 2))[0], [{ ...blue, quantity: 1 }, { ...red, quantity: 1 }])
  await walk.remembered("kept.cart?.length === 2")

  await walk.step(() => walk.open("productos/taza/"))
  await walk.remembered("kept.products[451200003]")
  await walk.step(() => walk.click("add"), 2)
  await walk.remembered("kept.cart?.length === 3")

  // This page says of its lines only the variants; their products are known from the pages before.
  const lines = [{ ...blue, quantity: 1 }, { ...red, quantity: 1 }, { ...cup, quantity: 1 }]
  const [basket] = await walk.step(() => walk.click("cart"))
  assert.deepEqual([basket.message.page_type, basket.message.cart], ["cart", undefined], "the server knows it")
  const more = [{ ...blue, quantity: 1 }, { ...red, quantity: 3 }, { ...cup, quantity: 1 }]
  assert.deepEqual(carts(await walk.step(() => walk.change("quantity-451200001", "3"), 2))[0], more)
  const less = more.slice(1)
  const fewer = await walk.step(() => walk.change("quantity-451200002", "0"), 1)
  assert.deepEqual([carts(fewer)[0], events(fewer, "cp")], [less, []])
  await walk.remembered("kept.cart?.length === 2")

  const [checkout] = await walk.step(() => walk.click("checkout"))
  assert.deepEqual([checkout.message.page_type, checkout.message.cart], ["cart", undefined], "the server knows it, though the checkout names its currency in another way")
  await walk.find("place-order")
  const last = await walk.step(() => walk.click("place-order"), 2)
  assert.deepEqual(carts(last), [[]])
  return { walk, less, last }
}

async function order(visit) {
  const { walk, less, last } = await journey(visit)
  const number = await walk.page.evaluate(() => document.querySelector("[data-test=order-number]").textContent)
  const placed = last.find(({ path }) => path === "/order/track").order
  assert.equal(placed.info.order_number, number)
  assert.deepEqual(placed.items, less)
  assert.equal(placed.items.reduce((sum, { unit_price, quantity }) => sum + Math.round(unit_price * 100) * quantity, 0), 5807 * 3 + 29)
  assert.deepEqual([placed.payment_provider, placed.external_order_ref], ["mercadopago", String(871254203 + Number(number))])
  await walk.remembered("kept.order")

  // The same page again is a view and no order.
  const [again] = await walk.step(() => walk.page.evaluate(() => { location.reload() }))
  assert.deepEqual([again.path, again.message.page_type], ["/ev1", "other"])
  await walk.step(() => walk.click("home"))

  const stored = await walk.stored()
  assert.deepEqual(stored.views.map(view => view.page_type), ["front", "category", "product", "product", "cart", "cart", "order", "other", "front"])
  assert.equal(stored.page_views, 9)
  assert.deepEqual(stored.cart, [])
  assert.equal(stored.orders.length, 1)
  const requests = await walk.requests()
  assert.deepEqual(requests.filter(({ duplicate, status }) => duplicate || status !== 200), [])
  knowNobody(requests)
  await visit.threwNothing()
}

/** The account page of a shop that says who its customers are, and of one that does not. */
async function customers(visit) {
  const walk = await Walk.begin(visit)
  await walk.step(() => walk.open("account/"))
  await walk.remembered("kept.cart")
  const [silent] = await walk.step(() => walk.click("log-in"))
  assert.equal(silent.message.customer, undefined)
  await walk.remembered("kept.loggedIn")
  const [left] = await walk.step(() => walk.click("log-out"))
  assert.deepEqual(left.message.customer, {})
  await walk.remembered("kept.loggedIn === false")

  const known = await walk.page.evaluate(async () => {
    const { tiendanube } = await import("/storefront/tiendanube.js")
    const api = await window.nostojs(api => ({ ...api }))
    window.LS.customer = 1077
    const asked = []
    const customer = id => (asked.push(id), { email: "ada@example.com", customer_reference: "b369f1235cf4f081" })
    await tiendanube(api, { customer, placements: [], inject: false, productOf: () => undefined }).ready
    return asked
  })
  assert.deepEqual(known, ["1077"])
  const stored = await walk.stored()
  assert.deepEqual([stored.customer.email, stored.customer.customer_reference], ["ada@example.com", "b369f1235cf4f081"])
  knowNobody(await walk.requests())
}

/** Pages by their template, with what they are about. */
async function pagesOfEveryKind(visit) {
  const walk = await Walk.begin(visit)
  const types = []
  for (const path of ["search/?q=taza", "search/", "nada/", "account/", "comprar/", "checkout/start/"]) {
    const [{ message }] = await walk.step(() => walk.open(path))
    types.push([message.page_type, message.events?.find(([type]) => type === "is")?.[1]])
    await walk.page.waitFor(() => document.querySelector(".nosto_element"))
  }
  assert.deepEqual(types, [["search", "taza"], ["other", undefined], ["notfound", undefined], ["other", undefined], ["cart", undefined], ["cart", undefined]])
}

const item = (id, changes) => ({ id: 1e9 + id, name: "Remera lisa (Rojo, M)", price: "58.07", quantity: 1, product_id: Number(shirt), variant_id: 451200001, sku: null, ...changes })

async function inAWorker(visit) {
  const walk = await Walk.begin(visit)
  const change = (...args) => walk.page.evaluate((...args) => { window.shop.change(...args) }, ...args)
  const go = (name, event) => walk.page.evaluate((...args) => { window.shop.go(...args) }, name, event)
  const cart = items => ({ cart: { id: "1587", items, prices: { subtotal: 1, total: 1 } } })
  const loaded = () => walk.page.waitFor(() => JSON.parse(localStorage.getItem("app-1-vitrine") ?? "{}").cookies)

  const [front] = await walk.step(() => walk.open("nubesdk/?page=home"))
  assert.deepEqual([front.message.page_type, front.message.url, front.message.cart], ["front", `${visit.sandbox.origin}/`, []])
  await walk.page.waitFor(() => document.querySelector("[data-test=log]").textContent.includes("1 home-1"))
  await loaded()
  const [category] = await walk.step(() => go("category"))
  assert.deepEqual(events([category], "vc"), [["vc", "/Ropa"]])
  const [product] = await walk.step(() => go("product"))
  assert.deepEqual(events([product], "vp").map(([, id]) => id), [shirt])
  assert.equal(product.message.url, `${visit.sandbox.origin}/productos/remera-lisa/`, "the page's address, not the worker's")
  await go("product")
  const [chosen] = await walk.step(() => change("product:variant_selected", {}, { variant: { id: 451200001, product_id: Number(shirt) } }))
  assert.deepEqual([chosen.flags.skipPageViews, events([chosen], "vp").map(([, id, , , sku]) => [id, sku])], [true, [[shirt, "451200001"]]])
  const [search] = await walk.step(() => go("search"))
  assert.deepEqual(events([search], "is"), [["is", "taza"]])

  const added = await walk.step(() => change("cart:add:success", cart([item(1)]), item(1)), 2)
  assert.deepEqual(carts(added).at(-1), [{ ...red, quantity: 1 }])
  assert.deepEqual(events(added, "cp").map(([, id, , , sku]) => [id, sku]), [[shirt, "451200001"]])
  // The same cart by its other event is nothing new.
  await change("cart:update")
  const items = [item(1, { quantity: 3 }), item(2, { product_id: 130345702, variant_id: 451200003, name: "Taza", price: "0.29" }), item(3, { quantity: 0 })]
  const lines = [{ ...red, quantity: 3 }, { ...cup, quantity: 1 }]
  assert.deepEqual(carts(await walk.step(() => change("cart:update", cart(items)), 3)).at(-1), lines)

  const [looked] = await walk.step(() => change("cart:view"))
  assert.deepEqual([looked.message.page_type, !!looked.flags.skipPageViews], ["cart", false])
  // Opened again, it is the same look.
  await change("cart:view")

  const customer = { id: 1077, contact: { email: "ada@example.com", name: "Ada King Lovelace", accepts_marketing: true } }
  const [login] = await walk.step(() => change("customer:update", { customer }, { action: "customer:login", path: "customer" }))
  assert.deepEqual(login.message.customer, { email: "ada@example.com", first_name: "Ada", last_name: "King Lovelace", newsletter: true, marketing_permission: true })

  // The checkout is another page with another worker.
  const [checkout] = await walk.step(() => walk.open("nubesdk/?page=start"))
  assert.deepEqual([checkout.message.page_type, checkout.message.cart, checkout.message.customer.email], ["cart", lines, "ada@example.com"])
  const last = await walk.step(() => change("checkout:success", { ...cart([]), order: { id: 871254203, number: 306, status: "open" } }), 2)
  const placed = last.find(({ path }) => path === "/order/track").order
  assert.deepEqual(placed.items, lines)
  assert.deepEqual([placed.info.order_number, placed.info.email, placed.external_order_ref], ["306", "ada@example.com", "871254203"])
  await walk.page.waitFor(() => JSON.parse(localStorage.getItem("app-1-vitrine")).order)
  await change("checkout:success")

  await walk.step(() => walk.open("nubesdk/?page=home"))
  const [logout] = await walk.step(() => change("customer:update", { customer: null }, { action: "customer:logout", path: "customer" }))
  assert.deepEqual(logout.message.customer, {})

  const stored = await walk.stored()
  assert.deepEqual(stored.views.map(view => view.page_type), ["front", "category", "product", "search", "cart", "cart", "order", "front"])
  assert.equal(stored.orders.length, 1)
  const requests = await walk.requests()
  knowNobody(requests)
  assert.deepEqual(requests.filter(({ duplicate, status }) => duplicate || status !== 200), [])
}

export const tests = {
  "a visit by LS, from the first page to the order": order,
  "who is logged in": customers,
  "pages of every kind": pagesOfEveryKind,
  "a visit by NubeSDK, in its worker": inAWorker,
}
