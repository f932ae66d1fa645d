/** Members of a message that say who the visitor is. */
const PERSONAL = ["customer", "cart_hash", "restore_link", "external_identifier", "klaviyo_cookie", "mail_ref", "mail_type"]

/** Members of an order's `info` that say who ordered. */
const ORDERED_BY = ["email", "first_name", "last_name", "phone", "post_code", "newsletter"]

/** The same request without what a visitor who must not be tracked has not agreed to. */
export function forbid({ query, body, ...request }) {
  const anonymous = new URLSearchParams(query)
  anonymous.delete("c")
  anonymous.delete("customer")
  if (anonymous.has("message")) anonymous.set("message", strip(anonymous.get("message")))
  return { ...request, query: anonymous, body: body && strip(body) }
}

/** What cannot be read cannot be cleaned, and is not passed on. */
function strip(text) {
  try {
    const message = JSON.parse(text)
    for (const member of PERSONAL) delete message[member]
    for (const member of ORDERED_BY) delete message.info?.[member]
    return JSON.stringify(message)
  } catch {
    return "{}"
  }
}

/**
 * Whether nobody waits for more than a receipt: orders, analytics, and messages that tell something and want nothing
 * back.
 */
export function isBeacon({ route, query, body }) {
  if (route.kind !== "events") return route.kind === "order" || route.kind === "tell"
  if (query.get("skipEvents") === "true" && query.get("skipPageViews") === "true") return false
  try {
    return !JSON.parse(body || query.get("message") || "{}").elements?.length
  } catch {
    return false
  }
}
