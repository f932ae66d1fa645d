/** What campaigns put into the cart. */
import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import { create } from "../../pkg/cart.js"
import { CART, claimPlatform, resolveContextSlotId } from "../../pkg/platform.js"

const node = (parentNode, className, id) => ({ parentNode, id, getAttribute: () => className })

/** A page with `settings`; `told` is what the api was told, in order. */
function page(settings = {}, Shopify) {
  globalThis.window = { Shopify }
  const told = []
  const api = {
    reportAddToCart: async (...args) => void told.push(["report", ...args]),
    resendCartContent: async cart => void told.push(["cart", cart]),
  }
  const bus = { emit: (name, payload) => told.push([name, ...payload()]), report: error => told.push(["error", error.message]) }
  return { told, cart: create({ api, bus, settings }), api }
}

/** A cart of the page's own. */
const cartOf = (told, more) => ({ add: async item => void told.push(["add", item]), ...more })

afterEach(() => delete globalThis.window)

test("a product goes into the cart, then it is reported, then the page is told", async () => {
  const settings = {}
  const { told, cart } = page(settings)
  settings.cart = cartOf(told, { reload: () => ({ items: [] }) })
  assert.equal(await cart.addSkuToCart({ productId: "p", skuId: "s" }, "r1", 3), undefined)
  assert.deepEqual(told, [
    ["add", { productId: "p", skuId: "s", quantity: 3 }],
    ["report", { productId: "p", skuId: "s" }, "r1"],
    ["cart", { items: [] }],
    ["cartupdated"],
  ])
})

test("products without a SKU, several at once, and those nobody recommended", async () => {
  const settings = {}
  const { told, cart } = page(settings)
  settings.cart = cartOf(told)
  await cart.addProductToCart("p", node(node(node(null, "x nosto_element", "no"), "nosto_element", "home-1"), "card"))
  await cart.addMultipleProductsToCart([{ productId: "a", skuId: "1", quantity: 2 }, { productId: "b", skuId: "2" }])
  assert.deepEqual(told, [
    ["add", { productId: "p", skuId: undefined, quantity: 1 }],
    ["report", { productId: "p", skuId: undefined }, "home-1"],
    ["cartupdated"],
    ["add", { productId: "a", skuId: "1", quantity: 2 }],
    ["add", { productId: "b", skuId: "2", quantity: 1 }],
    ["cartupdated"],
  ])
})

test("what the cart refuses is a typed error; what was added before is told", async () => {
  const settings = {}
  const { told, cart } = page(settings)
  const add = async ({ productId }) => {
    if (productId === "b") throw new Error("sold out")
    told.push(productId)
  }
  settings.cart = { add }
  await assert.rejects(cart.addMultipleProductsToCart([{ productId: "a" }, { productId: "b" }, { productId: "c" }], "r"), {
    name: "VitrineError", code: "cart", message: /sold out/,
  })
  assert.deepEqual(told, ["a", ["report", { productId: "a", skuId: undefined }, "r"], ["cartupdated"]])
  told.length = 0
  await assert.rejects(cart.addProductToCart("b"), { code: "cart" })
  assert.deepEqual(told, [], "nothing changed")
})

test("a report or a refresh that fails does not undo what is in the cart", async () => {
  const settings = {}
  const { told, cart, api } = page(settings)
  settings.cart = cartOf(told, { reload: async () => { throw new Error("no cart") } })
  api.reportAddToCart = async () => { throw new Error("no network") }
  await cart.addProductToCart("p", "r1")
  assert.deepEqual(told.slice(1).sort(), [["cartupdated"], ["error", "no cart"], ["error", "no network"]])
  await assert.rejects(cart.reloadCart(), /no cart/)
})

test("a cart may come later, and one that never comes is an error", async t => {
  t.mock.timers.enable({ apis: ["setTimeout"] })
  const tick = async count => {
    for (; count; count--) {
      await new Promise(setImmediate)
      t.mock.timers.tick(100)
    }
  }
  const settings = { cart: {} }
  const { told, cart } = page(settings)
  const late = cart.addProductToCart("p")
  await tick(20)
  assert.deepEqual(told, [])
  settings.cart = cartOf(told)
  await tick(2)
  await late
  assert.equal(told[0][0], "add")
  delete settings.cart
  const never = assert.rejects(cart.addProductToCart("p"), { name: "VitrineError", code: "config", path: "settings.cart" })
  await tick(60)
  await never
})

test("Shopify's own cart", async t => {
  const asked = []
  let status = 200
  t.mock.method(globalThis, "fetch", async (url, init) => {
    asked.push([url, init?.method, init?.body && JSON.parse(init.body)])
    if (status === 0) throw new TypeError("refused")
    const items = [{ product_id: 1, variant_id: 2, title: "Mug", quantity: 3, final_price: 1250 }]
    return new Response(JSON.stringify({ currency: "EUR", items }), { status })
  })
  const { told, cart } = page({}, { routes: { root: "/en/" } })
  await cart.addSkuToCart({ productId: "1", skuId: "2" }, "r1", 3)
  assert.deepEqual(asked, [
    ["/en/cart/add.js", "POST", { items: [{ id: "2", quantity: 3 }] }],
    ["/en/cart.js", undefined, undefined],
  ])
  const item = { product_id: "1", sku_id: "2", name: "Mug", quantity: 3, unit_price: 12.5, price_currency_code: "EUR" }
  assert.deepEqual(told.slice(1), [["cart", { items: [item] }], ["cartupdated"]])
  status = 422
  await assert.rejects(cart.addProductToCart("9"), { name: "VitrineError", code: "http", status: 422, path: "cart/add.js" })
  status = 0
  await assert.rejects(cart.addProductToCart("9"), { code: "network" })
  assert.equal(told.length, 3)
})

test("what has nothing to do says so once", async t => {
  const said = t.mock.method(console, "info", () => {})
  const { cart } = page()
  for (const name of ["setPresentmentPricesUrl", "migrateToShopifyMarket"]) {
    assert.equal(await cart[name]("x"), undefined)
    await cart[name]()
  }
  assert.equal(said.mock.callCount(), 2)
})

test("every method that the page gets is there", () => {
  assert.deepEqual(CART.split(" ").sort(), Object.keys(page().cart).sort())
})

test("the page's own object is extended, and its members stay", () => {
  const own = () => {}
  const given = { addSkuToCart: own, other: 1 }
  for (const Nosto of [given, undefined, null, "text", Object.freeze({})]) {
    globalThis.window = { Nosto }
    claimPlatform({ addSkuToCart: 1, reloadCart: 2 })
    assert.equal(window.Nosto.reloadCart, 2)
    assert.equal(window.Nosto.resolveContextSlotId, resolveContextSlotId)
    if (Nosto === given) assert.deepEqual([window.Nosto === given, given.addSkuToCart === own, given.other], [true, true, 1])
  }
})

test("an element is in the placement at most 20 parents up", () => {
  const inside = (count, element) => (count ? inside(count - 1, node(element, "card")) : element)
  const placement = node(null, "nosto_element", "home-1")
  assert.equal(resolveContextSlotId(placement), "home-1")
  assert.equal(resolveContextSlotId(inside(20, placement)), "home-1")
  assert.equal(resolveContextSlotId(inside(21, placement)), undefined)
  const shadow = { parentNode: null, host: placement }
  assert.equal(resolveContextSlotId(inside(2, shadow)), "home-1")
  for (const nothing of [null, undefined, {}]) assert.equal(resolveContextSlotId(nothing), undefined)
})
