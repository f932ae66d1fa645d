/** More entries than this are refused: a page that is told so keeps what it wanted to say. */
const MAX_ENTRIES = 10_000

/** A delivery that takes longer than this, in ms, was ended with the request it ran for, as edge workers do. */
const STALE = 60_000

/** A queue in the memory of this process: what it holds ends with the process. */
export function memoryQueue({ maxEntries = MAX_ENTRIES, retry } = {}) {
  const entries = new Set()
  let taking
  let began

  /** Hands the entries to `deliver` in their order, which is called for one at a time. */
  async function takeAll(deliver) {
    for (const kept of entries) {
      began = Date.now()
      await deliver(kept.entry)
      // That one: somebody else may have been at it too.
      entries.delete(kept)
    }
  }

  const isTaking = () => taking && Date.now() - began < STALE

  function take(deliver) {
    if (isTaking()) return taking
    began = Date.now()
    const all = takeAll(deliver).finally(() => {
      if (taking === all) taking = undefined
    })
    return (taking = all)
  }

  return {
    async put(entry) {
      if (entries.size >= maxEntries) throw new Error("the queue is full")
      entries.add({ entry })
    },
    take,
    retry,
    waits: () => entries.size > 0 && !isTaking(),
  }
}
