import { positive, serverOf, withoutSlash } from "./settings.js"

/** A URL longer than this goes out as a POST: proxies and servers in the field cut at about 2,000 bytes. */
const MAX_URL = 2_000

/** What of a message could say who the visitor is. */
const PERSONAL = /"(customer|external_identifier|klaviyo_cookie)"/

/** How long a request may take unless the settings say so, in ms. */
const TIMEOUT = 8_000

/** The path of the endpoint, as errors name it; never a query, which may hold data. */
export const pathOf = ({ endpoints }, order) =>
  order ? withoutSlash(endpoints?.order, "/order/track") : withoutSlash(endpoints?.events, "/ev1")

/**
 * A message of the core as a request: `c` names the visitor, `m` the account. Short messages travel in the query, long
 * ones and whatever could hold personal data in the body.
 * @returns `{order, message, address, url, body, timeout}`: `address` is `url` without the message, and without a `body`
 *   it is a GET
 */
export function toRequest(order, skipPageViews, skipEvents, rid, message, timeout, settings, visitor) {
  const query = { c: visitor, m: settings.account, skipPageViews, skipEvents, rid }
  const given = Object.entries(query).filter(([, value]) => value)
  const encoded = given.map(([name, value]) => `${name}=${encode(value)}`).join("&")
  const address = `${serverOf(settings)}${pathOf(settings, order)}?${encoded}`
  const url = message.length > MAX_URL || order || PERSONAL.test(message) ? address : `${address}&message=${encode(message)}`
  const isQuery = url !== address && url.length <= MAX_URL
  return {
    order,
    message,
    address,
    url: isQuery ? url : address,
    body: isQuery ? undefined : message,
    timeout: timeout || positive(settings.timeout, TIMEOUT),
  }
}

/** It throws where half a character stands alone; an id with such is none. */
function encode(value) {
  try {
    return encodeURIComponent(value)
  } catch {
    return ""
  }
}
