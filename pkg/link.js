import { createError } from "./error.js"

/** The number before that of the first call. */
const FIRST = 1_000

/** More calls than this do not wait for a core that may never come. */
const MAX_WAITING = 1_000

/**
 * The link between the façade and the core. Until the core is there, calls wait in their order; when it cannot
 * come or stops, they fail.
 */
export function createLink(report) {
  let core
  let failure
  let waiting = []
  let calls = FIRST
  const promises = new Map()
  let tell
  const opened = new Promise(resolve => (tell = resolve))

  function settle(call, error, value) {
    const promise = promises.get(call)
    promises.delete(call)
    if (error) promise?.reject(error)
    else promise?.resolve(value)
  }

  /** Runs `job(core)` now or as soon as the core is there. */
  function run(job) {
    if (core) attempt(job)
    else if (!failure && waiting.length < MAX_WAITING) waiting.push(job)
    else return false
  }

  function attempt(job) {
    try {
      return job(core)
    } catch (error) {
      // A trap leaves the core in a state nobody knows: it is not asked again.
      fail(createError({ code: "internal" }, error?.message))
      report(error)
    }
  }

  function fail(error) {
    failure = error
    core = undefined
    waiting = []
    for (const call of [...promises.keys()]) settle(call, failure)
    tell()
  }

  return {
    run,
    fail,

    /** Resolves when the core is there, or is known to be never: consent was given and the settings are there. */
    opened,

    /** The core has arrived: what waited runs. */
    open(opened) {
      core = opened
      const jobs = waiting
      waiting = []
      jobs.forEach(run)
      tell()
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
}
