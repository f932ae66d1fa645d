import { KEPT, LIVES, MORE, TOLD_STATE } from "../outbox.js"
import { createBackoff } from "./backoff.js"
import { createDatabase } from "./database.js"
import { isEntry, isKey, pageOf, readAll, within } from "./entries.js"
import { exclusively, lockNames, sleep } from "./lock.js"
import { byTime, hasArrived, inOne } from "./state.js"

/** A page that is just leaving holds no lock any more, and its requests are still on their way; one that has just told
 * its call holds none yet. In ms. */
const LEAVING = 1_500

/** Without locks: a call that was not told for so long, in ms, belongs to nobody. Should its page live after all, both
 * tell it with one key. */
const ABANDONED = 5_000

/** How often to see whether pages with calls of their own still live, in ms. */
const WATCH = 4_000

/** Whether a call was told, or told again, less than `span` before `now`, in ms. */
const isYoung = ({ at, sent = at }, span, now = Date.now()) => Math.abs(now - Math.max(at, sent)) < span

/** Repeats calls that did not arrive: of this page when they failed, of others when those are gone. */
export function create({ bus, settings, keep, http, outbox }) {
  const { calls } = outbox
  const page = outbox.me()
  const backoff = createBackoff()
  const database = createDatabase(settings.account, keep.allowed)
  const waiting = new Map()
  /** The keys of the calls of others that were looked after here. A storage that forgets nothing starts no circle. */
  const taken = new Set()
  /** Calls of this page have higher numbers. */
  let adopted = 0
  /** When it was asked last who lives. */
  let asked
  let repeating
  let adopting
  let watching
  let again
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

  outbox.forgotten = ({ rid, placed }) => placed && database.remove(rid)

  // The failure for which this was loaded.
  if ([...calls.values()].some(({ failed }) => failed)) backoff.failed(http.last)

  /** The oldest call that failed. */
  const oldest = () => Math.min(...[...calls].filter(([, { failed }]) => failed).map(([call]) => call))

  async function repeat(call) {
    await Promise.race([sleep(backoff.pause()), new Promise(resolve => (wake = resolve))])
    const entry = calls.get(call)
    if (!entry) return
    // While this page was out of sight, another may have looked after it.
    if (entry.shared && keep.get(KEPT + entry.rid) === undefined) return outbox.forget(call)
    entry.failed = false
    // While others tell a cart or a customer too, it is not known which of them the server hears last.
    entry.bare = !!outbox.isContested(entry, true)
    // A page that finds this call sees that it is under way.
    entry.sent = Date.now()
    if (!entry.loose) outbox.write(entry)
    const ended = new Promise(resolve => waiting.set(call, resolve))
    outbox.replay(call, { ...entry, told: entry.told | (entry.bare && TOLD_STATE) })
    await ended
  }

  /** Repeats what failed, one by one: while a server is down, each try is the one that finds out. */
  async function repeatAll() {
    for (let call; (call = oldest()) < Infinity; ) await repeat(call)
  }

  const repeatFailed = () => (repeating ??= repeatAll().finally(() => (repeating = undefined)))

  function discard({ rid }) {
    keep.remove(KEPT + rid)
    database.remove(rid)
  }

  /** Drops what is too much, and says so. */
  function limit(entries) {
    const { kept, dropped } = within(entries, settings.outbox)
    dropped.forEach(discard)
    if (dropped.length) bus.emit("diagnostic", () => [[{ path: "outbox", problem: `dropped ${dropped.length}` }]])
    return kept
  }

  /** Calls of pages that are gone. */
  async function abandoned() {
    asked = Date.now()
    const locks = await lockNames()
    const isAbandoned = entry =>
      !hasArrived(entry) &&
      pageOf(entry.rid) !== page &&
      !taken.has(entry.rid) &&
      (locks ? !locks.has(LIVES + pageOf(entry.rid)) : !isYoung(entry, ABANDONED))
    const stored = readAll(keep)
    const isStored = ({ rid }) => stored.some(entry => entry.rid === rid)
    const placed = (await loose()) ?? []
    // For some there was room in the end.
    for (const entry of placed) if (isStored(entry) && pageOf(entry.rid) !== page && !taken.has(entry.rid)) database.remove(entry.rid)
    return limit([...stored, ...placed.filter(entry => !isStored(entry))]).filter(isAbandoned)
  }

  /** Calls for which the storage of the site had no room; nothing where the database does not answer. */
  const loose = async () => (await database.all())?.filter(entry => isEntry(entry) && isKey(entry.rid))

  /** Looks after a call from now on. */
  function adoptOne(entry) {
    taken.add(entry.rid)
    outbox.store(++adopted, { ...entry, failed: true })
    if (!calls.get(adopted).loose) database.remove(entry.rid)
  }

  const isLeaving = entry => isYoung(entry, LEAVING, asked)

  async function adoptAll() {
    let found = await abandoned()
    if (found.some(isLeaving)) {
      await sleep(LEAVING)
      found = (await abandoned()).filter(entry => !isLeaving(entry))
    }
    // Meanwhile consent may have been withdrawn.
    if (!keep.allowed()) return
    found.forEach(adoptOne)
    for (const entry of (await loose()) ?? []) {
      if (hasArrived(entry) && !keep.get(KEPT + entry.rid)) keep.set(KEPT + entry.rid, entry)
    }
    outbox.looked = true
    await repeatFailed()
    tellState()
    const left = await loose()
    if (left && !left.length && ![...calls.values()].some(entry => entry.loose)) forgetMore()
    if (!left || readAll(keep).some(entry => pageOf(entry.rid) !== page)) wait()
  }

  function wait() {
    watching ??= setTimeout(watch, WATCH)
    watching?.unref?.()
  }

  function watch() {
    watching = undefined
    adopt()
  }

  /** When all that was told of cart and customer has arrived, in whichever order: tells what it comes to, in one. */
  function tellState() {
    const kept = readAll(keep)
    const arrived = kept.filter(hasArrived).sort(byTime)
    const isOpen = entry => !hasArrived(entry) && (entry.failed || outbox.tells(entry))
    if (!arrived.length || [...kept, ...calls.values()].some(isOpen)) return
    const entry = inOne(arrived)
    if (entry) {
      const call = ++adopted
      outbox.store(call, { ...entry, rid: `${page}.${call}`, told: 0, sent: Date.now() })
      outbox.replay(call, calls.get(call))
    }
    arrived.forEach(discard)
  }

  /** One page at a time looks after the others' calls. */
  function adopt() {
    if (!keep.allowed()) return
    again = true
    adopting ??= exclusively(`vitrine.${settings.account}`, page, keep, adoptWhile).finally(() => (adopting = undefined))
  }

  /** What comes up meanwhile is looked after too. */
  async function adoptWhile() {
    while (again) {
      again = false
      await adoptAll()
    }
  }

  /** The note keeps its place: where there is no room for another, it can still be changed. */
  function forgetMore() {
    for (const area of [keep, keep.session]) if (area.get(MORE)) area.set(MORE, 0)
  }

  /** There are calls in the database. What is kept besides makes room for the note. */
  function note() {
    if (!keep.set(MORE, 1)) keep.remove("at")
    if (!keep.set(MORE, 1)) keep.session.set(MORE, 1)
  }

  /** Whether there is no room for it: tried once more where that is not known. */
  const isLoose = ({ rid, loose, ...entry }) => loose ?? !keep.set(KEPT + rid, entry)

  /** Something is left to do, or may be. */
  function look() {
    // What has arrived and waits for older calls may have no room either.
    const arrived = readAll(keep).filter(entry => hasArrived(entry) && pageOf(entry.rid) === page)
    const entries = [...calls.values(), ...arrived].filter(isLoose)
    if (entries.length && keep.allowed()) {
      for (const entry of entries) entry.placed = true
      database.put(entries)
      note()
    }
    repeatFailed()
    adopt()
  }

  return { look }
}
