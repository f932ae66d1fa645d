/**
 * The event bus of `listen` and `unlisten`. Names are case-insensitive, because documents and types of the
 * platform disagree about them. A listener that throws is reported and stops no other.
 */
export function createBus() {
  const listeners = new Map()
  const named = name => {
    const key = String(name).toLowerCase()
    if (!listeners.has(key)) listeners.set(key, new Set())
    return listeners.get(key)
  }

  /** Calls the listeners of `name`; `payload` is made only when there is one. */
  function emit(name, payload) {
    const called = [...named(name)]
    if (!called.length) return
    const args = payload()
    for (const listener of called) {
      try {
        listener(...args)
      } catch (error) {
        report(error, name === "scripterror")
      }
    }
  }

  /** Tells of an error in the page's own code: in the console, and to the listeners of `scripterror`. */
  function report(error, quietly) {
    console.error(error)
    if (quietly) return
    emit("scripterror", () => [{ msg: String(error?.message ?? error), stack: error?.stack, level: "error" }])
  }

  return {
    emit,
    report,
    listen(name, listener) {
      if (typeof listener === "function") named(name).add(listener)
    },
    unlisten(name, listener) {
      named(name).delete(listener)
    },
  }
}
