/** Every operation that is documented, each against the servers: what it does there, and that it is what was sent. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../../harness/sandbox.mjs"
import { connect, product, told, watching } from "./client.mjs"

const line = { productId: "day-pack", skuId: "s", name: "Day Pack", unitPrice: 12.5, priceCurrencyCode: "EUR", quantity: 2 }
const viewed = { event: { type: "VIEWED_PRODUCT", target: "day-pack" } }
const cart = { cart: { items: [line] }, skipEvents: true }

/** A visitor who has looked at something. */
async function visitor(platform) {
  const id = await platform.sessions.create({ referer: "https://search.example.com/?q=packs" })
  await platform.sessions.update(id, viewed)
  return id
}

/** A page of a session: its first placement is the one asked for. */
const page = (field, slot, more) => async (platform, { servers }) => {
  const id = await visitor(platform)
  const views = async () => (await servers.sandbox.visitor("alpha", id)).page_views
  const before = await views()
  const params = { slotIds: [slot], imageVersion: "VERSION_8_400_400", isPreview: false }
  const { pages } = await platform.sessions.get({ id }, { pages: { [field]: { params, ...more } } })
  const [{ divId, resultId, primary }] = pages[field]
  assert.equal(divId, slot)
  assert.ok(resultId && primary.length && primary.every(({ productId, name, price }) => productId && name && price > 0))
  assert.equal(await views(), before)
}

/** A way to recommend, without a session. */
const recommends = (way, asked, check) => async platform => {
  const recos = await platform.recommendations.get({ [way]: asked, image: "VERSION_ORIGINAL", preview: false })
  assert.deepEqual(Object.keys(recos), [way])
  assert.ok(recos[way].primary.length && recos[way].primary.every(({ productId }) => productId))
  check?.(recos[way])
}

/** By the names of the platform. */
const operations = {
  async newSession(platform, { servers }) {
    const id = await platform.sessions.create({ referer: "https://search.example.com/?q=packs" })
    assert.match(id, /^[0-9a-f]{24}$/)
    assert.equal((await servers.sandbox.visitor("alpha", id)).page_views, 0)
    const untracked = await platform.sessions.create({ customer: { doNotTrack: true } })
    assert.ok(!(await servers.sandbox.visitors("alpha")).includes(untracked))
  },

  async "updateSession BY_CID"(platform, { servers }) {
    const id = await platform.sessions.create()
    const session = await platform.sessions.update(id, {
      event: { type: "VIEWED_PRODUCT", target: "day-pack", targetFragment: "day-pack-sand", ref: "r-1", refType: "rec" },
      cart: { items: [line] },
      customer: { firstName: "Ada \"A\"\n{", email: "ada@example.com", marketingPermission: true },
    }, {
      include: ["customer", "cart", "events", "segments"],
      pages: { forProductPage: { product: "day-pack", params: { slotIds: ["product-1"] }, select: "productId brand" } },
      recos: { image: "VERSION_8_400_400", addAttributionParameters: true, history: true, toplist: { params: { maxProducts: 2 } } },
    })
    assert.equal(session.id, id)
    assert.equal(session.customer.firstName, "Ada \"A\"\n{")
    assert.deepEqual(session.cart.items, [line])
    assert.deepEqual(session.events, [{ type: "VIEWED_PRODUCT", target: "day-pack", targetFragment: "day-pack-sand", ref: "r-1", refType: "rec" }])
    assert.ok(session.segments.some(({ name }) => name === "Known customers"))
    assert.deepEqual(Object.keys(session.pages.forProductPage[0].primary[0]).sort(), ["brand", "productId"])
    assert.deepEqual(session.recos.history.primary.map(({ productId }) => productId), ["day-pack"])
    assert.equal(session.recos.toplist.primary.length, 2)
    const known = await servers.sandbox.visitor("alpha", id)
    assert.deepEqual([known.page_views, known.cart[0].product_id], [1, "day-pack"])
    await platform.sessions.update(id, cart)
    assert.equal((await servers.sandbox.visitor("alpha", id)).page_views, 1)
  },

  async "updateSession BY_REF"(platform) {
    const reference = `reference-${Math.random()}`
    const first = await platform.sessions.update({ reference }, { customer: { email: "bob@example.com" } }, { include: ["customer"] })
    assert.deepEqual([first.customer.customerReference, first.customer.email], [reference, "bob@example.com"])
    assert.equal((await platform.sessions.update({ reference }, cart)).id, first.id)
  },

  async session(platform) {
    const id = await visitor(platform)
    const session = await platform.sessions.get(id, { include: ["events", "cart"] })
    assert.deepEqual([session.id, session.events[0].target, session.cart], [id, "day-pack", null])
  },

  async placeOrder(platform, { servers }) {
    const id = await visitor(platform)
    const order = { number: `n-${id}`, ref: `r-${id}`, orderStatus: "new", paymentProvider: "card", purchasedItems: [line] }
    const customer = { firstName: "Ada", lastName: "L", email: "ada@example.com", marketingPermission: false }
    const placed = await platform.orders.place(id, { customer, order }, { pages: { forOrderPage: { value: order.number, params: { slotIds: ["order-1"] } } } })
    assert.deepEqual([placed.id, placed.pages.forOrderPage[0].divId], [id, "order-1"])
    const [kept] = (await servers.sandbox.visitor("alpha", id)).orders
    assert.deepEqual([kept.info.order_number, kept.linked], [order.number, true])
  },

  async updateStatus(platform) {
    const id = await visitor(platform)
    await platform.orders.place(id, { order: { number: `n-${id}`, orderStatus: "new", purchasedItems: [line] } })
    const statusDate = new Date("2026-03-01T00:00:00Z")
    const { number, statuses } = await platform.orders.updateStatus(`n-${id}`, { orderStatus: "paid", paymentProvider: "card", statusDate })
    assert.equal(number, `n-${id}`)
    assert.deepEqual(statuses.at(-1), { date: "2026-03-01T00:00:00.000Z", orderStatus: "paid", paymentProvider: "card" })
  },

  async updateProducts(platform, { servers }) {
    const good = id => ({ productId: id, name: "Aaa", url: "https://a", imageUrl: "https://i", availability: "InStock", price: 1.5, priceCurrencyCode: "EUR", skus: [{ id: "1", name: "type }" }] })
    const report = await platform.products.update([good("u-1"), { productId: "u-2" }, good("u-3")])
    assert.deepEqual([report.accepted, report.requests], [2, 1])
    assert.deepEqual(report.errors, [{ index: 1, id: "u-2", field: "name", message: "is required", error: undefined }])
    assert.deepEqual(Object.keys((await told(servers)).products), ["u-1", "u-3"])
  },

  async upsertCategories(platform, { servers }) {
    const report = await platform.categories.upsert([{ id: "1", name: "Bags", urlPath: "/bags", fullName: "/Bags", available: true }, { id: "2", name: " " }])
    assert.equal(report.accepted, 1)
    assert.deepEqual(report.errors.map(({ index, id, field }) => [index, id, field]), [[1, "2", "name"]])
    assert.equal((await told(servers)).categories["1"].urlPath, "/bags")
  },

  async upsertIdentity(platform, { servers }) {
    const identity = { email: "Ada@example.com", attributes: [{ name: "loyalty-tier", value: "Gold" }] }
    assert.deepEqual(await platform.identities.upsert(identity), identity)
    assert.deepEqual((await told(servers)).identities, { "ada@example.com": { "loyalty-tier": "Gold" } })
  },

  async addAttributionParameters(platform, { servers }) {
    const id = await platform.sessions.create()
    assert.deepEqual(await platform.sessions.attribute(id, { ref: "r-9", refType: "email" }), { id })
    const [event] = (await servers.sandbox.visitor("alpha", id)).events
    assert.equal(event.type, "src")
  },

  async recordAnalyticsEvent(platform, { servers }) {
    const id = await visitor(platform)
    const metadata = { query: "linen", resultId: "r", organic: true, hasResults: true }
    const shown = { type: "SEARCH", timestamp: new Date(), searchImpression: { metadata, productIds: ["day-pack"], page: 1 } }
    assert.deepEqual(await platform.analytics.record(id, shown), { message: "OK", errors: [] })
    await platform.analytics.record(id, { type: "SEARCH", searchClick: { metadata, productId: "day-pack" } })
    await platform.analytics.record(id, { type: "CATEGORY", categoryClick: { metadata: { category: "/Women" }, productId: "day-pack" } })
    await platform.analytics.record(id, { type: "CATEGORY", categoryImpression: { metadata: { category: "/Women" }, productIds: ["day-pack"], page: 1 } })
    const events = (await servers.sandbox.analyticsWhen("alpha", 4)).filter(event => event.visitor === id)
    assert.deepEqual(events.map(({ path }) => path.replace("/analytics/", "")), ["search/impression", "search/click", "category/click", "category/impression"])
    assert.equal(events[0].event.metadata.isOrganic, true)
  },

  forFrontPage: page("forFrontPage", "home-2"),
  forNotFoundPage: page("forNotFoundPage", "home-1"),
  forGeneralLayoutPage: page("forGeneralLayoutPage", "home-1"),
  forOtherPage: page("forOtherPage", "home-1"),
  forLandingPage: page("forLandingPage", "home-1"),
  forProductPage: page("forProductPage", "product-1", { product: "day-pack" }),
  forCategoryPage: page("forCategoryPage", "category-1", { category: "/Women/Dresses" }),
  forSearchPage: page("forSearchPage", "search-1", { term: "linen" }),
  forCartPage: page("forCartPage", "cart-1", { value: 25 }),
  forOrderPage: page("forOrderPage", "order-1", { value: "1" }),

  async products(platform) {
    const all = await platform.products.list({ limit: 40, sort: { fields: "NAME", reverse: false }, select: "productId name skus{id}" }).collect(1_000)
    assert.ok(all.length > 100 && all[0].skus[0].id)
    assert.equal(new Set(all.map(({ productId }) => productId)).size, all.length)
    const [first] = all
    const filtered = await platform.products.list({ filter: { productIds: [first.productId] } }).collect(10)
    assert.deepEqual(filtered.map(({ name }) => name), [first.name])
    for await (const { items, meta } of platform.products.list({ limit: 40 }).pages()) {
      assert.deepEqual([items.length, meta.total, meta.status], [40, all.length, 200])
      break
    }
  },

  async product(platform) {
    assert.equal((await platform.products.get("day-pack")).productId, "day-pack")
    assert.equal((await platform.products.get("day-pack", { select: "skus{id availability}" })).skus[0].availability, "InStock")
    assert.equal(await platform.products.get("nothing"), null)
  },

  async order(platform) {
    const id = await visitor(platform)
    await platform.orders.place(id, { order: { number: `n-${id}`, ref: `r-${id}`, orderStatus: "new", purchasedItems: [line] } })
    for (const name of [`n-${id}`, `r-${id}`]) {
      const order = await platform.orders.get(name)
      assert.deepEqual([order.number, order.orderStatus, order.purchasedItems], [`n-${id}`, "new", [line]])
    }
    assert.equal(await platform.orders.get("none"), null)
  },

  async identity(platform) {
    await platform.identities.upsert({ email: "eve@example.com", attributes: [{ name: "vip", value: "yes" }] })
    assert.deepEqual(await platform.identities.get("eve@example.com"), { email: "eve@example.com", attributes: [{ name: "vip", value: "yes" }] })
    assert.equal(await platform.identities.get("none@example.com"), null)
  },

  async segments(platform) {
    const segments = await platform.segments.list()
    assert.ok(segments.length > 3 && segments.every(({ id, name }) => id && name))
  },

  "recos.toplist": recommends("toplist", { hours: 168, sort: "VIEWS", params: { minProducts: 1, maxProducts: 3 } }, ({ primary }) => assert.equal(primary.length, 3)),
  "recos.related": recommends("related", { productIds: ["day-pack"], relationship: "VIEWED_TOGETHER", params: { maxProducts: 4 } }),
  "recos.search": recommends("search", { term: "linen", params: { maxProducts: 2 } }, ({ primary }) => assert.equal(primary.length, 2)),
  "recos.random": recommends("random", { params: { maxProducts: 4 } }, ({ primary }) => assert.equal(primary.length, 4)),

  async "recos.history"(platform) {
    const id = await visitor(platform)
    const seen = async params => (await platform.sessions.get(id, { recos: { history: { params } } })).recos.history.primary.map(({ productId }) => productId)
    assert.deepEqual(await seen({ showRelatedProducts: false }), ["day-pack"])
    await platform.sessions.update(id, cart)
    assert.deepEqual(await seen({ skipProductsInCart: true, skipBoughtProducts: true }), [])
  },

  async "recos.category"(platform, { servers }) {
    const id = await visitor(platform)
    const ids = []
    let batchToken
    let total
    do {
      const { recos } = await platform.sessions.get(id, { recos: { category: { category: "/Women/Dresses", maxProducts: 5, batchToken, skipVCEvent: true } } })
      ids.push(...recos.category.primary.map(({ productId }) => productId))
      assert.ok(recos.category.resultId)
      total = recos.category.totalPrimaryCount;
      ({ batchToken } = recos.category)
    } while (batchToken)
    assert.ok(total > 5)
    assert.deepEqual([ids.length, new Set(ids).size], [total, total])
    assert.ok((await servers.sandbox.visitor("alpha", id)).events.every(({ type }) => type !== "vc"))
  },

  async search(platform) {
    const { products } = await platform.search({ query: "linen", products: { size: 3, fields: ["productId", "name"] } })
    assert.equal(products.hits.length, 3)
    assert.ok(products.total > 3)
  },

  async "POST /v1/products/upsert"(platform, { servers }) {
    assert.deepEqual(await platform.products.upsert([product("a-1", { tag1: ["x"], date_published: new Date() })]), { accepted: 1, errors: [], requests: 1 })
    assert.deepEqual((await told(servers)).products["a-1"].tags1, ["x"])
  },

  async "POST /v1/products/discontinue"(platform, { servers }) {
    const report = await platform.products.discontinue(new Set(["day-pack", "none"]))
    assert.deepEqual([report.accepted, (await told(servers)).discontinued], [2, ["day-pack", "none"]])
  },

  async "POST /products/recrawl"(platform, { servers }) {
    const again = [{ product_id: "a-1", url: "https://shop.example.com/p" }]
    assert.equal((await platform.products.recrawl(again)).accepted, 1)
    assert.deepEqual((await told(servers)).recrawls, again)
  },

  async "POST /exchangerates"(platform, { servers }) {
    const rates = { GBP: { rate: 0.84, price_currency_code: "GBP" } }
    await platform.rates.set({ rates, valid_until: new Date(4e12) })
    assert.deepEqual((await told(servers)).rates, { rates, valid_until: new Date(4e12).toISOString() })
  },

  async "POST /v1/email/blacklist?op=add"(platform, { servers }) {
    assert.equal((await platform.blacklist.add(["Ada@example.com", "bob@example.com"])).accepted, 2)
    assert.deepEqual((await told(servers)).blacklist, ["ada@example.com", "bob@example.com"])
  },

  async "POST /v1/email?op=remove"(platform, { servers }) {
    await platform.blacklist.add(["ada@example.com", "bob@example.com"])
    assert.equal((await platform.blacklist.remove(["ada@example.com"])).accepted, 1)
    assert.deepEqual((await told(servers)).blacklist, ["bob@example.com"])
  },

  async "POST /v1/customers/consent"(platform, { servers }) {
    await platform.customers.consent("ada+news@example.com", true)
    await platform.customers.consent("bob@example.com", false)
    assert.deepEqual((await told(servers)).consents, { "ada+news@example.com": true, "bob@example.com": false })
  },

  async "DELETE /v1/customers/redact"(platform, { servers }) {
    const { meta } = await platform.customers.redact("ada@example.com").withMeta()
    assert.deepEqual([meta.status, (await told(servers)).redactions], [202, ["ada@example.com"]])
  },

  async "POST /v1/customers/takeout"(platform, { servers }) {
    await platform.customers.takeOut("ada@example.com")
    assert.deepEqual((await told(servers)).takeouts, ["ada@example.com"])
  },

  async "PUT /settings"(platform, { servers }) {
    await platform.settings.update({ a: 1, b: 2 })
    await platform.settings.update({ b: 3 })
    assert.deepEqual((await told(servers)).settings, { a: 1, b: 3 })
  },
}

/**
 * What the platform documents for servers. A name with a method is REST; one with a dot is a member of the field before
 * it; a word after it stands in the arguments.
 */
const DOCUMENTED = `
  newSession|updateSession BY_CID|updateSession BY_REF|session|placeOrder|updateStatus|updateProducts|upsertCategories
  upsertIdentity|addAttributionParameters|recordAnalyticsEvent
  forFrontPage|forNotFoundPage|forGeneralLayoutPage|forOtherPage|forLandingPage
  forProductPage|forCategoryPage|forSearchPage|forCartPage|forOrderPage
  products|product|order|identity|segments|search
  recos.toplist|recos.related|recos.search|recos.random|recos.history|recos.category
  POST /v1/products/upsert|POST /v1/products/discontinue|POST /products/recrawl|POST /exchangerates
  POST /v1/email/blacklist?op=add|POST /v1/email?op=remove
  POST /v1/customers/consent|DELETE /v1/customers/redact|POST /v1/customers/takeout|PUT /settings
`.trim().split(/\s*[|\n]\s*/)

/** Whether a request that was sent is the operation. */
function isOperation(operation, { method, url, body, status }) {
  if (status < 200 || status > 299) return false
  if (operation.includes("/")) return `${method} ${url}`.replace(/ https:\/\/localhost:\d+/, " ").startsWith(operation)
  if (!url.endsWith("/v1/graphql")) return false
  const [field, word] = operation.split(" ")
  const document = JSON.parse(body).query
  return field.split(".").every(name => new RegExp(`\\b${name}\\b`).test(document)) && (!word || document.includes(word))
}

const title = operation => `${operation} does what it says`

export const tests = {
  ...Object.fromEntries(Object.entries(operations).map(([operation, test]) => [title(operation), async (servers, shown) => {
    const fetch = watching(servers)
    await test(await connect(servers, shown, { fetch }), { servers })
    assert.ok(fetch.sent.some(request => isOperation(operation, request)), "it was sent and answered")
  }])),

  async "every operation that is documented has a method and a test"(servers, shown) {
    const platform = await connect(servers, shown)
    assert.ok(DOCUMENTED.length > 40)
    const rows = readFileSync(join(root, "docs/platform.md"), "utf8").split("\n").filter(row => row.includes(title("")))
    const table = Object.fromEntries(rows.map(row => row.split("|").slice(1, 4).map(cell => cell.trim().slice(1, -1)))
      .map(([operation, method, test]) => [operation, { method, test }]))
    assert.deepEqual(Object.keys(table), DOCUMENTED)
    assert.deepEqual(Object.keys(operations).sort(), [...DOCUMENTED].sort())
    for (const [operation, { method, test }] of Object.entries(table)) {
      assert.equal(test, title(operation))
      const [path] = method.split("(")
      assert.equal(typeof path.split(".").reduce((value, name) => value?.[name], platform), "function", method)
    }
  },
}
