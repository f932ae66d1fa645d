// An app is installed in a store, reads everything, places an order, and tells a visitor's session of it.
import { authorizeUrl, exchangeCode, feed, tiendanube } from "vitrine/commerce"
import { createSession } from "vitrine/headless"

const { API, APP_ID, APP_SECRET, STORE, ACCOUNT, SERVER } = process.env

const app = { clientId: APP_ID, host: API, state: crypto.randomUUID() }
// In life, a merchant's browser goes there and comes back.
const agreed = await fetch(`${await authorizeUrl("tiendanube", app)}&store=${STORE}`, { redirect: "manual", headers: { "user-agent": "a browser" } })
const back = new URL(agreed.headers.get("location")).searchParams
if (back.get("state") !== app.state) throw new Error("this is not the merchant who was sent there")
const granted = await exchangeCode("tiendanube", { ...app, clientSecret: APP_SECRET, code: back.get("code") })

const shop = await tiendanube({
  store: granted.extra.user_id, token: granted.accessToken, userAgent: "Recipe (recipe@example.com)", host: API,
})
const store = await shop.store.get()
console.log(`signed in to store ${store.id}, ${store.main_currency}`)

for (const resource of ["products", "categories", "customers", "orders", "checkouts", "draftOrders", "coupons", "scripts", "webhooks"]) {
  let count = 0
  for await (const _ of shop[resource].list({ per_page: 50 })) count++
  console.log(`read ${count} ${resource}`)
}

const [product] = await shop.products.list({ min_stock: 2 }).collect(1)
const order = await shop.orders.create({
  products: [{ variant_id: product.variants[0].id, quantity: 2 }],
  customer: { name: "Lucía Fernández", email: "lucia@example.com" },
})
console.log(`placed order ${order.number} of ${order.total} ${order.currency}`)

const [checkout] = await shop.checkouts.list().collect(1)
const session = await createSession({ account: ACCOUNT, server: SERVER, url: "https://shop.example/thank-you" })
// The API itself placed the order, which a storefront would have.
const told = await feed.tiendanube(session, shop, { checkout: checkout.id, customer: order.customer.id, order: order.id }, { storefronts: ["api"] })
await told.action.load()
console.log(`told the session of a cart, a customer and order ${order.number}, problems: ${told.diagnostics.length}`)
