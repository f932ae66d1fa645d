import { createError } from "../error.js"
import { memoryQueue } from "./memory.js"
import { memoryRateLimit } from "./rate.js"

/** Largest body that is taken, in bytes: that of the largest cart the platform takes, and then some. */
const MAX_BODY = 256 * 1024

/** The options of `createEdge` with what they leave out. */
export function readConfig({
  upstream = "https://connect.nosto.com", searchUpstream = "https://search.nosto.com", endpoints = {}, prefix = "", files, origins = [],
  cookie = {}, consent, clientAddress = () => undefined, forwardUserAgent = true, maxBody = MAX_BODY, rateLimit, queue = memoryQueue(),
  timeout = 8000, fetch = (...request) => globalThis.fetch(...request), otherwise = () => new Response("not found", { status: 404 }),
} = {}) {
  if (cookie.httpOnly && !consent) {
    // The page's script no longer says who is tracked, so somebody else has to.
    throw createError({ code: "config", path: "consent" }, "is needed with cookie.httpOnly")
  }
  return {
    upstream: origin("upstream", upstream),
    searchUpstream: origin("searchUpstream", searchUpstream),
    prefix: prefix.replace(/\/$/, ""),
    routes: routesOf(endpoints),
    // Whom to count is only known where the address is.
    rateLimit: rateLimit ?? memoryRateLimit(),
    files, origins, cookie, consent, clientAddress, forwardUserAgent, maxBody, queue, timeout, fetch, otherwise,
  }
}

function origin(path, url) {
  try {
    return new URL(url).href.replace(/\/$/, "")
  } catch {
    throw createError({ code: "config", path })
  }
}

/**
 * What is passed on. `events` and `order` tell of the visitor, `tell` are further analytics, `ask` are questions of a
 * page, `read` is the same for everybody.
 */
function routesOf({ events = "/ev1", order = "/order/track" }) {
  const exactly = wanted => path => path === wanted
  const below = folder => path => path.startsWith(folder)
  return [
    { kind: "events", methods: ["GET", "POST"], matches: exactly(events) },
    { kind: "order", methods: ["POST"], matches: exactly(order) },
    { kind: "tell", methods: ["POST"], matches: below("/analytics/") },
    { kind: "ask", methods: ["POST"], matches: below("/overlay/") },
    { kind: "ask", methods: ["POST"], matches: exactly("/v1/graphql"), search: true },
    { kind: "read", methods: ["GET", "HEAD"], matches: below("/include/") },
    { kind: "read", methods: ["GET", "HEAD"], matches: below("/settings/") },
    { kind: "read", methods: ["GET", "HEAD"], matches: below("/script/") },
  ]
}
