// A back office is read through; an order that came in is shipped, and told to a visitor's session.
import { feed, nexus } from "vitrine/commerce"
import { createSession } from "vitrine/headless"

const { API, KEY, TENANT, ACCOUNT, SERVER } = process.env

const office = await nexus({ url: `${API}/api`, token: KEY, tenant: TENANT })
const { version } = await office.health.get()
console.log(`signed in to version ${version}`)

for (const resource of ["products", "orders", "inventory", "rules"]) {
  let count = 0
  for await (const _ of office[resource].list({ limit: 25 })) count++
  console.log(`read ${count} ${resource}`)
}

// Orders come from channels and cannot be placed here: one that has come is sent on its way.
const [order] = await office.orders.list({ status: "confirmed" }).collect(1)
await office.orders.ship(order.id, { carrier: "DHL", tracking_number: "JD0146", shipped_date: new Date() })
console.log(`shipped order ${order.external_order_id} of ${order.total_amount} ${order.currency}`)

const session = await createSession({ account: ACCOUNT, server: SERVER, url: "https://shop.example/thank-you" })
const told = await feed.nexus(session, office, { order: order.id }, { marketplace: order.marketplace })
await told.action.load()
console.log(`told the session of order ${order.external_order_id}, problems: ${told.diagnostics.length}`)
