import { readConfig } from "./config.js"
import { createCookies } from "./cookie.js"
import { createDrain } from "./drain.js"
import { createFiles } from "./files.js"
import { admit, corsHeaders, readBody, refuse } from "./guard.js"
import { forbid, isBeacon } from "./message.js"
import { bringHome } from "./settings.js"
import { createUpstream, Down } from "./upstream.js"

/**
 * A handler `(request, context) => Promise<Response>` that makes the library and the back end part of the shop's own
 * domain; see `edge.d.ts`. All it knows of a visitor is in the request.
 */
export function createEdge(options) {
  const config = readConfig(options)
  const files = createFiles(config.files)
  const upstream = createUpstream(config)
  const cookies = createCookies(config.cookie)
  const deliver = entry => upstream.deliver(JSON.parse(entry))
  const waiting = createDrain(config.queue, deliver)

  async function handle(request, context) {
    waiting.later(context)
    const url = new URL(request.url)
    const path = url.pathname.startsWith(config.prefix + "/") ? url.pathname.slice(config.prefix.length) : undefined
    const file = path && (await files.answer(path, request))
    if (file) return file
    const route = path && config.routes.find(({ matches }) => matches(path))
    if (!route) return config.otherwise(request, context)
    const cors = corsHeaders(request, url, config.origins)
    try {
      if (request.method === "OPTIONS" && cors) return new Response(null, { status: 204, headers: cors })
      await admit(request, { cors, route, rateLimit: config.rateLimit, address: config.clientAddress(request, context) })
      const response = await proxy(request, url, { route, path, context })
      for (const [name, value] of Object.entries(cors)) response.headers.set(name, value)
      return response
    } catch (error) {
      if (!(error instanceof Response)) throw error
      for (const [name, value] of Object.entries(cors ?? {})) error.headers.set(name, value)
      return error
    }
  }

  async function proxy(request, url, { route, path, context }) {
    const consent = await config.consent?.(request, context)
    // The page gets what the platform answers when there is nothing to say.
    if (consent === "denied") return route.kind === "read" ? refuse(403, "no consent") : new Response(null, { status: 204 })
    const given = { route, path, method: request.method, query: url.searchParams, body: await readBody(request, config.maxBody) }
    cookies.name(given.query, request)
    const sent = consent === "anonymous" ? forbid(given) : given
    const entry = upstream.entry(sent, request, consent !== "anonymous" && config.clientAddress(request, context), consent)
    try {
      const response = await upstream.send(entry)
      waiting.later(context, true)
      if (route.kind === "read") return await bringHome(response, config, url.origin)
      return route.kind === "events" ? await answered(response, { request, url, sent, consent }) : response
    } catch (error) {
      if (!(error instanceof Down)) throw error
      return accept(entry, sent, error, context)
    }
  }

  /** The answer of the event endpoint, with the visitor's cookie where the visitor is known to have agreed to it. */
  async function answered(response, { request, url, sent, consent }) {
    const text = await response.text()
    const headers = new Headers(response.headers)
    // Where nobody says so, a cookie of the page that its message repeats does: one who must not be tracked and one
    // whose id the page keeps elsewhere are told apart by it.
    const agreed = consent === "granted" || (!consent && cookies.isNamed(sent.query, request))
    const cookie = agreed && response.ok && cookies.renew(text, url)
    if (cookie) headers.append("set-cookie", cookie)
    headers.set("cache-control", "no-store")
    return new Response(response.status === 204 ? null : text, { status: response.status, headers })
  }

  /** Takes what nobody waits for an answer to; what was asked for, and what cannot be kept, fails. */
  async function accept(entry, sent, error, context) {
    if (!isBeacon(sent)) return refuse(error.status, error.message)
    try {
      await config.queue.put(JSON.stringify(upstream.dated(entry, sent.route)))
    } catch {
      return refuse(503, "the queue takes nothing")
    }
    waiting.later(context)
    return Response.json({}, { status: 202 })
  }

  return Object.assign(handle, {
    /** Sends what the queue holds, oldest first, until it is empty or the upstream fails again. */
    drain: waiting.drain,
    /** Delivers one entry of a queue that calls its consumer; rejects when it is to be tried again. */
    deliver,
  })
}
