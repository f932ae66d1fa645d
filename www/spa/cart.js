// The cart with its prices, in minor units (cents), and in the shapes the session library takes.
import * as catalogue from "./catalogue.js"

const DELIVERY = { EUR: { fee: 490, freeFrom: 7500 }, USD: { fee: 550, freeFrom: 8500 } }

export const freeDeliveryFrom = currency => DELIVERY[currency].freeFrom

/** `{lines, count, subtotal, delivery, total, currency}` of what the store holds. */
export function priced({ cart, currency }) {
  const lines = cart.flatMap(({ product: id, sku, quantity }) => {
    const product = catalogue.product(id)
    const variant = product?.variants.find(variant => variant.id === sku)
    if (!variant) return []
    const unit = variant.price[currency]
    return [{ product, variant, quantity, unit, total: unit * quantity }]
  })
  const subtotal = sum(lines.map(line => line.total))
  const delivery = !lines.length || subtotal >= DELIVERY[currency].freeFrom ? 0 : DELIVERY[currency].fee
  return { lines, count: sum(lines.map(line => line.quantity)), subtotal, delivery, total: subtotal + delivery, currency }
}

/** The argument of `setCart`. */
export function toSessionCart({ lines, currency }) {
  return { items: lines.map(line => sessionLine(line, currency)) }
}

/** An order as the shop keeps it; `contact` is what the checkout form holds. */
export function placeOrder(cart, contact) {
  const number = `AR-${(Date.now() * 36 + Math.floor(Math.random() * 36)).toString(36).toUpperCase()}`
  return { number, contact, ...cart, lines: cart.lines.map(line => ({ ...line, product: { id: line.product.id, name: line.product.name }, variant: { id: line.variant.id, name: line.variant.name } })) }
}

/** The argument of `addOrder`. The address stays in the shop. */
export function toSessionOrder({ number, contact, lines, currency }) {
  const { email, first_name, last_name, phone, post_code, country, newsletter } = contact
  return {
    external_order_ref: number,
    order_status: "completed",
    payment_provider: contact.payment,
    info: { order_number: number, email, first_name, last_name, phone, post_code, country, newsletter, type: "order" },
    items: lines.map(line => sessionLine(line, currency)),
  }
}

function sessionLine({ product, variant, quantity, unit }, currency) {
  return { product_id: product.id, sku_id: variant.id, name: product.name, unit_price: unit / 100, price_currency_code: currency, quantity }
}

const sum = numbers => numbers.reduce((total, number) => total + number, 0)
