import { snapshot } from "./snapshot.js"

/**
 * Notes calls from now on, for the inspector: `note([ms, name, arguments as JSON, result])`.
 * @param objects by what stands before the names of their methods; each method is replaced in its place
 */
export function createJournal(objects) {
  const entries = []
  const watched = new Set()
  const journal = {
    entries,
    /** The inspector puts its own here; until it has come, the oldest of many entries are forgotten. */
    note: entry => entries.push(entry) > 500 && entries.shift(),
    watch(object, prefix) {
      if (watched.has(object)) return
      watched.add(object)
      for (const name of Object.keys(object)) {
        const method = object[name]
        if (typeof method == "function") object[name] = (...args) => {
          const entry = [performance.now(), prefix + name, snapshot(args)]
          journal.note(entry)
          const result = (entry[3] = method(...args))
          // Sessions, actions and builders are the beginning of more calls.
          if (result?.load || result?.viewCart) journal.watch(result, name + "().")
          return result
        }
      }
    },
  }
  for (const [prefix, object] of Object.entries(objects)) journal.watch(object, prefix)
  return journal
}
