import { sleep } from "./lock.js"

const STORE = "outbox"

/** A page that was left while it changed the database may keep it from all others for as long as it is kept for the
 * way back. Who waits for an answer goes on without one after so long, in ms. */
const PATIENCE = 1_500

/** A change is stored without another word from the page, which may be gone or kept for the way back by then. */
const commit = transaction => transaction.commit?.()

const done = request =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/**
 * Calls for which the storage of the site is full or refused. Where this is refused too, they live as long as the
 * page.
 * @param allowed says whether something may be stored now
 */
export function createDatabase(account, allowed) {
  const name = `vitrine.${account}`
  let opened
  let asked

  async function open() {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "rid" })
      commit(request.transaction)
    }
    const database = await done(request)
    // Consent was withdrawn, here or in another tab.
    database.onversionchange = () => {
      database.close()
      opened = undefined
    }
    return database
  }

  /** Whether there is one. Only who puts something in makes it. */
  async function isThere() {
    const known = await indexedDB.databases?.()
    return !known || known.some(database => database.name === name)
  }

  /** Runs `job` on the store; `otherwise` where there is none. */
  async function attempt(mode, job, otherwise, makes) {
    try {
      if (!allowed() || !(makes || opened || (await isThere()))) return otherwise
      const database = await (opened ??= open())
      const transaction = database.transaction(STORE, mode)
      const request = job(transaction.objectStore(STORE))
      commit(transaction)
      return await done(request)
    } catch {
      return otherwise
    }
  }

  return {
    /** All at once: the page may be about to go. */
    put: entries => attempt("readwrite", store => entries.map(entry => store.put({ ...entry })).pop(), undefined, true),
    remove: rid => attempt("readwrite", store => store.delete(rid)),
    /** Nothing where the database does not answer. Until it does, nobody waits for it again. */
    all() {
      asked ??= [attempt("readonly", store => store.getAll(), []).finally(() => (asked = undefined)), sleep(PATIENCE)]
      return Promise.race(asked)
    },
  }
}
