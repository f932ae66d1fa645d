import { configError } from "./error.js"

/** What a body has around its items. */
const ENVELOPE = 100

/** After these every other request would fail too. */
const FINAL = ["config", "unauthorized", "forbidden", "suspended", "aborted", "foreign"]

/** So many failed requests in a row, each after its own retries, mean that nobody is there. */
const IN_A_ROW = 3

/** Half of a character: JSON can write it, but no server has to read it. */
const HALF = /(?<!\\)(?:\\\\)*\\ud[89a-f]/i

const encoder = new TextEncoder()

/**
 * Sends items in as few requests as their limit allows, one after the other, and goes on when a part of them is refused.
 * @param items anything that can be iterated, also asynchronously: it is read no further than requests go
 * @param kind `{bytes, items, idOf(item), check(item), send(items, options), read(answer, sent)}`
 * @param options patience of each request, `signal`, and `onProgress(report)` after each
 * @returns `{accepted, errors, requests}`; each error is `{index, id, field, message, error}`. What stops everything is
 *   thrown, with what was done until then as its `report`
 */
export async function sendInBatches(items, kind, { onProgress, ...options } = {}) {
  if (typeof items === "string" || !(items?.[Symbol.iterator] ?? items?.[Symbol.asyncIterator])) {
    throw configError("a batch is a list, or anything else that gives items")
  }
  const report = { done: 0, accepted: 0, errors: [], requests: 0 }
  const total = items.length
  const tell = () => onProgress?.({ done: report.done, total, accepted: report.accepted, failed: report.done - report.accepted, requests: report.requests })
  const send = createSender(kind, options, report, tell)
  try {
    for await (const batch of split(items, kind, report)) await send(batch)
  } catch (error) {
    if (error instanceof Error) error.report = outcome(report)
    throw error
  }
  return outcome(report)
}

/** Those whose place nobody told come last. */
function outcome({ accepted, errors, requests }) {
  const place = ({ index = Infinity }) => index
  return { accepted, errors: [...errors].sort((a, b) => place(a) === place(b) ? 0 : place(a) - place(b)), requests }
}

/** Lists of `{index, id, item}`, each below the limits; what cannot be sent at all becomes an error. */
async function* split(items, { bytes, items: most = Infinity, idOf, check }, report) {
  let batch = []
  let size = ENVELOPE
  let index = -1
  for await (const item of items) {
    index++
    const entry = { index, id: idOf(item), item }
    const text = JSON.stringify(item)
    const length = text === undefined ? 0 : encoder.encode(text).length + 1
    const problem = check?.(item) ?? problemOf(text, length + ENVELOPE > bytes)
    if (problem) {
      refuse(report, entry, { message: problem })
      report.done++
      continue
    }
    if (batch.length && (size + length > bytes || batch.length >= most)) {
      yield batch
      batch = []
      size = ENVELOPE
    }
    batch.push(entry)
    size += length
  }
  if (batch.length) yield batch
}

function problemOf(text, isLarge) {
  if (text === undefined) return "cannot be written as JSON"
  if (isLarge) return "is larger than a request may be"
  if (HALF.test(text)) return "holds half of a character"
}

function refuse(report, { index, id }, { field, message, error }) {
  report.errors.push({ index, id, field, message, error })
}

function createSender(kind, options, report, tell) {
  let failures = 0

  async function send(batch) {
    report.requests++
    try {
      note(batch, await kind.send(batch.map(({ item }) => item), options))
      failures = 0
    } catch (error) {
      if (error.status === 413 && batch.length > 1) return halve(batch)
      const told = refusals(error, batch)
      if (told) note(batch, told)
      else fail(batch, error)
    }
    tell()
  }

  /** The server's limit is lower than documented. */
  async function halve(batch) {
    const middle = batch.length >> 1
    await send(batch.slice(0, middle))
    await send(batch.slice(middle))
  }

  /** A refusal of all that says for each why, is an answer. */
  function refusals(error, batch) {
    if (error.status !== 422 && error.status !== 400) return undefined
    try {
      const told = JSON.parse(error.raw)
      return kind.read?.(told, batch).some(({ place }) => batch[place]) ? told : undefined
    } catch {
      return undefined
    }
  }

  function note(batch, answer) {
    const bad = new Set()
    for (const { place, ...problem } of kind.read?.(answer, batch) ?? []) {
      const entry = batch[place]
      if (entry) bad.add(entry)
      refuse(report, entry ?? {}, problem)
    }
    report.done += batch.length
    report.accepted += batch.length - bad.size
  }

  function fail(batch, error) {
    if (FINAL.includes(error.kind) || !error.kind) throw error
    for (const entry of batch) refuse(report, entry, { message: error.message, error })
    report.done += batch.length
    failures++
    if (failures >= IN_A_ROW) throw error
  }

  return send
}
