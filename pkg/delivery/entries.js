import { KEPT } from "../outbox.js"
import { byTime } from "./state.js"

/** A call of a week ago has had its chance, in ms. */
const MAX_AGE = 7 * 86_400_000
const MAX_ENTRIES = 500
const MAX_BYTES = 1_000_000

/** What must arrive even if all else is dropped. */
const isOrder = ({ text }) => /\["(add|set)Order"/.test(text)

const isNumber = value => Number.isFinite(value) && value >= 0

/** Another script may have written it: only what has the shape of a call is one. */
export const isEntry = entry =>
  typeof entry?.text === "string" && entry.text.startsWith("[") && isNumber(entry.told) && isNumber(entry.at)

/** The key of a call: its page and its number there. */
export const isKey = rid => /^[\w-]{20}\.\d+$/.test(rid)

/** The page of a call. */
export const pageOf = rid => rid.slice(0, 20)

/** The calls in the storage of the site, of whichever page. */
export function readAll(keep) {
  return [...new Set(keep.names(KEPT))].flatMap(name => {
    const entry = keep.get(name)
    const rid = name.slice(KEPT.length)
    if (isEntry(entry) && isKey(rid)) return [{ ...entry, rid }]
    keep.remove(name)
    return []
  })
}

/**
 * Calls, oldest first, and no more than are to be kept. One is too old when it was so at its last try already: whenever
 * it was made, it had another chance, for the clock may have been set meanwhile. An order never is.
 * @param limits `settings.outbox`: `{age, entries, bytes}` in ms, calls, characters
 */
export function within(entries, { age = MAX_AGE, entries: count = MAX_ENTRIES, bytes = MAX_BYTES } = {}) {
  const kept = [...entries].sort(byTime)
  const dropped = []
  const drop = at => dropped.push(...kept.splice(at, 1))
  for (let at = kept.length; at--; ) if (kept[at].sent - kept[at].at > age && !isOrder(kept[at])) drop(at)
  let total = kept.reduce((sum, { text }) => sum + text.length, 0)
  while (kept.length > count || (total > bytes && kept.length)) {
    const at = Math.max(kept.findIndex(entry => !isOrder(entry)), 0)
    total -= kept[at].text.length
    drop(at)
  }
  return { kept, dropped }
}
