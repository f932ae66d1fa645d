/** More entries than this are refused: a page that is told so keeps what it wanted to say. */
const MAX_ENTRIES = 10_000

/** How long after a failure the next attempt is made, in ms. */
const RETRY = 5000

/** An attempt that takes longer than this, in ms, was ended with the request it ran for, as edge workers do. */
const STALE = 60_000

/** A queue in the memory of this process: what it holds ends with the process. */
export function memoryQueue({ maxEntries = MAX_ENTRIES, retry = RETRY } = {}) {
  const entries = []
  let taking
  let began = 0
  let timer

  /** Hands the entries to `deliver` in their order, which is called for one at a time. */
  async function takeAll(deliver) {
    clearTimeout(timer)
    try {
      while (entries.length) {
        await deliver(entries[0])
        entries.shift()
      }
    } catch (error) {
      timer = setTimeout(() => take(deliver).catch(() => {}), retry)
      // It alone is no reason for the process to live.
      timer.unref?.()
      throw error
    } finally {
      taking = undefined
    }
  }

  const isTaking = () => taking && Date.now() - began < STALE

  function take(deliver) {
    if (!isTaking()) {
      began = Date.now()
      taking = takeAll(deliver)
    }
    return taking
  }

  return {
    async put(entry) {
      if (entries.length >= maxEntries) throw new Error("the queue is full")
      entries.push(entry)
    },
    take,
    waits: () => entries.length > 0 && !isTaking(),
  }
}
