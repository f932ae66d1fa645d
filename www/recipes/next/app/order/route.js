import { sessionOf } from "../../lib/vitrine.js"

/** The order is handed in by the server, which knows that it is paid. */
export async function POST() {
  const session = await sessionOf("/order")
  const item = { product_id: "product-1", name: "Mug", quantity: 1, unit_price: 12.5, price_currency_code: "EUR" }
  await session.addOrder({ info: { order_number: `next-${Date.now()}` }, items: [item] }).load()
  return new Response("Thank you")
}
