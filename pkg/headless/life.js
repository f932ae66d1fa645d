import { createError } from "../error.js"

/** Sessions that nobody can reach any more end as if they were closed by hand. */
const forgotten = new FinalizationRegistry(close => close())

/**
 * How long the core of a session is needed: until the session is closed or forgotten, and then until the last call
 * and the last request have ended. Nothing in here may hold the session itself.
 */
export function createLife() {
  const busy = new Set()
  let waiting = []

  return {
    /** Something begins; the function that is returned says that it has ended. */
    begin() {
      const token = {}
      busy.add(token)
      return () => {
        busy.delete(token)
        if (!busy.size) waiting.splice(0).forEach(resume => resume())
      }
    },

    /**
     * Gives `session` a `close()`, which promises that `end` has been done, once, and nothing is under way.
     * @param end frees what the session used
     */
    own(session, end) {
      const token = {}
      let closing
      const close = () => (closing ??= finish())
      async function finish() {
        forgotten.unregister(token)
        while (busy.size) await new Promise(resume => waiting.push(resume))
        end()
      }
      forgotten.register(session, close, token)
      return Object.assign(session, { close })
    },
  }
}

/** `link` whose calls are part of `life` and given up when `signal` fires. */
export function watchCalls(link, life, signal) {
  const open = new Set()
  const abort = call => link.run(core => core.abort(call))
  const abortAll = () => open.forEach(abort)
  signal?.addEventListener("abort", abortAll, { once: true })

  function call(number, job, own) {
    const end = life.begin()
    open.add(number)
    const promise = link.call(number, job, own)
    const over = () => {
      open.delete(number)
      end()
    }
    promise.then(over, over)
    if (signal?.aborted) abort(number)
    return promise
  }

  /** Calls fail from now on. */
  function close() {
    signal?.removeEventListener("abort", abortAll)
    link.fail(createError({ code: "closed" }, "the session was closed"))
  }

  return { ...link, call, close }
}
