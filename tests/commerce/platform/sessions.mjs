/** Sessions of `vitrine/headless` whose requests go by GraphQL: the same calls, the same visitor. */
import assert from "node:assert/strict"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { dist } from "../../harness/sandbox.mjs"
import { rejection } from "../library.mjs"
import { connect, watching } from "./client.mjs"

const { createSession } = await import(pathToFileURL(join(dist, "headless.js")))

const cart = { items: [{ product_id: "day-pack", sku_id: "day-pack-sand", name: "Day Pack", unit_price: 59.9, price_currency_code: "EUR", quantity: 2 }] }
const customer = { email: "ada@example.com", first_name: "Ada", newsletter: true }

async function open(servers, shown, more) {
  const fetch = watching(servers)
  const platform = await connect(servers, shown, { fetch })
  const begin = options => createSession({
    account: "alpha", url: "https://shop.example.com/p?a=1", referrer: "https://search.example.com/", userAgent: "Mozilla/5.0 (visitor)",
    fetch: platform.sessions.fetch, ...more, ...options,
  })
  return { begin, fetch, platform }
}

const idOf = session => /2c\.cId=([0-9a-f]{24})/.exec(session.setCookies().at(-1))[1]

export const tests = {
  async "a visit by the session API and GraphQL is one visitor, from the first view to the order"(servers, shown) {
    const { begin, fetch } = await open(servers, shown)
    const before = await servers.sandbox.visitors("alpha")
    const first = await begin()
    const { recommendations, campaigns } = await first.setCart(cart).setCustomer(customer).viewProduct("day-pack").setPlacements(["product-1"]).load()
    const id = idOf(first)
    await first.close()
    assert.ok(recommendations["product-1"].result_id && recommendations["product-1"].products.every(({ product_id: product, name, price }) => product && name && price > 0))
    assert.deepEqual(Object.keys(campaigns.recommendations), ["product-1"])
    const known = await servers.sandbox.visitor("alpha", id)
    assert.deepEqual([known.page_views, known.cart[0].sku_id, known.customer.email], [1, "day-pack-sand", "ada@example.com"])
    assert.equal(known.views[0].page_type, "product")
    assert.ok(fetch.sent.every(({ url, headers }) => url.endsWith("/v1/graphql") && headers["user-agent"] === "Mozilla/5.0 (visitor)"))

    const second = await begin({ cookies: `2c.cId=${id}` })
    const answers = await Promise.all([
      second.viewCategory("/Women/Dresses").setPlacements(["category-1"]).load(),
      second.viewSearch("linen").setPlacements(["search-1"]).load(),
    ])
    assert.deepEqual(answers.flatMap(({ recommendations }) => Object.keys(recommendations)), ["category-1", "search-1"])
    await second.addOrder({
      external_order_ref: `r-${id}`, payment_provider: "card", info: { order_number: `n-${id}`, email: "ada@example.com", first_name: "Ada", last_name: "L", type: "order", newsletter: false }, items: cart.items,
    }).setPlacements(["order-1"]).load()
    await second.close()
    const [placed] = (await servers.sandbox.visitor("alpha", id)).orders
    assert.deepEqual([placed.info.order_number, placed.linked], [`n-${id}`, true])
    assert.equal((await servers.sandbox.visitor("alpha", id)).page_views, 4)
    assert.deepEqual((await servers.sandbox.visitors("alpha")).filter(visitor => !before.includes(visitor)), [id])
  },

  async "an update counts no view, and what GraphQL has no word for is told"(servers, shown) {
    const { begin, platform } = await open(servers, shown)
    const id = await platform.sessions.create()
    const session = await begin({ cookies: `2c.cId=${id}` })
    const told = []
    session.listen("servererror", error => told.push(JSON.stringify(error)))
    await session.setCart(cart).viewCart().update()
    await session.viewFrontPage().setPlacements(["home-1"]).load()
    assert.deepEqual(told, [])
    await session.recordAttribution("vp", "day-pack", "r-1").done()
    await session.close()
    const known = await servers.sandbox.visitor("alpha", id)
    assert.deepEqual([known.page_views, known.cart.length], [1, 1])
    assert.match(told.join(), /event vp: cannot be told by GraphQL/)
  },

  async "nothing is kept of a visitor who must not be tracked"(servers, shown) {
    const { begin, fetch } = await open(servers, shown)
    const before = await servers.sandbox.visitors("alpha")
    const session = await begin({ consent: "anonymous" })
    const { recommendations } = await session.viewProduct("day-pack").setPlacements(["product-1"]).load()
    assert.ok(recommendations["product-1"].products.length)
    assert.deepEqual(session.setCookies(), [])
    await session.close()
    assert.ok(fetch.sent.every(({ body }) => body.includes("doNotTrack:true")))
    assert.deepEqual(await servers.sandbox.visitors("alpha"), before)
  },

  async "a refusal and a server that is down fail as they do on any transport"(servers, shown) {
    const { begin, platform } = await open(servers, shown)
    const strange = await begin({ cookies: "2c.cId=5b1a481060b221115c4a251e" })
    await servers.fault("platform", { path: "*", kind: "status", status: 403, times: 1 })
    assert.ok(await rejection(strange.viewFrontPage().load()))
    await strange.close()
    await servers.fault("platform", { path: "*", kind: "close", times: 1 })
    const response = platform.with({ retries: 0 }).sessions.fetch("https://server.test/ev1?c=5b1a481060b221115c4a251e&message=%7B%7D")
    assert.equal((await rejection(response)).kind, "network")
    const wrong = await platform.sessions.fetch("https://server.test/ev1?c=x&message=%7B%7D")
    assert.deepEqual([wrong.status, (await wrong.json()).errors.length], [422, 1])
  },
}
