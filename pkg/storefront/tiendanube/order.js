import { id, moment, text } from "../read.js"

/**
 * The order of a confirmation page. `LS.order` has its number and its totals, and neither lines nor buyer: the lines
 * are those of the last cart. The totals stand for no line (discounts and shipping are in them), so they are left.
 */
export function orderOf({ order }, lines) {
  const number = id(order.number ?? order.id)
  if (!number || !lines?.length) return
  return {
    external_order_ref: id(order.id),
    created_at: moment(order.created_at),
    info: { order_number: number, type: "order" },
    items: lines,
    payment_provider: text(order.gateway),
  }
}
