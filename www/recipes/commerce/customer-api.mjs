// A buyer's software finds products, orders them, and tells the buyer's session of cart and order.
import { customerApi, feed } from "vitrine/commerce"
import { createSession } from "vitrine/headless"

const { API, BUYER_ID, BUYER_SECRET, ACCOUNT, SERVER } = process.env

const shop = await customerApi({ url: API, clientId: BUYER_ID, clientSecret: BUYER_SECRET })

let count = 0
for await (const _ of shop.orders.list()) count++
console.log(`signed in, read ${count} orders`)

const found = await shop.products.byCode("1001").collect(10)
console.log(`${found.length} makers have a product 1001`)
const { code, brand } = found.find(({ availability }) => availability.status === "in_stock")
const order = await shop.orders.create({ lines: [{ code, brand, quantity: 2 }], reference: "PO-1001" })
console.log(`placed order ${order.number} of ${order.total} ${order.currency}`)

const session = await createSession({ account: ACCOUNT, server: SERVER, url: "https://shop.example/thank-you" })
const wanted = { cart: [{ code, brand, quantity: 2 }], order: order.id }
const told = await feed.customerApi(session, shop, wanted, { currency: order.currency })
await told.action.load()
console.log(`told the session of a cart and order ${order.number}, problems: ${told.diagnostics.length}`)
