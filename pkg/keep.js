import { snapshot } from "./snapshot.js"

/**
 * Storage on the visitor's device: JSON below one prefix per account, so that two shops on one domain share
 * nothing. It never throws; where storage is refused or the visitor must not be tracked, values live as long as
 * the page does.
 * @param allowed says whether something may be stored now
 */
export function createKeep(account, allowed) {
  return Object.assign(createArea("localStorage", account, allowed), {
    session: createArea("sessionStorage", account, allowed),
  })
}

function createArea(kind, account, allowed) {
  const memory = new Map()
  const key = name => `vitrine.${account()}.${name}`

  /** Runs `job(storage)`; says whether that worked. */
  function attempt(job) {
    try {
      if (!allowed()) return false
      job(globalThis[kind])
      return true
    } catch {
      return false
    }
  }

  return {
    key,
    allowed,
    /** Names that begin with `start`. */
    names(start) {
      const names = [...memory.keys()].map(key)
      // `Object.keys` would read every value of the site, however large.
      attempt(storage => names.push(...Reflect.ownKeys(storage).map(String)))
      return names.filter(name => name.startsWith(key(start))).map(name => name.slice(key("").length))
    },
    get(name) {
      let text
      attempt(storage => (text = storage.getItem(key(name))))
      try {
        return text == null || memory.has(name) ? memory.get(name) : JSON.parse(text)
      } catch {
        // another script wrote it
      }
    },
    /** Says whether it outlives the page. */
    set(name, value) {
      const stored = attempt(storage => storage.setItem(key(name), snapshot(value)))
      if (stored) memory.delete(name)
      else memory.set(name, value)
      return stored
    },
    remove(name) {
      memory.delete(name)
      attempt(storage => storage.removeItem(key(name)))
    },
  }
}
