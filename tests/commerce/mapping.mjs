/** What the connectors fetch from real servers becomes what a session on a server tells the back end. */
import assert from "node:assert/strict"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { dist } from "../harness/sandbox.mjs"
import { connect as connectCustomer } from "./customer.mjs"
import { library, rejection } from "./library.mjs"
import { connect as connectNexus } from "./nexus.mjs"
import { connect as connectStore } from "./tiendanube.mjs"

const { customerReference, feed, map } = library
const { createSession } = await import(pathToFileURL(join(dist, "headless.js")))

/** A visitor's session on a server, at the sandbox that also serves the shop systems. */
const open = servers => createSession({ account: "alpha", server: servers.origin, url: `${servers.origin}/`, userAgent: "tests" })

/** The requests of the session so far. */
const sent = async servers => (await (await fetch(`${servers.origin}/sandbox/requests?account=alpha`)).json()).requests

/** Amounts as whole hundredths of what the system itself wrote. */
const cents = text => Math.round(Number(text) * 100)

export const tests = {
  async "a checkout, a customer and an order of a store reach the back end"(servers, shown) {
    await fetch(`${servers.origin}/sandbox/reset?account=alpha`, { method: "POST" })
    const shop = await connectStore(servers, shown)
    const [checkout] = await shop.checkouts.list().collect(1)
    const [customer] = await shop.customers.list().collect(1)
    const orders = await shop.orders.list({ per_page: 50 }).collect(50)
    const order = orders.find(({ storefront }) => storefront === "store")
    const session = await open(servers)
    const reference = await customerReference("merchant's key", customer.id)
    const { action, diagnostics } = await feed.tiendanube(session, shop, { checkout: checkout.id, customer: customer.id, order: order.id }, { customerReference: reference })
    assert.deepEqual(diagnostics, [])
    await session.viewFrontPage().load()
    await action.load()
    const requests = await sent(servers)
    const { cart, customer: told, restore_link } = requests[0].message
    assert.deepEqual(cart.map(line => [line.product_id, line.sku_id, cents(line.unit_price), line.quantity, line.price_currency_code]),
      checkout.products.map(line => [line.product_id, line.variant_id, cents(line.price), Number(line.quantity), checkout.currency]))
    assert.ok(cart.length)
    assert.deepEqual([told.email, told.customer_reference], [customer.email, reference])
    assert.match(reference, /^[0-9a-f]{64}$/)
    assert.equal(restore_link, checkout.abandoned_checkout_url)
    const placed = requests.find(({ path }) => path === "/order/track").order
    assert.deepEqual([placed.info.order_number, placed.external_order_ref], [String(order.number), order.id])
    assert.equal(placed.items.reduce((sum, line) => sum + cents(line.unit_price) * line.quantity, 0), order.products.reduce((sum, line) => sum + cents(line.price) * line.quantity, 0))
    assert.ok(!JSON.stringify(requests).includes(customer.id), "the customer's id stays on the server")
    await session.close()
  },

  async "orders of other channels are nobody's, and a logout resets"(servers, shown) {
    const shop = await connectStore(servers, shown)
    const orders = await shop.orders.list().collect(200)
    const others = orders.filter(({ storefront }) => !["store", "mobile"].includes(storefront))
    assert.ok(others.length)
    const told = []
    const session = { addOrder: order => told.push(order), setCustomer: customer => told.push(customer) }
    const { action, diagnostics } = await feed.tiendanube(session, shop, { order: others[0].id, customer: null })
    assert.deepEqual([action, told, diagnostics.map(({ path }) => path)], [undefined, [{}], ["order.storefront"]])
  },

  async "every product of a store is mapped, in the wanted language"(servers, shown) {
    const shop = await connectStore(servers, shown)
    const categories = await shop.categories.list().collect(500)
    const products = await shop.products.list({ per_page: 200 }).collect(500)
    let onRequest = 0
    for (const product of products) {
      const { value, diagnostics } = await map.tiendanube.product(product, { language: "pt", mainLanguage: "es", currency: "ARS", categories, domain: "shop.test" })
      assert.deepEqual(diagnostics, [], product.id)
      assert.equal(value.product_id, product.id)
      assert.equal(value.name, product.name.pt ?? product.name.es)
      assert.ok(value.url.startsWith("https://") && value.category.every(path => path.startsWith("/")))
      const priced = product.variants.filter(({ price }) => price !== null)
      assert.equal(value.skus?.length ?? 0, priced.length)
      if (!priced.length) onRequest++
      else assert.ok(priced.some(variant => [variant.price, variant.promotional_price].map(cents).includes(cents(value.price))))
      assert.ok(!("cost" in value) && !JSON.stringify(value).includes('"cost"'))
    }
    assert.ok(onRequest < products.length)
  },

  async "a cart of the host page gets the buyer's prices"(servers, shown) {
    const shop = await connectCustomer(servers, shown)
    const [product] = (await shop.products.byCode("1001").collect(100)).filter(({ availability }) => availability.status === "in_stock")
    const told = []
    const session = { setCart: cart => told.push(cart) }
    const lines = [{ brand: product.brand, code: product.code, quantity: 2 }]
    const options = { currency: "EUR", productId: "{brand}/{code}" }
    const { diagnostics } = await feed.customerApi(session, shop, { cart: lines }, options)
    assert.deepEqual(diagnostics, [])
    const id = `${product.brand}/${product.code}`
    assert.deepEqual(told, [{ items: [{ product_id: id, sku_id: id, name: product.name, unit_price: Number(product.price.amount), price_currency_code: "EUR", quantity: 2 }] }])
    const [order] = await shop.orders.list().collect(1)
    const { value } = await map.customerApi.order(order, options)
    assert.deepEqual([value.external_order_ref, value.info.order_number, value.order_status], [order.id, order.number, order.processing_status])
    assert.deepEqual(value.items.map(({ unit_price, quantity }) => [cents(unit_price), quantity]), order.lines.map(line => [cents(line.unit_price), line.quantity]))
    const catalogue = await map.customerApi.product(product, { currency: "EUR" })
    assert.ok(!("price" in catalogue.value), "the buyer's price is not the catalogue's")
  },

  async "NexusCommerce: the storefront's listing and orders, and never what a product cost"(servers, shown) {
    const shop = await connectNexus(servers, shown)
    const orders = await shop.orders.list({ limit: 200 }).collect(200)
    const { marketplace } = orders[0]
    const other = orders.find(order => order.marketplace !== marketplace)
    const { value } = await map.nexus.order(orders[0], { marketplace })
    assert.equal(value.items.reduce((sum, line) => sum + cents(line.unit_price) * line.quantity, 0), orders[0].line_items.reduce((sum, line) => sum + cents(line.line_total), 0))
    assert.equal((await map.nexus.order(other, { marketplace })).value, null)
    assert.equal((await map.nexus.order(orders[0])).value, null, "nobody said which channel is ours")
    let priced = 0
    for (const { sku } of await shop.products.list({ limit: 20 }).collect(20)) {
      const product = await shop.products.get(sku)
      const inventory = await shop.inventory.get(sku)
      assert.ok(product.cost_price)
      const mapped = await map.nexus.product(product, { marketplace: product.listings?.[0]?.marketplace, currency: "USD", inventory })
      assert.ok(!JSON.stringify(mapped).includes("cost"))
      assert.equal(mapped.value.product_id, sku)
      if (mapped.value.price) priced++
    }
    assert.ok(priced)
  },

  async "mistakes of the caller are typed"() {
    assert.equal((await rejection(map.tiendanube.cart({}, { langauge: "pt" }))).kind, "config")
    assert.equal((await rejection(map.tiendanube.customer(undefined))).kind, "config")
    assert.equal((await rejection(customerReference("", "1"))).kind, "config")
  },
}
