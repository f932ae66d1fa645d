import { VISITOR, domainsOf, toCookie } from "../cookies.js"

/** Deletes what the library has put on the device for this account, and who the visitor was. */
export async function erase({ consent, keep, settings, visit }) {
  // What the page keeps the id in is told, too. Deleting is the one thing that is still done as before.
  const { state } = consent
  consent.state = "granted"
  visit.setCustomerId(undefined)
  consent.state = state
  dropCookies(globalThis.location)
  for (const area of [keep, keep.session]) for (const name of area.names("")) area.remove(name)
  clear("localStorage", keep.key(""))
  clear("sessionStorage", keep.key(""))
  await dropDatabase(`vitrine.${settings.account}`)
}

/** The visitor's cookie of every domain that the host is part of, whoever wrote it there. */
function dropCookies({ hostname = "", protocol } = {}) {
  try {
    for (const domain of [undefined, ...domainsOf(hostname)]) {
      document.cookie = toCookie(VISITOR, "", 0, domain, protocol === "https:")
    }
  } catch {
    // refused: then none was stored either
  }
}

/** Removes every key that begins with `prefix`. */
function clear(kind, prefix) {
  try {
    const storage = globalThis[kind]
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key)
  } catch {
    // the same
  }
}

/** How long to wait for the database, in ms: a page that was left while it changed it may keep it. */
const PATIENCE = 1_500

/** Pages that have it open close it when they are asked to; one that does not keeps nobody waiting. */
function dropDatabase(name) {
  return new Promise(resolve => {
    try {
      const request = indexedDB.deleteDatabase(name)
      setTimeout(resolve, PATIENCE)
      request.onsuccess = request.onerror = request.onblocked = resolve
    } catch {
      resolve()
    }
  })
}
