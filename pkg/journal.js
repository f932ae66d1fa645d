import { snapshot } from "./snapshot.js"

/**
 * Notes the calls of `api` from now on, for the inspector.
 * @returns a list of `[ms, name, arguments as JSON, result]`; the inspector puts a `push` of its own there
 */
export function createJournal(api) {
  const entries = []
  const watched = new Set()

  /** Replaces each method in its place. */
  function watch(object, prefix) {
    if (watched.has(object)) return
    watched.add(object)
    for (const name of Object.keys(object)) {
      const member = object[name]
      if (/^(visit|placements|internal)$/.test(name)) watch(member, name + ".")
      else if (typeof member == "function") object[name] = (...args) => {
        const entry = [performance.now(), prefix + name, snapshot(args)]
        // Until the inspector has come, the oldest of many are forgotten.
        if (entries.push(entry) > 500) entries.shift()
        const result = (entry[3] = member(...args))
        // Sessions, actions and builders are the beginning of more calls.
        if (result?.load || result?.viewCart) watch(result, name + "().")
        return result
      }
    }
  }

  watch(api, "")
  return entries
}
