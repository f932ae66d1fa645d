import { whole } from "./read.js"

/**
 * The lines of a cart as a session is told them; lines of nothing are left out, lines that cannot be read are reported.
 * `undefined` when none can be read: then the session keeps the cart it knows.
 * @param read gives the members of one line
 * @param report called with a path and a problem
 */
export function readLines(items, currency, read, report) {
  const lines = []
  let unreadable = 0
  if (!Array.isArray(items)) return void report("cart.items", "expected a list")
  items.forEach((item, index) => {
    const quantity = whole(item?.quantity)
    if (quantity <= 0) return
    const line = { ...(item && read(item)), price_currency_code: currency, quantity }
    const missing = ["product_id", "name", "unit_price", "price_currency_code", "quantity"].find(name => line[name] === undefined)
    if (!missing) return void lines.push(line)
    unreadable++
    report(`cart.items[${index}].${missing}`, "missing")
  })
  if (lines.length || !unreadable) return lines
}

/** The lines of `now` of which `before` had fewer or none. */
export function added(before, now) {
  const key = ({ product_id, sku_id }) => `${product_id} ${sku_id}`
  const count = (lines, line) => lines.filter(other => key(other) === key(line)).reduce((sum, { quantity }) => sum + quantity, 0)
  return now.filter((line, index) =>
    now.findIndex(other => key(other) === key(line)) === index && count(now, line) > count(before, line))
}
