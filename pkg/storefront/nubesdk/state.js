import { readLines } from "../lines.js"
import { decimal, id, text } from "../read.js"

/** ISO 4217; the second is deprecated. */
export const currencyOf = ({ store }) => text(store?.currency_details?.code ?? store?.currency)

/** The lines of the cart. Prices are decimal strings, as the platform's API writes them. */
export const cartLines = (state, report) =>
  readLines(state.cart?.items, currencyOf(state), item => ({
    product_id: id(item.product_id),
    sku_id: id(item.variant_id),
    name: text(item.name),
    unit_price: decimal(item.price),
  }), report)

/** Who is logged in, or at the checkout; without an e-mail address it is nobody. The platform's id is told to nobody. */
export function customerOf({ customer }) {
  const { contact = {}, shipping_address: shipping, billing_address: billing } = customer ?? {}
  const email = text(contact.email) ?? text(customer?.email)
  if (!email) return
  const consent = contact.accepts_marketing ?? customer.accepts_marketing
  const agreed = typeof consent === "boolean" ? { newsletter: consent, marketing_permission: consent } : {}
  return { email, ...namesOf([shipping, billing], text(contact.name) ?? text(customer.name)), ...agreed }
}

/** Those of an address stand apart; else everything behind the first space is the last name. */
function namesOf(addresses, name) {
  const address = addresses.find(address => text(address?.first_name))
  if (address) return { first_name: text(address.first_name), last_name: text(address.last_name) }
  const [, first, last] = /^\s*(\S+)\s*(.*?)\s*$/.exec(name ?? "") ?? []
  return { first_name: text(first), last_name: text(last) }
}

/**
 * The order of a finished checkout. The state's order has a status and, in some versions, its id; what was bought only
 * the cart knows. Without a number of its own, that of the cart tells one order from another.
 */
export function orderOf(state, { lines, cartId }, customer) {
  const number = id(state.order?.number) ?? id(state.order?.id) ?? id(state.cart?.id) ?? cartId
  if (!number || !lines?.length) return
  const { email, first_name, last_name, newsletter } = customer ?? {}
  return {
    external_order_ref: id(state.order?.id) ?? number,
    info: { order_number: number, type: "order", email, first_name, last_name, newsletter },
    items: lines,
    order_status: text(state.order?.status),
  }
}
