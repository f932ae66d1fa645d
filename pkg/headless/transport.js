import { NETWORK, TIMEOUT } from "../http.js"

/**
 * The requests of a session, made for its visitor: with the browser's name, with the visitor's address where that is
 * given, and with the platform's mark for those who must not be tracked.
 */
export function createTransport({ fetch, userAgent, clientAddress, consent }, visit, life) {
  const flights = new Map()

  const headers = () => ({
    ...(userAgent && { "user-agent": userAgent }),
    ...(clientAddress && { "x-forwarded-for": clientAddress }),
    ...(visit.isDoNotTrack() && { "x-nosto-optout": "1" }),
  })

  async function ask(url, body, signal) {
    // Without consent nothing leaves; calls end as if there were nothing to recommend.
    if (consent === "denied") return { status: 204, text: "" }
    const init = { signal, headers: headers(), ...(body != null && { method: "POST", body }) }
    const response = await (fetch ?? globalThis.fetch)(url, init)
    return { status: response.status, text: await response.text() }
  }

  function take(id) {
    const flight = flights.get(id)
    flights.delete(id)
    clearTimeout(flight?.timer)
    return flight
  }

  function finish(id, status, text = "") {
    const flight = take(id)
    if (!flight) return
    flight.done(status, text)
    flight.end()
  }

  function giveUp(id) {
    const flight = take(id)
    flight?.controller.abort()
    flight?.end()
  }

  /** @param done called once with the status and the body */
  async function send(id, { url, body, timeout }, done) {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      finish(id, TIMEOUT)
      controller.abort()
    }, timeout)
    flights.set(id, { controller, timer, done, end: life.begin() })
    try {
      const { status, text } = await ask(url, body, controller.signal)
      finish(id, status, text)
    } catch {
      finish(id, NETWORK)
    }
  }

  return { send: (...request) => void send(...request), giveUp }
}
