/** The order is handed in by the server, which knows that it is paid. */
export async function POST({ locals }) {
  const item = { product_id: "product-1", name: "Mug", quantity: 1, unit_price: 12.5, price_currency_code: "EUR" }
  await locals.session.addOrder({ info: { order_number: `sveltekit-${Date.now()}` }, items: [item] }).load()
  return new Response("Thank you")
}
