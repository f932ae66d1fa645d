/** Values as storefronts write them. What cannot be read is `undefined`: nothing is guessed. */

/** An id: text, or a whole number. One that JavaScript could not hold exactly is none any more. */
export function id(value) {
  if (typeof value === "string" && value.trim()) return value.trim()
  if (Number.isSafeInteger(value)) return String(value)
}

export const text = value => (typeof value === "string" && value.trim() ? value : undefined)

/** A whole number, also as text. */
export function whole(value) {
  const number = typeof value === "string" && /^\s*-?\d+\s*$/.test(value) ? +value : value
  if (Number.isSafeInteger(number)) return number
}

/** An amount in major units: a number, or a plain decimal (`"19.00"`). `null` is no amount: it is told on request. */
export function decimal(value) {
  if (typeof value === "number" && Number.isFinite(value)) return value
  if (typeof value === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(value)) return +value
}

/**
 * Whole minor units in major units. It is one division of whole numbers, which is rounded to the nearest number there
 * is: exactly the one that the decimal reads as and prints as.
 * @param digits how many of the digits are behind the point
 */
export function minor(value, digits) {
  const units = whole(value)
  if (units !== undefined) return units / 10 ** digits
}

/** How many digits of `units` are behind the point, when it is the same amount as `amount`. */
export function minorDigits(amount, units) {
  if (amount > 0) return [0, 1, 2, 3, 4].find(digits => minor(units, digits) === amount)
}

/** A moment as orders tell it: ISO 8601 in UTC. */
export function moment(value) {
  const date = new Date(text(value) ?? NaN)
  if (!Number.isNaN(+date)) return date.toISOString()
}
