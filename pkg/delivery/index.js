import { KEPT } from "../outbox.js"
import { createBackoff } from "./backoff.js"
import { createDatabase } from "./database.js"
import { isEntry, isKey, pageOf, readAll, within } from "./entries.js"
import { exclusively, livePages, sleep } from "./lock.js"

/** A page that is just leaving holds no lock any more, and its requests are still on their way, in ms. */
const LEAVING = 1_500

/** Without locks: a call that is older than this, in ms, belongs to nobody, for requests end before. */
const ABANDONED = 10_000

/** Set where calls are in the database, so that a page knows without opening it. */
const MORE = "more"

/** Repeats calls that did not arrive: of this page when they failed, of others when those are gone. */
export function create({ bus, settings, keep, http, outbox }) {
  const { calls, page } = outbox
  const backoff = createBackoff()
  const database = createDatabase(settings.account, keep.allowed)
  const waiting = new Map()
  let adopted = 0
  let repeating
  let adopting
  let wake

  globalThis.addEventListener?.("online", () => {
    backoff.reset()
    wake?.()
    look()
  })

  /** A call ended for now: `entry` is there still if it failed. */
  outbox.heard = (call, entry) => {
    if (entry) {
      backoff.failed(http.last)
    } else {
      backoff.succeeded()
      wake?.()
    }
    waiting.get(call)?.()
    waiting.delete(call)
  }

  outbox.forgotten = ({ rid, loose }) => loose && database.remove(rid)

  /** The oldest call that failed. Those of other pages have lower numbers. */
  const oldest = () => Math.min(...[...calls].filter(([, { failed }]) => failed).map(([call]) => call))

  async function repeat(call) {
    await Promise.race([sleep(backoff.pause()), new Promise(resolve => (wake = resolve))])
    const entry = calls.get(call)
    if (!entry) return
    // While this page was out of sight, another may have looked after it.
    if (entry.shared && keep.get(KEPT + entry.rid) === undefined) return outbox.forget(call)
    entry.failed = false
    entry.tries = (entry.tries ?? 1) + 1
    const ended = new Promise(resolve => waiting.set(call, resolve))
    outbox.replay(call, entry)
    await ended
  }

  /** Repeats what failed, one by one: while a server is down, each try is the one that finds out. */
  async function repeatAll() {
    for (let call; (call = oldest()) < Infinity; ) await repeat(call)
  }

  const repeatFailed = () => (repeating ??= repeatAll().finally(() => (repeating = undefined)))

  /** Drops what is too much, and says so. */
  function limit(entries) {
    const { kept, dropped } = within(entries, settings.outbox)
    for (const { rid } of dropped) {
      keep.remove(KEPT + rid)
      database.remove(rid)
    }
    if (dropped.length) bus.emit("diagnostic", () => [[{ path: "outbox", problem: `dropped ${dropped.length}` }]])
    return kept
  }

  /** Calls of pages that are gone. */
  async function abandoned() {
    const live = await livePages()
    const known = new Set([...calls.values()].map(({ rid }) => rid))
    const isAbandoned = ({ rid, at }) =>
      pageOf(rid) !== page && !known.has(rid) && (live ? !live.has(pageOf(rid)) : Math.abs(Date.now() - at) > ABANDONED)
    const loose = (await database.all()).filter(entry => isEntry(entry) && isKey(entry.rid))
    keep.remove(MORE)
    return limit([...readAll(keep), ...loose.map(entry => ({ ...entry, loose: true }))]).filter(isAbandoned)
  }

  async function adoptAll() {
    const found = await abandoned()
    if (!found.length) return
    const isYoung = ({ at }) => Math.abs(Date.now() - at) < LEAVING
    if (found.some(isYoung)) await sleep(LEAVING)
    const entries = await abandoned()
    // Meanwhile consent may have been withdrawn.
    if (keep.allowed()) for (const entry of entries) calls.set(++adopted, { ...entry, failed: true })
    await repeatFailed()
  }

  /** One page at a time looks after the others' calls. */
  const adopt = () =>
    (adopting ??= exclusively(`vitrine.${settings.account}`, page, keep, adoptAll).finally(() => (adopting = undefined)))

  /** Something is left to do, or may be. */
  function look() {
    for (const entry of calls.values()) {
      if (!entry.loose || !keep.allowed()) continue
      database.put({ ...entry })
      keep.set(MORE, 1)
    }
    repeatFailed()
    if (keep.allowed()) adopt()
  }

  return { look }
}
