/** Why a request has no answer, in the place of its status. */
const NETWORK = 0
const TIMEOUT = 1

/**
 * `fetch` with a time limit. Only simple requests are made (no header of ours), so no preflight precedes them.
 *
 * Pages patch `fetch`: it may throw, reject with anything, or resolve with a look-alike, and each of these must
 * end as an ordinary failure.
 * @param fetch the page's, or the one it was configured with, called with address and options: wrappers in the
 *   field know no other form
 * @param done called once per request with its id, the status, and the body
 */
export function createHttp(fetch, done) {
  const flights = new Map()

  /** Ends a request; what comes after is nobody's business any more. */
  function take(id) {
    const flight = flights.get(id)
    flights.delete(id)
    // A timer keeps a server's process alive.
    clearTimeout(flight?.timer)
    return flight
  }

  function finish(id, status, body = "") {
    if (take(id)) done(id, status, body)
  }

  const giveUp = id => take(id)?.controller?.abort()

  async function send(id, url, body, timeout) {
    const controller = typeof AbortController === "function" ? new AbortController() : undefined
    const timer = setTimeout(() => {
      finish(id, TIMEOUT)
      controller?.abort()
    }, timeout)
    flights.set(id, { controller, timer })
    const init = { signal: controller?.signal }
    try {
      const response = await fetch(url, body == null ? init : { ...init, method: "POST", body })
      const { status } = response
      const text = await response.text()
      finish(id, status >= 100 ? status : NETWORK, typeof text === "string" ? text : "")
    } catch {
      finish(id, NETWORK)
    }
  }

  return { send: (...request) => void send(...request), giveUp }
}
