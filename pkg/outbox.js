import { snapshot } from "./snapshot.js"
import { token } from "./token.js"

/** Calls are kept below this name; their idempotency key follows. */
export const KEPT = "o."

/** How long another tab may take for a call before this one looks after it, in ms: longer than a request may. */
const PATIENCE = 9_000

/** When to try again to load what repeats calls, in ms. */
const AGAIN = 20_000

/** What the server knows: `{cart: [token, time], customer: [1, time], orders: {number: time}}`, times in ms. */
const TOLD = "told"

/** A visit on the server lasts 30 minutes; what was told is told again before that, in ms. */
const FRESH = 25 * 60_000

/** How long an order stays known, in ms. */
const ORDER_LIFETIME = 30 * 86_400_000

/** Whether `at` is less than `span` from now, by a clock that may have been set meanwhile. */
const isWithin = (span, at) => Number.isFinite(at) && Math.abs(Date.now() - at) < span

/** The session of calls that are repeated. */
const REPLAYS = 0xffffffff

const nothing = () => {}
/** In a sandboxed frame the mere question throws. */
function hasDatabase() {
  try {
    return !!globalThis.indexedDB
  } catch {
    return false
  }
}

const on = (name, listener) => globalThis.addEventListener?.(name, listener)

/**
 * Calls that change something on the server. Each is kept on the device before it is sent and until its answer is
 * final, so that nothing is lost when the page is left, the server is down or the core stops. What repeats them is
 * a chunk, for the pages where something went wrong.
 * @param recover loads that chunk
 */
export function createOutbox({ link, keep, recover }) {
  const page = token()
  /** The calls that are not final, by number: `{rid, text, told, at}`. */
  const calls = new Map()
  let release
  let suspended
  let timer

  /** As long as this page lives and has open calls, no other looks after them. No longer: a page that holds a lock
   * is not kept for the way back. */
  function hold() {
    if (release || suspended || !calls.size) return
    const held = new Promise(resolve => (release = resolve))
    globalThis.navigator?.locks?.request(page, () => held).catch(nothing)
  }

  function letGo() {
    release?.()
    release = undefined
  }

  function store(call, entry) {
    const { text, told, at, tries } = entry
    calls.set(call, entry)
    entry.loose = !keep.set(KEPT + entry.rid, { text, told, at, tries })
    if (entry.loose && hasDatabase() && keep.allowed()) look()
    hold()
  }

  function forget(call) {
    const entry = calls.get(call)
    keep.remove(KEPT + entry.rid)
    calls.delete(call)
    outbox.forgotten?.(entry)
    if (!calls.size) letGo()
  }

  const look = () => recover().then(chunk => chunk.look(), () => setTimeout(look, AGAIN)?.unref?.())
  const wake = request => link.ask(core => core.wake(request), nothing)

  /** Looks after the calls of pages that are gone. */
  function check() {
    if (keep.get("more") || keep.names(KEPT).some(name => !name.startsWith(KEPT + page))) look()
  }

  const outbox = {
    page,
    calls,
    store,
    forget,
    hold,

    /** Hands an action over; `tell` gets what it has told by then. What `counts` for nothing is not kept. */
    submit(session, text, told, counts, tell, signal) {
      const call = link.next()
      const rid = `${page}.${call}`
      if (counts) store(call, { rid, text, told, at: Date.now() })
      return link.call(call, core => tell(core.submit(call, session, text, told, rid, false), call), signal)
    },

    replay(call, { rid, text, told }) {
      link.run(core => core.submit(call, REPLAYS, text, told, rid, true))
    },

    /** The core is there. */
    start() {
      check()
      on("storage", ({ key, newValue }) => {
        if (!newValue || !key?.startsWith(keep.key(KEPT))) return
        clearTimeout(timer)
        timer = setTimeout(check, PATIENCE)
      })
    },

    /** What of that still counts, and whether the visitor must not be tracked. */
    memo(anonymous) {
      const { cart, customer, orders } = keep.get(TOLD) ?? {}
      const fresh = entry => (isWithin(FRESH, entry?.[1]) ? entry[0] : undefined)
      return snapshot({
        anonymous,
        cart: fresh(cart),
        customer: fresh(customer),
        orders: Object.fromEntries(Object.entries(orders ?? {}).filter(([, at]) => isWithin(ORDER_LIFETIME, at))),
      })
    },

    /** What the core says to the façade alone, by the names of its events. */
    events: {
      ended([call, told, again, open]) {
        const entry = calls.get(call)
        if (!entry) return
        entry.told |= told
        entry.failed ||= again
        if (open) return
        if (entry.failed) {
          store(call, entry)
          look()
        } else forget(call)
        outbox.heard?.(call, calls.get(call))
      },
      /** What the server knows by now; `name` is `cart`, `customer` or `orders`. */
      known([name, value]) {
        const told = { ...keep.get(TOLD) }
        if (name === "orders") told.orders = { ...told.orders, [value]: Date.now() }
        else told[name] = [value, Date.now()]
        keep.set(TOLD, told)
      },
      wake: ([request, wait]) => void setTimeout(wake, wait, request),
    },
  }

  on("pagehide", () => {
    suspended = true
    wake(0)
    for (const entry of calls.values()) entry.shared = true
    letGo()
  })
  on("pageshow", () => {
    suspended = false
    hold()
  })
  globalThis.document?.addEventListener?.("visibilitychange", () => document.hidden && wake(0))
  return outbox
}
