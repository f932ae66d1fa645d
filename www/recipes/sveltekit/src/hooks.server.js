import { env } from "$env/dynamic/private"
import { createEdge } from "vitrine/edge"
import { createSession } from "vitrine/headless"

const account = env.VITRINE_ACCOUNT ?? "demo"
const server = env.VITRINE_SERVER ?? "http://127.0.0.1:4173"

/** The library's back end on the shop's own domain, below `/v`. */
const edge = createEdge({ upstream: server, prefix: "/v" })

/** The visitor's session for one request, as `locals.session`. */
export async function handle({ event, resolve }) {
  const { request, url, locals } = event
  if (url.pathname.startsWith("/v/")) return edge(request)
  const { cookie: cookies, referer: referrer, "user-agent": userAgent } = Object.fromEntries(request.headers)
  locals.account = account
  locals.session = await createSession({ account, server, url, cookies, referrer, userAgent, clientAddress: event.getClientAddress() })
  const response = await resolve(event)
  for (const cookie of locals.session.setCookies()) response.headers.append("set-cookie", cookie)
  response.headers.set("cache-control", "private, no-store")
  // Waits for what was begun, as results that are still streamed.
  locals.session.close()
  return response
}
