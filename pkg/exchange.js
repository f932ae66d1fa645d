import { pathOf, toRequest } from "./address.js"
import { isObject, parseAnswer, toActionResponse } from "./answer.js"
import { NETWORK, TIMEOUT } from "./http.js"
import { anonymous } from "./personal.js"
import { snapshot } from "./snapshot.js"

/** What was refused so will be refused again. */
const FINAL = [400, 401, 403, 404, 410, 413, 422]

/** What the core gets in the place of the id of a visitor who must not have one: see `ports::UNTRACKED`. */
const UNTRACKED = "\n"

// How a request ended: see `core::effect::Outcome`.
const FAILED = 0
const REFUSED = 1
const ACCEPTED = 2
const REJECTED = 3

// How the promise of a call ends: see `core::effect::Ending`.
const KNOWN = 1
const FAILURE = 2

/**
 * What goes between the core and the server: requests are addressed, answers read, and the page is told of what went
 * wrong. `host` is what the core asks for.
 * @param http `{send(id, request, done, size), giveUp(id)}`; `done` is called with status and body, `size` is that of
 *   the message in bytes
 * @param visit `{read, remember, isAnonymous}`
 * @param deliver gives an answer to the page: `(answer, call, html, inject, raw)`
 * @param last the last answer that was delivered
 * @param noted called with each event and its JSON
 */
export function createExchange({ settings, bus, link, outbox, http, visit, deliver, last, noted }) {
  /** What became of requests of which the core is just told. */
  const ends = new Map()

  function end(id, { order, message }, status, body) {
    const answer = parseAnswer(body)
    const code = whatFailed(status, answer)
    if (!code) visit.remember(answer.customer)
    const error = code && { code, status: status > TIMEOUT ? status : undefined, path: pathOf(settings, order) }
    ends.set(id, { answer, error })
    const reasons = reasonsOf(answer)
    const errors = reasons.filter(isObject)
    const isRejected = order && errors[0]
    // A status that only repeats what the order's own event says is not told.
    if (code ? !isRejected : reasons[0]) bus.emit("servererror", () => [reasons[0] ? reasons.map(toText) : [toLine(error)]])
    if (isRejected) bus.emit("ordererror", () => [{ payload: JSON.parse(message), response: { errors } }])
    link.run(core => core.answer(id, code ? (isFinal(code, status) ? REFUSED : FAILED) : isRejected ? REJECTED : ACCEPTED))
    // A page's `fetch` may fail at once, while the core is still busy with what sent it.
    queueMicrotask(() => ends.delete(id))
  }

  function emit(name, text) {
    if (own[name]) own[name](...JSON.parse(text))
    else bus.emit(name, () => [JSON.parse(text)])
    noted?.(name, text)
  }

  /** Listeners are told before, and may withdraw consent: then something else stands in the place of this. */
  function send(id, order, skipPageViews, skipEvents, rid, message, size, timeout) {
    if (!order) emit("prerequest", message)
    if (this.send !== send) return
    const told = visit.isAnonymous() ? anonymous(message) : message
    const request = toRequest(order, skipPageViews, skipEvents, rid, told, timeout, settings, visit.read())
    http.send(id, request, (status, body) => end(id, request, status, body), size)
  }

  /** What the core says to the façade alone. */
  const own = {
    ...outbox.events,
    giveup: http.giveUp,
    deliver: (request, ...how) => deliver(ends.get(request).answer, ...how),
    settle(call, request, ending) {
      if (ending === FAILURE) link.settled(call, true, ends.get(request)?.error ?? { code: "aborted", path: pathOf(settings) })
      else link.settled(call, false, ending === KNOWN ? toActionResponse(last() ?? {}, false) : undefined)
    },
  }

  return {
    memo: outbox.memo,
    visitor: () => (visit.isAnonymous() ? UNTRACKED : visit.read() ?? ""),
    send,
    emit,
  }
}

/** Why there is no good answer, as a stable word; nothing when there is one. */
function whatFailed(status, answer) {
  if (status === NETWORK) return "network"
  if (status === TIMEOUT) return "timeout"
  return status < 200 || status > 299 ? "http" : answer ? undefined : "parse"
}

/** Whether no other try will go better. An answer that is none comes from something between; an empty one is one. */
const isFinal = (code, status) => (code === "parse" ? status === 204 || status === 205 : FINAL.includes(status))

/** The reasons the server gave: texts, and objects that reject an order. */
const reasonsOf = answer => [].concat(answer?.errors ?? []).filter(reason => typeof reason === "string" || isObject(reason))

/** What is told where the server gave no reason of its own. */
const toLine = ({ code, status }) => (status ? `${code} ${status}` : code)

const toText = reason => (isObject(reason) ? snapshot(reason) : reason)
