/** The upstream could not be reached, or somebody in front of it said so. */
export class Down extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** Said by proxies for servers that do not answer. */
const DOWN = [502, 503, 504]

/** Worth another try later; any other refusal is final. */
const LATER = [408, 425, 429, 500, ...DOWN]

/** What of an answer concerns the page. Cookies of another domain do not. */
const RETURNED = ["content-type", "cache-control", "etag", "last-modified", "retry-after"]

/** Requests to the servers behind the shop's domain. */
export function createUpstream({ upstream, searchUpstream, forwardUserAgent, timeout, fetch }) {
  async function ask({ base, path, query, method, body, headers }) {
    try {
      return await fetch(`${base}${path}${query && `?${query}`}`, {
        method, headers, body: /GET|HEAD/.test(method) ? undefined : (body ?? ""), redirect: "manual", signal: AbortSignal.timeout(timeout),
      })
    } catch (error) {
      throw error?.name === "TimeoutError" ? new Down(504, "the upstream did not answer in time") : new Down(502, "the upstream could not be reached")
    }
  }

  return {
    /** A request as it is sent, now or later: plain data. No cookie of the shop is in it. */
    entry({ route, path, method, query, body }, request, address, consent) {
      const headers = {}
      const pass = name => {
        const value = request.headers.get(name)
        if (value) headers[name] = value
      }
      for (const name of ["content-type", "accept", "accept-language", "authorization"]) pass(name)
      if (forwardUserAgent) pass("user-agent")
      if (address) headers["x-forwarded-for"] = address
      if (consent === "anonymous") headers["x-nosto-optout"] = "1"
      return { base: route.search ? searchUpstream : upstream, path, query: String(query), method, body, headers }
    },

    /** The upstream's answer for the page. @throws {Down} */
    async send(entry) {
      const response = await ask(entry)
      if (DOWN.includes(response.status)) {
        await response.body?.cancel()
        throw new Down(response.status, "the upstream is down")
      }
      const headers = new Headers()
      for (const name of RETURNED) if (response.headers.has(name)) headers.set(name, response.headers.get(name))
      return new Response(response.status === 204 || response.status === 304 ? null : response.body, { status: response.status, headers })
    },

    /** The entry with the time it is about, for a message that will arrive late. */
    dated(entry, route) {
      if (route.kind !== "events") return entry
      const date = text => (/"event_date":/.test(text) ? text : text.replace(/^\{\s*(\}?)/, (_, end) => `{"event_date":"${new Date().toISOString()}"${end || ","}`))
      const query = new URLSearchParams(entry.query)
      if (query.has("message")) query.set("message", date(query.get("message")))
      return { ...entry, query: String(query), body: entry.body && date(entry.body) }
    },

    /** Sends an entry that waited; rejects when it should wait longer. Its key makes a repetition count once. */
    async deliver(entry) {
      const response = await ask(entry)
      await response.body?.cancel()
      if (LATER.includes(response.status)) throw new Down(response.status, "the upstream is down")
    },
  }
}
