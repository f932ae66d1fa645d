import { ARRIVED } from "../outbox.js"

/** Whether all of a call has arrived but what it tells of cart and customer, which an older one may have replaced. */
export const hasArrived = ({ told }) => (told & ARRIVED) === ARRIVED

/** Who was called first. */
export const byTime = (one, other) => one.at - other.at

/** A message that a page wrote itself names its cart as the server does. */
const linesOfMessage = ({ cart: items, cart_hash: hcid, customer }) => [
  ["setCart", items && { items, hcid }],
  ["setCustomer", customer],
]

/** What a call says of cart and customer, as setters of a session. */
function linesOf(text) {
  try {
    const [setters, , , ...verbs] = JSON.parse(text)
    return [...setters, ...verbs].flatMap(([verb, value]) =>
      verb === "message" ? linesOfMessage(value) : /^setC(art|ustomer)$/.test(verb) ? [[verb, value]] : [])
  } catch {
    // another script wrote it
    return []
  }
}

/** A call that tells of cart and customer what `entries`, oldest first, say in the end; nothing where they say nothing. */
export function inOne(entries) {
  const lines = entries.flatMap(({ text }) => linesOf(text)).filter(([, value]) => value != null)
  return lines.length && { text: JSON.stringify([lines, {}, { skipPageViews: true, update: true }]), at: entries[entries.length - 1].at }
}
