/** The first pause and the longest, in ms. */
const BASE = 1_000
const CAP = 300_000

/** A server that asks for more patience than this, in ms, is not taken at its word. */
const MAX_ASKED = 3_600_000

/**
 * When to try again: exponential with full jitter, so that the pages of a shop do not come back all at once. One for
 * the one server a page talks to, measured by the timer and never by the clock of the device.
 */
export function createBackoff() {
  let failures = 0
  let until = 0

  return {
    /** How long to wait now, in ms. */
    pause: () => Math.max(0, until - performance.now()),

    succeeded() {
      failures = until = 0
    },

    /** @param response what the server said, if it did */
    failed(response) {
      const jitter = Math.random() * Math.min(CAP, BASE * 2 ** failures++)
      until = performance.now() + Math.max(jitter, asked(response))
    },

    /** The network is back. */
    reset() {
      until = 0
    },
  }
}

/** How long the server asks to wait, in ms: in seconds, or until a date by its own clock. */
export function asked(response) {
  const header = name => {
    try {
      return response.headers.get(name) ?? ""
    } catch {
      // a look-alike of a response
      return ""
    }
  }
  const after = header("retry-after").trim()
  const wait = /^\d+$/.test(after) ? after * 1_000 : Date.parse(after) - (Date.parse(header("date")) || Date.now())
  return Math.min(Math.max(wait || 0, 0), MAX_ASKED)
}
