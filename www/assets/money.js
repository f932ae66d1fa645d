// Prices as the server shows them. Amounts are counted in minor units (cents), so that sums
// are exact; only what is shown or sent is in major units.

const SIGNS = { EUR: "€", USD: "$" }

/** `formatMinor(123450, "EUR")` → `€1,234.50`. */
export function formatMinor(minor, currency) {
  const sign = minor < 0 ? "−" : ""
  const digits = String(Math.abs(Math.trunc(minor))).padStart(3, "0")
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")
  return `${sign}${SIGNS[currency] ?? `${currency} `}${whole}.${digits.slice(-2)}`
}

/** `formatMajor(123.45, "EUR")` → `€123.45`; empty when `major` is no number. */
export function formatMajor(major, currency) {
  return Number.isFinite(major) ? formatMinor(Math.round(major * 100), currency) : ""
}
