import assert from "node:assert/strict"
import { library, noting, rejection } from "./library.mjs"

export function connect(servers, shown, { buyer = 0, ...more } = {}) {
  const { client_id: clientId, client_secret: clientSecret } = shown.customer.buyers[buyer]
  return library.customerApi({ url: servers.urls.customer, clientId, clientSecret, fetch: servers.fetch, ...more })
}

const tokens = fetch => fetch.urls.filter(url => url.endsWith("/oauth/access-token")).length

export const tests = {
  async "all orders come with lines and both statuses, by one token"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch })
    const orders = await shop.orders.list().collect(1_000)
    for await (const page of shop.orders.list().pages()) assert.equal(page.meta.total, orders.length)
    assert.ok(orders.length > 20)
    for (const order of orders) {
      assert.ok(order.payment_status && order.processing_status && order.lines.length)
      assert.equal(typeof order.id, "string")
    }
    assert.equal(tokens(fetch), 1)
  },

  async "products are found by code, and by brand and code, at the buyer's own price"(servers, shown) {
    const anna = await connect(servers, shown)
    const bert = await connect(servers, shown, { buyer: 1 })
    const found = await anna.products.byCode("1001").collect(100)
    assert.ok(found.length > 1, "two makers have the same code")
    const [one] = await anna.products.byBrand(found[1].brand, "1001").collect(100)
    assert.deepEqual(one, found[1])
    const [other] = await bert.products.byBrand(found[1].brand, "1001").collect(1)
    assert.ok(Number(one.price.amount) < Number(other.price.amount))
    assert.equal(typeof one.price.amount, "string")
    assert.deepEqual(await anna.products.byCode("no such").collect(1), [])
  },

  async "an order is placed and then listed"(servers, shown) {
    const shop = await connect(servers, shown)
    const [product] = (await shop.products.byCode("1001").collect(100)).filter(product => product.availability.status === "in_stock")
    const order = await shop.orders.create({ lines: [{ code: product.code, brand: product.brand, quantity: 2 }], reference: "PO-1" })
    assert.equal(order.lines[0].quantity, 2)
    assert.equal((await shop.orders.list().collect(1))[0].id, order.id)
    assert.deepEqual(await shop.orders.get(order.id), order)
    assert.equal((await shop.orders.update(order.id, { note: "ring twice" })).note, "ring twice")
  },

  async "an expired token is renewed within the call, once for all"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch })
    await shop.orders.list().collect(1)
    await servers.expire("customer")
    await servers.clock({ advance: 2_000 })
    await Promise.all(Array.from({ length: 8 }, () => shop.orders.list().collect(1)))
    assert.equal(tokens(fetch), 2)
    assert.ok((await servers.answers()).customer[401] >= 1)
  },

  async "an unknown token is renewed too"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch, token: { accessToken: "made up" } })
    const error = await rejection(shop.orders.list().collect(1))
    assert.ok(error instanceof library.AuthenticationError)
    assert.equal(tokens(fetch), 0, "a signed-in buyer is not replaced by the site")
  },

  async "wrong credentials are not tried again, nor told"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch, clientSecret: "wr0ng-secret" })
    const error = await rejection(shop.orders.list().collect(1))
    assert.ok(error instanceof library.AuthenticationError)
    assert.equal(error.code, "invalid_client")
    assert.equal(fetch.urls.length, 1)
    assert.ok(!JSON.stringify(error).includes("wr0ng-secret"))
  },

  async "plain HTTP is refused before anything is sent"(servers, shown) {
    const fetch = noting(servers)
    const error = await rejection(connect(servers, shown, { fetch, url: servers.urls.customer.replace("https:", "http:") }))
    assert.ok(error instanceof library.ConfigError)
    assert.deepEqual(fetch.urls, [])
  },

  async "a buyer signs in to another site by the shop's credentials"(servers, shown) {
    const { redirect, buyers: [{ email, password, client_id: clientId, client_secret: clientSecret }] } = shown.customer
    const site = { url: servers.urls.customer, clientId, redirectUri: redirect, state: "s 1" }
    const url = await library.authorizeUrl("customerApi", site)
    const form = new URLSearchParams({ email, password })
    const headers = { "accept-encoding": "gzip", "content-type": "application/x-www-form-urlencoded" }
    const answer = await servers.fetch(url, { method: "POST", body: form.toString(), headers, redirect: "manual" })
    const back = new URL(answer.headers.get("location"))
    assert.equal(back.searchParams.get("state"), "s 1")
    const granted = await library.exchangeCode("customerApi", { ...site, clientSecret, code: back.searchParams.get("code"), fetch: servers.fetch })
    assert.equal(granted.life, 3_600_000)
    const shop = await connect(servers, shown, { token: granted })
    assert.equal((await shop.orders.list().collect(1)).length, 1)
    const again = library.exchangeCode("customerApi", { ...site, clientSecret, code: back.searchParams.get("code"), fetch: servers.fetch })
    assert.equal((await rejection(again)).code, "invalid_grant")
  },

  async "a profile says where things are"(servers, shown) {
    const fetch = noting(servers)
    const profile = { base: "/api/customer", paths: { "orders.get": "/my/orders/{id}" } }
    const shop = await connect(servers, shown, { fetch, profile })
    await rejection(shop.orders.get("7"))
    assert.ok(fetch.urls.at(-1).endsWith("/api/customer/my/orders/7"))
    const wrong = connect(servers, shown, { profile: { paths: { "orders.get": "/my/orders" } } })
    assert.ok(await rejection(wrong) instanceof library.ConfigError)
  },
}
