/** The storefront adapters, as far as they need no browser: amounts, lines, pages, orders, what is remembered. */
import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import { added, readLines } from "../../pkg/storefront/lines.js"
import { customerOf, orderOf as nubeOrder } from "../../pkg/storefront/nubesdk/state.js"
import { decimal, id, minor, minorDigits, moment } from "../../pkg/storefront/read.js"
import { cartLines } from "../../pkg/storefront/tiendanube/cart.js"
import { createMemory } from "../../pkg/storefront/tiendanube/memory.js"
import { orderOf } from "../../pkg/storefront/tiendanube/order.js"
import { pageKind, viewPage } from "../../pkg/storefront/tiendanube/page.js"
import { tiendanube } from "../../pkg/storefront/tiendanube.js"
import { nubesdk } from "../../pkg/storefront/nubesdk.js"

const none = () => undefined

/** Collects what is reported as `path: problem`. */
function reports() {
  const list = []
  return [list, (path, problem) => list.push(`${path}: ${problem}`)]
}

test("every number of cents is the nearest amount and prints as it", () => {
  for (let cents = 0; cents < 300_000; cents++) {
    const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`
    assert.equal(minor(cents, 2), Number(text))
    assert.equal(JSON.stringify(minor(cents, 2)), JSON.stringify(Number(text)))
  }
  assert.equal(minor(Number.MAX_SAFE_INTEGER, 2), 90071992547409.91)
})

test("amounts", () => {
  const cases = [
    [minor("5807", 2), 58.07], [minor(19990, 0), 19990], [minor(1999000, 2), 19990], [minor(1234, 3), 1.234], [minor(-150, 2), -1.5],
    [minor(58.07, 2), undefined], [minor(null, 2), undefined], [minor("", 2), undefined], [minor("5e3", 2), undefined], [minor(2 ** 53, 2), undefined],
    [decimal("19.00"), 19], [decimal(" 58.07 "), 58.07], [decimal(19.5), 19.5],
    [decimal(null), undefined], [decimal("19,90"), undefined], [decimal("1,234.50"), undefined], [decimal(""), undefined], [decimal("0x10"), undefined], [decimal(NaN), undefined],
  ]
  cases.forEach(([given, wanted], index) => assert.equal(given, wanted, `case ${index}`))
})

test("the page itself tells the digits of its amounts", () => {
  const cases = [[74200, 7420000, 2], [19990, 1999000, 2], [19990, 19990, 0], [58.07, 5807, 2], [1.234, 1234, 3], [0, 0, undefined], [null, null, undefined], [74200, 5, undefined]]
  for (const [amount, units, digits] of cases) assert.equal(minorDigits(amount, units), digits, `${amount} ${units}`)
})

test("ids are text, and one that JavaScript rounded is none", () => {
  assert.deepEqual([7, "7", " a ", "9007199254740993", 2 ** 53, 1.5, "", null, undefined, {}].map(id),
    ["7", "7", "a", "9007199254740993", undefined, undefined, undefined, undefined, undefined, undefined])
})

test("moments are told in UTC", () => {
  assert.deepEqual(["2020-11-01T10:00:00-03:00", "2020-11-01T10:00:00Z", "ayer", null].map(moment),
    ["2020-11-01T13:00:00.000Z", "2020-11-01T10:00:00.000Z", undefined, undefined])
})

const line = { id: 45, name: "Remera", unit_price: 5807, quantity: 1, requires_shipping: true }
const read = { product_id: "9", sku_id: "45", name: "Remera", unit_price: 58.07, price_currency_code: "ARS", quantity: 1 }

test("lines of LS.cart", () => {
  const known = { 45: "9", 46: "9" }
  const cases = [
    ["documented", line, read],
    ["with the variant beside the line's id", { ...line, id: 1, variant_id: 45 }, read],
    ["with its product", { ...line, id: 99, product: { id: 9 } }, { ...read, sku_id: "99" }],
    ["as text", { ...line, unit_price: "5807", quantity: "1" }, read],
    ["removed", { ...line, quantity: 0 }, undefined, null],
    ["of a product nobody knows", { ...line, id: 99 }, undefined, "cart.items[0].product_id: missing"],
    ["in fractions of cents", { ...line, unit_price: 58.07 }, undefined, "cart.items[0].unit_price: missing"],
    ["without a price", { ...line, unit_price: null }, undefined, "cart.items[0].unit_price: missing"],
    ["without a quantity", { ...line, quantity: undefined }, undefined, "cart.items[0].quantity: missing"],
    ["that is none", null, undefined, "cart.items[0].product_id: missing"],
  ]
  for (const [what, item, wanted, problem] of cases) {
    const [list, report] = reports()
    const lines = cartLines({ currency: { code: "ARS" }, cart: { items: [item] } }, 2, variant => known[variant], report)
    assert.deepEqual(lines?.[0], wanted, what)
    assert.deepEqual(list, problem ? [problem] : [], what)
    // What cannot be read is no empty cart, a removed line is.
    assert.equal(!!lines, !problem, what)
  }
})

test("currency as an object, as the bare code of the checkout, and not at all", () => {
  const currency = given => cartLines({ currency: given, cart: { items: [line] } }, 2, () => "9", none)?.[0].price_currency_code
  assert.deepEqual([currency({ code: "CLP" }), currency("BRL"), currency(undefined), currency({})], ["CLP", "BRL", undefined, undefined])
})

test("carts that are none are reported and change nothing", () => {
  for (const items of [undefined, null, "x", {}]) {
    const [list, report] = reports()
    assert.equal(readLines(items, "ARS", none, report), undefined)
    assert.deepEqual(list, ["cart.items: expected a list"])
  }
  assert.deepEqual(readLines([], "ARS", none, none), [])
})

test("what came into the cart", () => {
  const two = { ...read, quantity: 2 }
  const other = { ...read, sku_id: "46" }
  assert.deepEqual(added([], [read]), [read])
  assert.deepEqual(added([read], [two]), [two])
  assert.deepEqual(added([read], [read, read]), [read], "a second line of the same variant")
  assert.deepEqual(added([two], [read]), [])
  assert.deepEqual(added([read], [read, other]), [other])
})

const at = path => new URL(`https://shop.test${path}`)

test("kinds of pages", () => {
  const cases = [
    [{ order: {} }, "/checkout/v3/success/1", "", "success"],
    [{ product: {} }, "/productos/taza/", "template-product", "product"],
    [{ category: {} }, "/ropa/", "", "category"],
    [{ category: {} }, "/search/", "x template-search y", "search"],
    [{}, "/whatever/", "customer-logged-in template-404", "404"],
    [{}, "/", "", "home"], [{}, "/pt/", "", "home"], [{}, "/search/", "", "search"], [{}, "/pt/search/", "", "search"],
    [{}, "/comprar/", "", "cart"], [{}, "/checkout/v3/start/1/abc", "", "checkout"], [{}, "/searching/", "", undefined], [{}, "/account/", "", undefined],
  ]
  for (const [ls, path, className, kind] of cases) assert.equal(pageKind(ls, at(path), { className }), kind, path + className)
})

test("a kind that is no page of ours is some page", () => {
  const session = { viewOther: () => "other", viewSearch: term => term }
  const view = (kind, search = "") => viewPage(session, kind, { search: new URLSearchParams(search) })
  assert.deepEqual([view("constructor"), view("toString"), view(undefined), view("product"), view("category"), view("search"), view("search", "q=taza")],
    ["other", "other", "other", "other", "other", "other", "taza"])
})

test("an order has the lines of the last cart, and without them it is none", () => {
  const ls = { order: { id: 871254203, number: 306, created_at: "2020-11-01T10:00:00-03:00", total: 1, gateway: "offline" } }
  assert.deepEqual(orderOf(ls, [read]), {
    external_order_ref: "871254203", created_at: "2020-11-01T13:00:00.000Z", info: { order_number: "306", type: "order" }, items: [read], payment_provider: "offline",
  })
  assert.equal(orderOf(ls, []), undefined)
  assert.equal(orderOf(ls, undefined), undefined)
  assert.equal(orderOf({ order: { number: null } }, [read]), undefined)
  assert.equal(orderOf({ order: { id: 5 } }, [read]).info.order_number, "5")
})

/** Storage that counts, below an api whose visitor has an id or not. */
function device(visitor, doNotTrack = false) {
  const kept = new Map()
  const touched = []
  globalThis.localStorage = {
    getItem: key => (touched.push(key), kept.get(key) ?? null),
    setItem: (key, value) => (touched.push(key), kept.set(key, value)),
  }
  const api = {
    visit: { isDoNotTrack: () => doNotTrack, getCustomerId: () => visitor.id },
    internal: { getSettings: () => ({ account: "a" }) },
  }
  return { memory: createMemory(api), kept, touched }
}

test("before the visitor has an id, the device is not touched", () => {
  const visitor = {}
  const { memory, kept, touched } = device(visitor)
  memory.set("cart", [read])
  memory.learn([["45", "9"]])
  assert.deepEqual([memory.get("cart"), memory.get("products"), touched], [[read], { 45: "9" }, []])
  visitor.id = "v1"
  memory.save()
  assert.deepEqual(JSON.parse(kept.get("vitrine.a.tiendanube")), { cart: [read], products: { 45: "9" } })
})

test("who must not be tracked leaves nothing behind", () => {
  const { memory, touched } = device({ id: "v1" }, true)
  memory.set("cart", [read])
  memory.save()
  assert.deepEqual([memory.get("cart"), touched], [[read], []])
})

test("products are remembered of so many variants", () => {
  const { memory } = device({ id: "v1" })
  memory.learn(Array.from({ length: 1000 }, (_, index) => [`v${index}`, "9"]))
  assert.equal(Object.keys(memory.get("products")).length, 300)
  assert.equal(memory.get("products").v999, "9")
  memory.learn([[undefined, "9"], ["v1", undefined]])
  assert.equal(memory.get("products").v1, undefined)
})

test("customers of NubeSDK", () => {
  const ada = { id: 77, contact: { email: "ada@example.com", name: "Ada King Lovelace", accepts_marketing: true } }
  const cases = [
    [ada, { email: "ada@example.com", first_name: "Ada", last_name: "King Lovelace", newsletter: true, marketing_permission: true }],
    [{ email: "ada@example.com", name: "Ada" }, { email: "ada@example.com", first_name: "Ada", last_name: undefined }],
    [{ ...ada, contact: { email: "a@b.test", accepts_marketing: null }, billing_address: { first_name: "Ada", last_name: "L." } }, { email: "a@b.test", first_name: "Ada", last_name: "L." }],
    [{ id: 77 }, undefined], [null, undefined], [undefined, undefined],
  ]
  for (const [customer, wanted] of cases) assert.deepEqual(customerOf({ customer }), wanted)
})

test("orders of NubeSDK by whatever number there is", () => {
  const bought = { lines: [read], cartId: "c1" }
  const number = state => nubeOrder(state, bought)?.info.order_number
  assert.deepEqual([number({ order: { id: 1, number: 2 } }), number({ order: { id: 1 } }), number({ cart: { id: "c9" } }), number({})], ["2", "1", "c9", "c1"])
  assert.equal(nubeOrder({ order: { id: 1 } }, { lines: [] }), undefined)
})

/** NubeSDK around one state, and sessions that note what they are told. */
function worker(state, { failing } = {}) {
  const listeners = {}
  const stored = {}
  const told = []
  const nube = {
    on: (name, listener) => (listeners[name] = listener),
    off: name => delete listeners[name],
    getState: () => state,
    getBrowserAPIs: () => ({ asyncLocalStorage: { getItem: async key => stored[key] ?? null, setItem: async (key, value) => void (stored[key] = value) } }),
  }
  const open = async page => {
    const note = name => (...args) => {
      told.push([name, ...args])
      const action = { setPlacements: () => action, load: async () => { if (failing?.()) throw { code: "network" }; return {} }, update: async () => ({}), done: async () => {} }
      return action
    }
    told.push(["open", page])
    return new Proxy({}, { get: (_, name) => (name === "then" ? undefined : name === "setCookies" ? () => ["2c.cId=v1; max-age=9"] : name === "close" ? async () => {} : note(name)) })
  }
  return { nube, open, listeners, stored, told, names: () => told.map(([name]) => name) }
}

const page = (type, data, url = "https://shop.test/") => ({ url, page: { type, data } })
const store = { currency_details: { code: "ARS" } }
const items = [{ product_id: 9, variant_id: 45, name: "Remera", price: "58.07", quantity: 1 }]

test("without consent the app's storage is not touched", async () => {
  const at = worker({ store, location: page("home"), cart: { items } })
  await nubesdk(at.nube, at.open, { consent: "denied" }).settled()
  assert.deepEqual(at.stored, {})
  assert.equal(at.told[0][1].consent, "denied")
})

test("an order that did not arrive is told again, one that did is not", async () => {
  const state = { store, location: page("checkout", { step: "start" }), cart: { id: "c1", items } }
  let down = false
  const at = worker(state, { failing: () => down })
  const adapter = nubesdk(at.nube, at.open)
  await adapter.settled()
  const over = { ...state, cart: { id: "c1", items: [] }, order: { id: 5 } }
  const orders = () => at.told.filter(([name]) => name === "addOrder").map(([, order]) => [order.info.order_number, order.items.length])
  down = true
  at.listeners["checkout:success"](over)
  await adapter.settled()
  down = false
  at.listeners["checkout:success"](over)
  at.listeners["checkout:success"](over)
  await adapter.settled()
  assert.deepEqual(orders(), [["5", 1], ["5", 1]])
  adapter.stop()
  assert.deepEqual(at.listeners, {})
})

test("a page is told once, whatever announces it, and each page has its session", async () => {
  const state = { store, location: page("home"), cart: { items: [] }, customer: null }
  const at = worker(state)
  const adapter = nubesdk(at.nube, at.open)
  at.listeners["page:loaded"](state)
  at.listeners["location:updated"](state)
  at.listeners["location:updated"]({ ...state, location: page("search", { q: "taza" }, "https://shop.test/search/?q=taza") })
  await adapter.settled()
  assert.deepEqual(at.told.filter(([name]) => /open|view/.test(name)), [
    ["open", { url: "https://shop.test/", referrer: undefined, cookies: undefined, consent: "granted" }],
    ["viewFrontPage"],
    ["open", { url: "https://shop.test/search/?q=taza", referrer: "https://shop.test/", cookies: "2c.cId=v1", consent: "granted" }],
    ["viewSearch", "taza"],
  ])
})

/** A page with `LS` at `path`, on a device that the pages of a test share; what the session is told is noted. */
function shopPage(LS, path, device) {
  const told = []
  const note = name => (...args) => {
    told.push([name, ...args])
    const action = { setPlacements: () => action, setCategoryIds: () => action, load: async () => ({}), update: async () => ({}) }
    return name.startsWith("view") || name === "addOrder" ? action : session
  }
  const session = new Proxy({}, { get: (_, name) => note(name) })
  const api = {
    defaultSession: () => session,
    setAutoLoad: note("setAutoLoad"),
    visit: { isDoNotTrack: () => false, getCustomerId: () => "v1" },
    internal: { getSettings: () => ({ account: "a" }), emit: (name, problems) => told.push([name, ...problems.map(({ path }) => path)]) },
    placements: { getPlacements: () => [] },
    captureError: error => told.push(["captureError", error.message]),
    resendCartContent: async cart => void told.push(["resendCartContent", cart]),
    reportAddToCart: async product => void told.push(["reportAddToCart", product]),
  }
  Object.assign(globalThis, {
    LS, localStorage: device, location: at(path), addEventListener() {}, removeEventListener() {},
    document: { readyState: "complete", body: { className: "" }, querySelectorAll: () => [], addEventListener() {}, removeEventListener() {} },
    PerformanceObserver: class { observe() {} disconnect() {} },
  })
  const of = name => told.filter(([told]) => told === name).map(([, value]) => value)
  return { api, told, of }
}

function storageOf(kept = {}) {
  return { getItem: key => kept[key] ?? null, setItem: (key, value) => (kept[key] = value), removeItem: key => delete kept[key] }
}

const LSCart = items => ({ currency: "ARS", customer: null, cart: { items } })
const full = () => LSCart([{ ...line, product: { id: 9 } }])

/** As pages do, but not for longer than the test: they look at the cart now and then. */
const running = new Set()
function feed(...given) {
  const adapter = tiendanube(...given)
  running.add(adapter)
  return adapter
}
afterEach(() => running.forEach(adapter => adapter.stop()))

test("a cart that the platform empties at the checkout is still what was bought", async () => {
  const device = storageOf()
  const checkout = shopPage(full(), "/checkout/v3/start/1/a", device)
  const adapter = feed(checkout.api)
  assert.equal(feed(checkout.api), adapter, "once per api")
  await adapter.ready
  assert.deepEqual(checkout.of("setAutoLoad"), [false])
  globalThis.LS.cart.items = []
  adapter.cartChanged()
  assert.deepEqual(checkout.of("resendCartContent"), [{ items: [] }])
  adapter.stop()

  const order = { order: { number: 306 }, ...LSCart([]) }
  const thanks = shopPage(order, "/checkout/v3/success/1/a", device)
  await feed(thanks.api).ready
  assert.deepEqual(thanks.of("addOrder").map(({ items }) => items), [[read]])
  const again = shopPage(order, "/checkout/v3/success/1/a", device)
  await feed(again.api).ready
  assert.deepEqual([again.of("addOrder"), again.of("viewOther").length], [[], 1])
})

test("the page's own functions may fail, and the page is told all the same", async () => {
  const device = storageOf()
  await feed(shopPage(full(), "/comprar/", device).api).ready
  const fail = () => { throw new Error("no") }
  const thanks = shopPage({ order: { number: 307 }, ...LSCart([]), customer: 77 }, "/checkout/", device)
  await feed(thanks.api, { order: fail, customer: fail }).ready
  assert.deepEqual([thanks.of("captureError"), thanks.of("addOrder").length], [["no", "no"], 1])
  const unknown = shopPage({ order: { number: 308 }, ...LSCart([]) }, "/checkout/", storageOf())
  await feed(unknown.api).ready
  assert.deepEqual([unknown.of("diagnostic"), unknown.of("addOrder"), unknown.of("viewOther").length], [["LS.order.items"], [], 1])
})

test("what comes into the cart is told with it, a cart of another tab with the next action", async () => {
  const device = storageOf()
  const here = shopPage(LSCart([]), "/comprar/", device)
  const adapter = feed(here.api)
  await adapter.ready
  globalThis.LS.cart = full().cart
  adapter.cartChanged()
  adapter.cartChanged()
  assert.deepEqual([here.of("resendCartContent"), here.of("reportAddToCart")], [[{ items: [read] }], [{ productId: "9", skuId: "45" }]])
  device.setItem("vitrine.a.tiendanube", JSON.stringify({ cart: [{ ...read, quantity: 7 }] }))
  adapter.cartChanged()
  adapter.cartChanged()
  assert.deepEqual([here.of("setCart").at(-1).items[0].quantity, here.of("setCart").length, here.of("resendCartContent").length], [7, 3, 1])
})

test("a cart that another tab emptied is empty here too", async () => {
  const device = storageOf()
  const here = shopPage(full(), "/comprar/", device)
  const adapter = feed(here.api)
  await adapter.ready
  device.setItem("vitrine.a.tiendanube", JSON.stringify({ cart: [] }))
  adapter.cartChanged()
  adapter.cartChanged()
  assert.deepEqual(here.of("setCart").map(({ items }) => items.length), [1, 0])
})

test("without LS nothing is told but that it is missing", async () => {
  const none = shopPage(undefined, "/", storageOf())
  assert.equal(await feed(none.api).ready, undefined)
  assert.deepEqual([none.of("diagnostic"), none.of("viewFrontPage")], [["LS"], []])
})
