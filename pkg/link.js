import { createError } from "./error.js"

/** The number before that of the first call. */
const FIRST = 1_000

/** More calls than this do not wait for a core, or a consent, that may never come. */
export const MAX_WAITING = 1_000

/**
 * The link between the façade and the core. Until the core is there, calls wait in their order; when it cannot
 * come or stops, they fail.
 */
export function createLink(bus) {
  let core
  let failure
  let waiting = []
  let calls = FIRST
  const promises = new Map()

  function settle(call, error, value) {
    const promise = promises.get(call)
    promises.delete(call)
    if (error) promise?.reject(error)
    else promise?.resolve(value)
  }

  /** Runs `job(core)` now or as soon as the core is there. */
  function run(job) {
    if (core) attempt(job)
    else if (failure || waiting.length >= MAX_WAITING) return false
    else if (waiting.push(job) >= MAX_WAITING) bus.emit("diagnostic", () => [[{ path: "calls", problem: "no more can wait" }]])
  }

  function attempt(job) {
    try {
      return job(core)
    } catch (error) {
      // A trap leaves the core in a state nobody knows: it is not asked again.
      fail(createError({ code: "internal" }, error?.message))
      bus.report(error)
    }
  }

  /** @param isPassing whether calls may wait again */
  function fail(error, isPassing) {
    failure = isPassing ? undefined : error
    core = undefined
    waiting = []
    for (const call of [...promises.keys()]) settle(call, error)
  }

  const link = {
    run,
    fail,

    /** Waits like a call until the core is there, or is known to be never: consent was given and the settings are there. */
    opened() {
      const call = ++calls
      return link.call(call, () => settle(call)).catch(error => {
        if (!failure) throw error
      })
    },

    /** The core has arrived: what waited runs. */
    open(opened) {
      core = opened
      failure = undefined
      const jobs = waiting
      waiting = []
      jobs.forEach(run)
    },

    /** What `job(core)` returns; `otherwise` when there is no core yet. */
    ask(job, otherwise) {
      return core ? attempt(job) : otherwise()
    },

    /** A number for a call. Those below are for calls of pages that are gone, which are older than any of this one. */
    next: () => ++calls,

    /** Runs `job(core)`, whose result comes later by `settled(call, …)`. */
    call(call, job, signal) {
      const promise = new Promise((resolve, reject) => {
        promises.set(call, { resolve, reject })
      })
      // A page that does not care about the result shall not see an unhandled rejection.
      promise.catch(() => {})
      if (run(job) === false) settle(call, failure ?? createError({ code: "not_ready" }))
      if (signal) {
        const abort = () => run(core => core.abort(call))
        signal.aborted ? abort() : signal.addEventListener("abort", abort, { once: true })
      }
      return promise
    },

    /** The result of a call: its value, or what an error is made of. */
    settled(call, failed, value) {
      failed ? settle(call, createError(value)) : settle(call, undefined, value)
    },
  }
  return link
}
