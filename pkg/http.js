/** Why a request has no answer, in the place of its status. */
export const NETWORK = 0
export const TIMEOUT = 1

/** Browsers let 64 KiB outlive the page that sends them, and few requests. */
const MAX_BYTES = 60_000
const MAX_REQUESTS = 15

/**
 * `fetch` with a time limit. Only simple requests are made (no header of ours), so no preflight precedes them.
 *
 * Pages patch `fetch`: it may throw, reject with anything, or resolve with a look-alike, and each of these must
 * end as an ordinary failure.
 * @param fetch the page's, or the one it was configured with, called with address and options: wrappers in the
 *   field know no other form
 */
export function createHttp(fetch) {
  const flights = new Map()
  /** What of the requests under way outlives the page. */
  let bytes = 0
  let count = 0
  /** A page that is left says so before it says that it is hidden. */
  let leaving
  for (const name of ["pagehide", "pageshow"]) globalThis.addEventListener?.(name, () => (leaving = name === "pagehide"))

  /** Ends a request; what comes after is nobody's business any more. */
  function take(id) {
    const flight = flights.get(id)
    flights.delete(id)
    // A timer keeps a server's process alive.
    clearTimeout(flight?.timer)
    if (flight?.keepalive) {
      count--
      bytes -= flight.size
    }
    return flight
  }

  function finish(id, status, body = "") {
    take(id)?.done(status, body)
  }

  const giveUp = id => take(id)?.controller?.abort()

  /**
   * @param done called once with the status and the body
   * @param size of the message in bytes; in an address, it counts for nothing
   */
  async function send(id, { url, address, message, body, timeout }, done, size) {
    const controller = typeof AbortController === "function" ? new AbortController() : undefined
    const timer = setTimeout(() => {
      finish(id, TIMEOUT)
      controller?.abort()
    }, timeout)
    if (!body) size = 0
    const keepalive = bytes + size <= MAX_BYTES && count < MAX_REQUESTS
    if (keepalive) {
      count++
      bytes += size
    }
    flights.set(id, { controller, timer, keepalive, size, done })
    const init = { signal: controller?.signal, keepalive }
    try {
      if ((leaving || globalThis.document?.hidden) && beacon(address, message)) return
      const response = await fetch(url, body == null ? init : { ...init, method: "POST", body })
      const { status } = response
      http.last = response
      const text = await response.text()
      finish(id, status >= 100 ? status : NETWORK, typeof text === "string" ? text : "")
    } catch {
      http.last = undefined
      finish(id, NETWORK)
    }
  }

  const http = { flights, send: (...request) => void send(...request), giveUp }
  return http
}

/** For browsers whose `fetch` ends with the page: the answer is lost, the message is not. */
function beacon(address, message) {
  return !("keepalive" in Request.prototype) && navigator.sendBeacon?.(address, message)
}
