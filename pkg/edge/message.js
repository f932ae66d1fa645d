import { anonymous as strip } from "../personal.js"

/** The same request without what a visitor who must not be tracked has not agreed to. */
export function forbid({ query, body, ...request }) {
  const anonymous = new URLSearchParams(query)
  anonymous.delete("c")
  anonymous.delete("customer")
  if (anonymous.has("message")) anonymous.set("message", strip(anonymous.get("message")))
  return { ...request, query: anonymous, body: body && strip(body) }
}

/**
 * Whether nobody waits for more than a receipt: orders, analytics, and messages that tell something and want nothing
 * back. Not those with a cart or a customer: delivered later, they would undo what the visitor says meanwhile. The page
 * keeps them, and sees to it that the last one stays the last.
 */
export function isBeacon({ route, query, body }) {
  if (route.kind !== "events") return route.kind === "order" || route.kind === "tell"
  if (query.get("skipEvents") === "true" && query.get("skipPageViews") === "true") return false
  try {
    const { elements, cart, customer } = JSON.parse(body || query.get("message") || "{}")
    return !(elements?.length || cart || customer)
  } catch {
    return false
  }
}
