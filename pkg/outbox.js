import { MAX_WAITING } from "./link.js"
import { snapshot } from "./snapshot.js"
import { token } from "./token.js"

/** Calls are kept below this name; their idempotency key follows. */
export const KEPT = "o."

/** Set where calls are in the database, so that a page knows without opening it; for the tab alone where there is no
 * room for it. */
export const MORE = "more"

/** A page that lives and has open calls holds a lock: this and its token, which may begin with a dash, as no lock may. */
export const LIVES = "vitrine/"

/** What the server has of a call for good: its events, its order, and what it tells of cart and customer. */
export const ARRIVED = 3
export const TOLD_STATE = 4

/** Calls that tell a cart or a customer, of which the youngest counts. It may say so of one that does not. */
const TELLS = /"(setCart|setCustomer)"|"(cart|customer)":/

/** The name below which a page keeps the time of its first call, and the latest that may be, in ms since 1970. */
const LATEST = "at"
const MAX_TIME = 1e15

/** Who is answered sooner, in ms, needs no lock: other pages leave a call of that age to its own. */
const SOON = 500

/** How long another tab may take for a call before this one looks after it, in ms: as long as a request may. */
const PATIENCE = 8_000

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
  let page
  /** The calls that are not final, by number: `{rid, text, told, at}`. */
  const calls = new Map()
  /** The time of the last call of this page, and how far its calls are ahead of what the page counts since its begin. */
  let latest = 0
  let ahead
  let release
  let holding
  let suspended
  let timer

  /** Names this page among all; a start without calls does not wait for the first random bytes of the browser. */
  const me = () => (page ??= token())

  /** As long as this page lives and has open calls, no other looks after them. No longer: a page that holds a lock
   * is not kept for the way back. */
  function hold() {
    holding = undefined
    if (release || suspended || !calls.size || !keep.allowed()) return
    const held = new Promise(resolve => (release = resolve))
    globalThis.navigator?.locks?.request(LIVES + me(), () => held).catch(nothing)
  }

  /** Asking for a lock takes longer than all else of a call, and most calls end at once. A page that nobody sees has slow
   * timers. */
  function holdSoon() {
    if (globalThis.document?.hidden) hold()
    else holding ??= setTimeout(hold, SOON)
  }

  function letGo() {
    release?.()
    release = undefined
  }

  /** Now, but later than any call that may still have to be told, and than the last one, even if the clock was set back:
   * before the first call, or since. */
  function time() {
    const now = performance.now()
    if (!latest) {
      for (const { at } of [{ at: keep.get(LATEST) }, ...calls.values(), ...foreign()]) if (at < MAX_TIME) latest = Math.max(latest, at)
      ahead = latest - now
      keep.set(LATEST, Math.max(latest, Date.now()))
    }
    // After a sleep of the device, it is the clock that is right.
    ahead = Math.max(ahead, Date.now() - now)
    return (latest = Math.max(latest + 1, Math.round(now + ahead)))
  }

  function write(entry) {
    const { text, told, at, sent } = entry
    entry.loose = !keep.set(KEPT + entry.rid, { text, told, at, sent })
    if (entry.loose && keep.allowed() && hasDatabase()) look()
  }

  function store(call, entry) {
    calls.set(call, entry)
    write(entry)
    holdSoon()
  }

  function drop(call) {
    calls.delete(call)
    if (!calls.size) letGo()
  }

  function forget(call) {
    const entry = calls.get(call)
    keep.remove(KEPT + entry.rid)
    drop(call)
    outbox.forgotten?.(entry)
  }

  const hasMore = () => keep.get(MORE) || keep.session.get(MORE)

  /** What is kept of calls that are not open here: of other pages, or arrived. */
  function foreign() {
    const open = [...calls.values()].map(({ rid }) => KEPT + rid)
    return keep.names(KEPT).filter(name => !open.includes(name)).map(name => keep.get(name) ?? {})
  }

  const tells = ({ text }) => TELLS.test(text)

  /** Whether the server may hear of another cart or customer yet than that of `entry`, and not by a call of this page
   * that waits for its turn: from another page, or by one that failed, which may have carried any. Those that wait
   * count as well if it is to be `alone`. */
  function isContested(entry, alone) {
    return (
      (!outbox.looked && hasMore()) ||
      [...calls.values()].some(other => other !== entry && (other.failed || (alone && tells(other)))) ||
      foreign().some(tells)
    )
  }

  /** All of a call has arrived. What it tells is kept as long as an older call may still replace it. */
  function finish(call, entry) {
    // Where it is kept no longer, another page has looked after it.
    if (!tells(entry) || !(entry.bare || isContested(entry)) || !keep.get(KEPT + entry.rid)) return forget(call)
    entry.told |= ARRIVED
    drop(call)
    write(entry)
    look()
  }

  const look = () => recover().then(chunk => chunk.look(), lookAgain)

  function lookAgain() {
    setTimeout(look, AGAIN)?.unref?.()
    on("online", look)
  }

  const wake = request => link.ask(core => core.wake(request), nothing)

  /** Looks after the calls of pages that are gone. */
  function check() {
    if (hasMore() || keep.names(KEPT).some(name => !name.startsWith(KEPT + me()))) look()
  }

  const outbox = {
    me,
    calls,
    store,
    write,
    forget,
    isContested,
    tells,

    /** Hands an action over; `tell` gets what it has told by then. What `counts` for nothing is not kept. */
    submit(session, text, told, counts, tell, signal) {
      const call = link.next()
      const rid = `${me()}.${call}`
      if (counts && (keep.allowed() || calls.size < MAX_WAITING)) store(call, { rid, text, told, at: time() })
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

    /** What of that still counts. */
    memo() {
      const { cart, customer, orders } = keep.get(TOLD) ?? {}
      const fresh = entry => (isWithin(FRESH, entry?.[1]) ? entry[0] : undefined)
      return snapshot({
        cart: fresh(cart),
        customer: fresh(customer),
        orders: Object.fromEntries(Object.entries(orders ?? {}).filter(([, at]) => isWithin(ORDER_LIFETIME, at))),
      })
    },

    /** What the core says to the façade alone, by the names of its events. */
    events: {
      ended(call, told, again, open) {
        const entry = calls.get(call)
        if (!entry) return
        entry.told |= told
        entry.failed ||= again
        if (open) return
        if (entry.failed) {
          store(call, entry)
          look()
        } else finish(call, entry)
        outbox.heard?.(call, calls.get(call))
      },
      /** What the server knows by now; `name` is `cart`, `customer` or `orders`. */
      known(name, value) {
        const told = { ...keep.get(TOLD) }
        if (name === "orders") told.orders = { ...told.orders, [value]: Date.now() }
        else told[name] = [value, Date.now()]
        keep.set(TOLD, told)
      },
      wake: (request, wait) => void setTimeout(wake, wait, request),
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
  globalThis.document?.addEventListener?.("visibilitychange", () => {
    if (!document.hidden) return
    hold()
    wake(0)
  })
  return outbox
}
