import { TOLD_STATE } from "../outbox.js"
import { snapshot } from "../snapshot.js"
import { token } from "../token.js"

/** What must not be lost: orders and attribution. A view that nobody saw is none. */
const KEPT = /\["(addOrder|setOrder|reportAddToCart|event)"/

/** When it is tried again, in ms after the attempt before. Longer than this, no platform lets a request's work go on. */
const PAUSES = [1000, 4000, 10_000]

/** Calls of one session. What the back end did not take is repeated with the same key as long as the session lives. */
export function createOutbox(link, life) {
  const page = token()
  const calls = new Map()
  let last
  /** What the back end knows of this visitor: see `core::memo`. */
  const known = {}

  function ended(call, told, again, open) {
    const entry = calls.get(call)
    if (!entry) return
    entry.told |= told
    entry.failed ||= !!again
    if (open) return
    if (entry.failed && entry.tries < PAUSES.length) {
      setTimeout(repeat, PAUSES[entry.tries++], call, entry)
    } else {
      calls.delete(call)
      entry.end()
    }
  }

  function repeat(call, entry) {
    entry.failed = false
    const { rid, text, told } = entry
    // What was told since then may have replaced its cart and its customer.
    const now = call === last ? told : told | TOLD_STATE
    // By a session of its own: what the visitor's has said since then is not part of it.
    if (link.run(core => core.submit(call, 1, text, now, rid, true)) === false) entry.end()
  }

  return {
    submit(session, text, told, counts, tell, signal) {
      const call = (last = link.next())
      const rid = `${page}.${call}`
      if (counts && KEPT.test(text)) calls.set(call, { rid, text, told, tries: 0, failed: false, end: life.begin() })
      return link.call(call, core => tell(core.submit(call, session, text, told, rid, false)), signal)
    },
    memo: () => snapshot(known),
    events: {
      ended,
      known(name, value) {
        if (name === "orders") known.orders = { ...known.orders, [value]: 1 }
        else known[name] = value
      },
      /** A page waits for more to tell; a server has said what it has to say. */
      wake: request => queueMicrotask(() => link.run(core => core.wake(request))),
    },
  }
}
