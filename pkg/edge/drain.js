/** How long after a failure the next attempt is made, in ms, unless the queue says so. */
const RETRY = 5000

/** How long a worker goes on after its answer, in ms: providers end it after 30 s, and an attempt has its own time limit. */
const AFTERWARDS = 20_000

/** One who has said nothing for so long, in ms, was ended with the request it ran for, as edge workers do. */
const SILENT = 30_000

/** Brings what a queue holds to `deliver`, oldest first. */
export function createDrain(queue, deliver) {
  /** Until when somebody is taken to be at it. */
  let busyUntil = 0

  const drain = () => queue.take(deliver)

  async function persist(span) {
    const end = Date.now() + span
    for (let done = false; !done && Date.now() < end; ) {
      busyUntil = Date.now() + SILENT
      done = await drain().then(() => true, () => sleep(queue.retry ?? RETRY))
    }
    busyUntil = 0
  }

  return {
    /** Until the queue is empty or a delivery fails. */
    drain,

    /**
     * Tries what waits in this process until all of it is delivered; every other queue has its own consumer. A worker
     * lives as long as its requests, so there the next request goes on with it.
     * @param news that the upstream is back: then at once, even if somebody is waiting to try again
     */
    later(context, news = false) {
      if (!queue.waits?.()) return
      const busy = Date.now() < busyUntil
      if (busy && !news) return
      const drained = busy ? drain().catch(() => {}) : persist(context?.waitUntil ? AFTERWARDS : Infinity)
      context?.waitUntil?.(drained)
    },
  }
}

/** It alone is no reason for a process to live. */
const sleep = ms => new Promise(resolve => void setTimeout(resolve, ms).unref?.())
