import { createError } from "../error.js"
import { erase } from "./erase.js"
import { flightsOf } from "./flights.js"
import { STATES } from "./state.js"

/** Changes of consent on a living page. */
export function create(parts) {
  const { consent, link, http, outbox, keep, chunk, bus } = parts
  /** As it was before the page began to wait for this chunk. */
  let current
  let latest

  /** What happened under the old state does not go on under the new one: requests, calls, who the visitor was. */
  function stop() {
    const error = createError({ code: "denied" }, "consent was withdrawn")
    link.fail(error, true)
    for (const controller of flightsOf(parts)) controller.abort(error)
    for (const flight of [...http.flights.keys()]) http.giveUp(flight)
    for (const call of [...outbox.calls.keys()]) {
      outbox.forget(call)
      outbox.heard?.(call)
    }
    parts.forget()
  }

  /** Other tabs hear of it by what is gone again at once. */
  function tell(state) {
    try {
      localStorage.setItem(keep.key("consent"), state)
      localStorage.removeItem(keep.key("consent"))
    } catch {
      // no storage, no other tab that has any
    }
  }

  /**
   * @param asked a state, or what an adapter understands
   * @param known the state before
   * @param heard whether other tabs know already
   */
  async function change(asked, known, heard) {
    const mine = (latest = {})
    const before = current ?? known
    const isState = STATES.includes(asked)
    const state = (current = isState ? asked : "denied")
    let erased
    if (before !== state && (before === "granted" || state === "denied")) stop()
    if (before !== state && before === "granted") erased = erase(parts)
    if (isState && !heard && state !== before) tell(state)
    // Until addresses can be hashed, nothing is kept or sent.
    if (consent.hashes && asked !== "denied") await chunk("emails")
    if (latest !== mine) return erased
    consent.state = state
    if (state === "granted") for (const [call, entry] of outbox.calls) outbox.store(call, entry)
    if (!isState) (await chunk("banners"))(asked, consent.set)
    if (state !== "denied" && state !== before && before !== "anonymous") await parts.open()
    await erased
  }

  return { change, forget: () => erase(parts) }
}
