import { snapshot } from "../snapshot.js"

/** The parts of the api whose methods are calls of the page, too. */
const PARTS = ["visit", "placements", "internal"]

/**
 * Tells of each call of `api` before it is made: `note(name, arguments as JSON)` gives a function that takes the result.
 * Each method is replaced in its place, so whoever holds the api is seen.
 */
export function watchCalls(api, note) {
  const watched = new Set()

  function watch(object, prefix) {
    if (watched.has(object)) return
    watched.add(object)
    for (const name of Object.keys(object)) {
      const member = object[name]
      if (PARTS.includes(name) && object === api) watch(member, `${name}.`)
      else if (typeof member === "function") object[name] = (...args) => {
        const done = note(prefix + name, snapshot(args))
        const result = member(...args)
        done?.(result)
        // Sessions, actions and builders are the beginning of more calls.
        if (result?.load || result?.viewCart) watch(result, `${name}().`)
        return result
      }
    }
  }

  watch(api, "")
}
