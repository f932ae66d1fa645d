import assert from "node:assert/strict"
import { library, noting, rejection } from "./library.mjs"

const FIRST = "3714240b-2e06-4c35-8856-ccc1c096323e"

export function connect(servers, shown, { key = 0, ...more } = {}) {
  const { token, tenant } = shown.nexus.keys[key]
  return library.nexus({ url: `${servers.urls.nexus}/api`, token, tenant, fetch: servers.fetch, ...more })
}

export const tests = {
  async "every product comes page by page, by cursor until it is null"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch })
    const all = []
    for await (const product of shop.products.list({ limit: 20, sort: "sku", order: "asc" })) all.push(product.sku)
    const pages = []
    for await (const page of shop.products.list({ limit: 20 }).pages()) pages.push(page)
    assert.ok(pages.length > 2)
    assert.equal(fetch.urls.length, 2 * pages.length)
    assert.equal(all.length, pages[0].meta.total)
    assert.deepEqual(all, [...new Set(all)].sort())
    assert.equal(pages.flatMap(page => page.items).length, all.length)
  },

  async "no more pages are asked for than collected"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch })
    assert.equal((await shop.products.list({ limit: 10 }).collect(15)).length, 15)
    assert.equal(fetch.urls.length, 2)
    assert.equal((await rejection(shop.products.list().collect())).kind, "config")
  },

  async "a product is addressed by its SKU and has amounts with their digits"(servers, shown) {
    const shop = await connect(servers, shown)
    const [{ sku }] = await shop.products.list().collect(1)
    const { value, meta } = await shop.products.get(sku).withMeta()
    assert.equal(value.sku, sku)
    assert.match(value.listings[0].price, /^\d+(\.\d+)?$/)
    assert.equal(meta.status, 200)
    assert.equal(meta.rate.limit, 300)
    const [only] = await shop.products.list({ fields: ["sku", "title"] }).collect(1)
    assert.deepEqual(Object.keys(only).sort(), ["sku", "title"])
  },

  async "what is not there is a NotFoundError with the system's code"(servers, shown) {
    const shop = await connect(servers, shown)
    const error = await rejection(shop.products.get("no/such sku?"))
    assert.ok(error instanceof library.NotFoundError && error instanceof library.CommerceError)
    assert.equal(error.name, "NotFoundError")
    assert.deepEqual([error.kind, error.status, error.code], ["not_found", 404, "RESOURCE_NOT_FOUND"])
    assert.match(error.message, /no\/such sku\?/)
  },

  async "a tenant's key sees nothing of another tenant"(servers, shown) {
    const error = await rejection((await connect(servers, shown, { tenant: shown.nexus.keys.at(-1).tenant })).products.list().collect(1))
    assert.ok([401, 403].includes(error.status))
    const first = await (await connect(servers, shown)).products.list().collect(1_000)
    const second = await (await connect(servers, shown, { key: shown.nexus.keys.length - 1 })).products.list().collect(1_000)
    assert.notDeepEqual(first.map(product => product.id), second.map(product => product.id))
  },

  async "a key without the scope is refused"(servers, shown) {
    const reader = shown.nexus.keys.findIndex(key => key.scopes.join() === "products:read")
    const shop = await connect(servers, shown, { key: reader })
    await shop.products.list().collect(1)
    assert.ok(await rejection(shop.orders.list().collect(1)) instanceof library.PermissionError)
  },

  async "a bad or expired token is an AuthenticationError that does not tell it"(servers, shown) {
    const error = await rejection((await connect(servers, shown, { token: "nxc_live_wrong" })).products.list().collect(1))
    assert.ok(error instanceof library.AuthenticationError)
    assert.ok(!JSON.stringify(error).includes("nxc_live_wrong") && !error.stack.includes("nxc_live_wrong"))
    const shop = await connect(servers, shown)
    await shop.products.list().collect(1)
    await servers.expire("nexus")
    assert.equal((await rejection(shop.products.list().collect(1))).status, 401)
  },

  async "a user's token is as good as a key"(servers, shown) {
    const { access_token: token } = await servers.control(`/nexus/login?tenant=${FIRST}`, {})
    assert.equal((await (await connect(servers, shown, { token })).products.list().collect(1)).length, 1)
  },

  async "health is asked without key and tenant"(servers, shown) {
    const sent = []
    const fetch = (url, init) => {
      sent.push(Object.fromEntries(init.headers))
      return servers.fetch(url, init)
    }
    const shop = await connect(servers, shown, { fetch })
    assert.equal((await shop.health.get()).status, "ok")
    const names = Object.keys(sent[0]).map(name => name.toLowerCase())
    assert.ok(!names.includes("authorization") && !names.includes("x-tenant-id"))
  },

  async "a full window is a RateLimitError that says how long to wait, and waited for when asked to"(servers, shown) {
    const key = shown.nexus.keys.findIndex(key => key.plan.toLowerCase() === "enterprise")
    const { token } = shown.nexus.keys[key]
    await servers.control("/nexus/key", { token, limits: { minute: 3, hour: 100 } })
    const shop = await connect(servers, shown, { key, retries: 0 })
    // All at once: no answer has told the limit yet.
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => shop.products.list().collect(1)))
    const refused = outcomes.filter(({ status }) => status === "rejected").map(({ reason }) => reason)
    assert.equal(refused.length, 2)
    assert.ok(refused.every(error => error instanceof library.RateLimitError && error.retryAfter > 0 && error.retryAfter <= 60_000))
    const waiting = shop.products.list().collect(1)
    const late = new Promise(resolve => setTimeout(resolve, 300, "waiting"))
    assert.equal(await Promise.race([waiting.catch(error => error), late]), "waiting")
    assert.equal((await servers.answers()).nexus[429], 2)
  },

  async "orders are filtered, shipped and cancelled"(servers, shown) {
    const shop = await connect(servers, shown)
    const confirmed = await shop.orders.list({ status: "confirmed", start_date: new Date(0) }).collect(500)
    assert.ok(confirmed.length && confirmed.every(order => order.status === "confirmed"))
    assert.match(confirmed[0].total_amount, /^\d+(\.\d+)?$/)
    const shipped = await shop.orders.ship(confirmed[0].id, { carrier: "DHL", tracking_number: "1", shipped_date: "2026-03-12" })
    assert.equal(shipped.status, "shipped")
    assert.equal((await shop.orders.cancel(confirmed[1].id, { reason: "out of stock" })).status, "cancelled")
  },

  async "stock is set for a warehouse"(servers, shown) {
    const shop = await connect(servers, shown)
    const [{ sku, warehouses }] = await shop.inventory.list().collect(1)
    await shop.inventory.set(sku, { warehouse_id: warehouses[0].warehouse_id, quantity: 7, reason: "count" })
    assert.equal((await shop.inventory.get(sku)).warehouses[0].on_hand, 7)
  },

  async "a passing fault is retried"(servers, shown) {
    const shop = await connect(servers, shown)
    const [{ sku }] = await shop.products.list().collect(1)
    await servers.fault("nexus", { path: "*", kind: "status", status: 503, times: 1 })
    assert.equal((await shop.products.get(sku).withMeta()).meta.attempts, 2)
    await servers.fault("nexus", { path: "*", kind: "close", times: 1 })
    assert.equal((await shop.products.get(sku).withMeta()).meta.attempts, 2)
  },

  async "whatever a server answers, what comes out is a typed error"(servers, shown) {
    const shop = await connect(servers, shown, { retries: 0 })
    const kinds = { html: "decode", truncated: "decode", garbage: "decode", wrong_types: "decode", close: "network" }
    for (const [kind, expected] of Object.entries(kinds)) {
      await servers.fault("nexus", { path: "*", kind, times: 1 })
      const error = await rejection(shop.products.list().collect(1))
      assert.ok(error instanceof library.CommerceError, kind)
      assert.ok([expected, "network"].includes(error.kind), `${kind}: ${error.kind}`)
    }
  },

  async "an aborted call stops its request"(servers, shown) {
    let stopped = false
    const fetch = (url, { signal }) => new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        stopped = true
        reject(signal.reason)
      })
    })
    const shop = await connect(servers, shown, { fetch })
    const abort = new AbortController()
    const call = rejection(shop.products.get("1", { signal: abort.signal }))
    setTimeout(() => abort.abort(), 20)
    assert.ok(await call instanceof library.AbortError)
    assert.ok(stopped)
    assert.ok(await rejection(shop.products.get("1", { signal: AbortSignal.abort() })) instanceof library.AbortError)
  },

  async "an attempt that takes too long is a TimeoutError"(servers, shown) {
    const fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
    const shop = await connect(servers, shown, { fetch, retries: 0, timeout: 30 })
    assert.ok(await rejection(shop.products.get("1")) instanceof library.TimeoutError)
    assert.equal((await rejection(shop.with({ timeout: 60_000, deadline: 30 }).products.get("1"))).kind, "deadline")
  },

  async "no server is a NetworkError"(servers, shown) {
    const shop = await connect(servers, shown, { url: "https://localhost:1/api", retries: 0 })
    assert.ok(await rejection(shop.products.get("1")) instanceof library.NetworkError)
  },

  async "a notice of the server is verified, and a changed one refused"(servers, shown) {
    const { body, signature } = await servers.control("/nexus/webhook", { tenant: FIRST, url: "https://hooks.example.com/", event: "product.updated", data: { id: 1 } })
    const secrets = [shown.nexus.tenants.find(({ id }) => id === FIRST).webhook_secret]
    const notice = await library.verifyWebhook("nexus", { body, headers: [signature], secrets: ["new", ...secrets] })
    assert.equal(notice.value.event, "product.updated")
    assert.match(notice.key, /^[0-9a-f]{64}$/)
    const bytes = new TextEncoder().encode(body)
    assert.equal((await library.verifyWebhook("nexus", { body: bytes, headers: new Headers([signature]), secrets })).key, notice.key)
    const changed = { body: body.replace("product", "order"), headers: [signature], secrets }
    assert.ok(await rejection(library.verifyWebhook("nexus", changed)) instanceof library.SignatureError)
    assert.ok(await rejection(library.verifyWebhook("nexus", { body: {}, headers: [signature], secrets })) instanceof library.ConfigError)
  },
}
