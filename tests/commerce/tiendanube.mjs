import assert from "node:assert/strict"
import { until } from "../engines/processes.mjs"
import { library, noting, rejection } from "./library.mjs"

const STORE = "123456"
const APP = 1001

/** Installs the app in the store as a merchant does, and returns what comes back. */
async function install(servers, shown, { store = STORE, app = APP } = {}) {
  const { client_secret: secret } = shown.tiendanube.apps.find(({ id }) => id === app)
  const registered = { clientId: String(app), host: servers.urls.tiendanube, state: "s1" }
  const url = await library.authorizeUrl("tiendanube", registered)
  const answer = await servers.fetch(`${url}&store=${store}`, { redirect: "manual", headers: { "user-agent": "browser" } })
  const back = new URL(answer.headers.get("location"))
  assert.equal(back.searchParams.get("state"), "s1")
  return library.exchangeCode("tiendanube", { ...registered, clientSecret: secret, code: back.searchParams.get("code"), fetch: servers.fetch })
}

export async function connect(servers, shown, { store = STORE, app, ...more } = {}) {
  const { accessToken: token } = await install(servers, shown, { store, app })
  return library.tiendanube({ store, token, userAgent: "MyApp (name@email.com)", host: servers.urls.tiendanube, fetch: servers.fetch, ...more })
}

/** The first notice of an event, once it is sent. */
const delivered = (servers, event) => until(async () => (await servers.deliveries()).find(({ body }) => body.includes(event)), { timeout: 10_000, what: event })

export const tests = {
  async "a merchant's code becomes the store's token, once"(servers, shown) {
    const granted = await install(servers, shown)
    assert.equal(granted.extra.user_id, STORE)
    assert.ok(granted.extra.scope.split(",").includes("write_products"))
    assert.equal(granted.life, null)
    const wrong = { clientId: String(APP), host: servers.urls.tiendanube, clientSecret: "hush", code: "x1y2z3", fetch: servers.fetch }
    const error = await rejection(library.exchangeCode("tiendanube", wrong))
    assert.ok(!JSON.stringify(error).includes("hush") && !JSON.stringify(error).includes("x1y2z3"))
  },

  async "every product comes by the links of the pages"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch })
    const pages = []
    for await (const page of shop.products.list({ per_page: 20 }).pages()) pages.push(page)
    const products = pages.flatMap(page => page.items)
    assert.ok(pages.length > 2)
    assert.equal(products.length, pages[0].meta.total)
    assert.equal(new Set(products.map(product => product.id)).size, products.length)
    assert.equal(pages[0].meta.language, "es")
    assert.equal(pages[0].meta.rate.limit, 40)
    for (const product of products) {
      assert.equal(typeof product.id, "string")
      assert.ok(product.name.es && product.variants.every(({ price }) => price === null || /^\d+\.\d\d$/.test(price)))
    }
  },

  async "the headers of any resource are had by HEAD"(servers, shown) {
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch })
    const filters = { published: true }
    const products = await shop.products.list(filters).collect(1_000)
    const asked = fetch.urls.length
    const known = await shop.products.list.head(filters)
    assert.deepEqual([known.status, known.total, known.language, known.rate.limit], [200, products.length, "es", 40])
    assert.equal((await shop.products.get.head(products[0].id)).status, 200)
    assert.equal((await shop.store.get.head()).language, "es")
    assert.deepEqual(fetch.urls.slice(asked).map(url => url.split(" ")[0]), ["HEAD", "HEAD", "HEAD"])
    assert.ok(await rejection(shop.products.get.head("1")) instanceof library.NotFoundError)
    assert.equal(shop.products.create.head, undefined)
  },

  async "what is written in one language is there in all"(servers, shown) {
    const shop = await connect(servers, shown)
    const created = await shop.products.create({ name: "My new product", variants: [{ price: "19.00" }] })
    const { value, meta } = await shop.products.get(created.id).withMeta()
    assert.deepEqual(Object.values(value.name), ["My new product", "My new product", "My new product"])
    assert.equal(meta.language, "es")
    await shop.products.delete(created.id)
    assert.ok(await rejection(shop.products.get(created.id)) instanceof library.NotFoundError)
  },

  async "an order is placed, read with whole ids, and closed"(servers, shown) {
    const shop = await connect(servers, shown)
    const [product] = await shop.products.list({ published: true, min_stock: 5 }).collect(1)
    const order = await shop.orders.create({
      products: [{ variant_id: product.variants[0].id, quantity: 2 }],
      customer: { name: "Lucía Fernández", email: "lucia@example.com" },
    })
    assert.equal(order.products[0].quantity, 2)
    assert.match(order.products[0].id, /^9223372036\d{9}$/, "a number of 64 bits keeps its digits")
    assert.match(order.total, /^\d+\.\d\d$/)
    assert.equal((await shop.orders.get(order.id)).number, order.number)
    assert.equal((await shop.orders.close(order.id)).status, "closed")
  },

  async "fields that are not right are named"(servers, shown) {
    const shop = await connect(servers, shown)
    const error = await rejection(shop.webhooks.create({ event: "nothing/happened", url: "http://hooks.example.com/" }))
    assert.ok(error instanceof library.ValidationError)
    assert.deepEqual(Object.keys(error.fields).sort(), ["event", "url"])
    assert.ok(error.fields.url[0].length)
  },

  async "an app without the scope is refused"(servers, shown) {
    const shop = await connect(servers, shown, { app: 1002 })
    await shop.products.list().collect(1)
    assert.ok(await rejection(shop.customers.list().collect(1)) instanceof library.PermissionError)
  },

  async "an unpaid store is a SuspendedError until it is paid"(servers, shown) {
    const shop = await connect(servers, shown)
    await servers.control("/tiendanube/suspend", { store: Number(STORE), suspended: true })
    const error = await rejection(shop.store.get())
    assert.ok(error instanceof library.SuspendedError)
    assert.match(error.message, /^the store is suspended/)
    await servers.control("/tiendanube/suspend", { store: Number(STORE), suspended: false })
    assert.equal((await shop.store.get()).id, STORE)
  },

  async "a burst larger than the bucket is held back and never refused"(servers, shown) {
    const shop = await connect(servers, shown)
    const began = Date.now()
    await Promise.all(Array.from({ length: 44 }, () => shop.store.get()))
    const took = Date.now() - began
    const answers = (await servers.answers()).tiendanube
    assert.equal(answers[429], undefined)
    assert.ok(took >= 1_900 && took < 6_000, `${took} ms`)
  },

  async "a bucket that someone else has filled is waited for"(servers, shown) {
    for (const reset_in_seconds of [false, true]) {
      await servers.settings("tiendanube", { reset_in_seconds })
      const shop = await connect(servers, shown)
      await shop.store.get()
      await servers.control("/tiendanube/drain", { store: Number(STORE), app: APP, requests: 39 })
      assert.equal((await shop.store.get()).id, STORE)
      await servers.reset()
    }
  },

  async "the store that knows only the newer header is found out"(servers, shown) {
    const shop = await connect(servers, shown)
    await servers.settings("tiendanube", { header: "authorization" })
    assert.equal((await shop.store.get()).id, STORE)
    assert.equal((await servers.answers()).tiendanube[401], 1)
    assert.equal((await shop.store.get()).id, STORE)
    assert.equal((await servers.answers()).tiendanube[401], 1)
  },

  async "a link to another host is not followed"(servers, shown) {
    await servers.settings("tiendanube", { link_origin: "https://evil.example" })
    const fetch = noting(servers)
    const shop = await connect(servers, shown, { fetch })
    const error = await rejection(shop.products.list({ per_page: 10 }).collect(1_000))
    assert.equal(error.kind, "foreign")
    assert.ok(!fetch.urls.some(url => url.includes("evil")))
  },

  async "app/suspended and app/resumed are notices like others"(servers, shown) {
    const { client_secret: secrets } = shown.tiendanube.apps.find(({ id }) => id === APP)
    const shop = await connect(servers, shown)
    const notices = { url: "https://hooks.example.com/notices" }
    for (const event of ["app/suspended", "app/resumed"]) await shop.webhooks.create({ event, ...notices })
    const suspend = suspended => servers.control("/tiendanube/suspend", { store: Number(STORE), app: APP, suspended })
    const told = async event => {
      const { body, signature } = await delivered(servers, event)
      return (await library.verifyWebhook("tiendanube", { body, headers: [signature], secrets })).value
    }
    await suspend(true)
    assert.deepEqual(await told("app/suspended"), { store_id: STORE, event: "app/suspended", id: STORE })
    assert.ok(await rejection(shop.store.get()) instanceof library.SuspendedError)
    await suspend(false)
    assert.equal((await told("app/resumed")).event, "app/resumed")
    assert.equal((await shop.store.get()).id, STORE)
  },

  async "a notice of the server is verified by the app's secret"(servers, shown) {
    const { client_secret: secret } = shown.tiendanube.apps.find(({ id }) => id === APP)
    const shop = await connect(servers, shown)
    await shop.webhooks.create({ event: "product/created", url: "https://hooks.example.com/notices" })
    const { id } = await shop.products.create({ name: "One" })
    const sent = await delivered(servers, "product/created")
    const { value } = await library.verifyWebhook("tiendanube", { body: sent.body, headers: [sent.signature], secrets: secret })
    assert.deepEqual(value, { store_id: STORE, event: "product/created", id })
    const other = { body: sent.body, headers: [sent.signature], secrets: "another" }
    assert.ok(await rejection(library.verifyWebhook("tiendanube", other)) instanceof library.SignatureError)
  },

  async "carts, checkouts, coupons, categories and customers are read"(servers, shown) {
    const shop = await connect(servers, shown)
    const [checkout] = await shop.checkouts.list().collect(1)
    assert.match(checkout.abandoned_checkout_url, /^https:/)
    assert.equal(typeof checkout.products[0].quantity, "number")
    const [coupon] = await shop.coupons.list().collect(1)
    assert.equal((await shop.checkouts.addCoupon(checkout.id, { coupon_id: coupon.id })).coupon[0].id, coupon.id)
    const [category] = await shop.categories.list().collect(1)
    assert.ok(category.name.es)
    const [customer] = await shop.customers.list().collect(1)
    assert.match(customer.total_spent, /^\d+\.\d\d$/)
  },
}
