const STORE = "outbox"

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
  let opened

  async function open() {
    const request = indexedDB.open(`vitrine.${account}`, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "rid" })
    const database = await done(request)
    // Consent was withdrawn, here or in another tab.
    database.onversionchange = () => {
      database.close()
      opened = undefined
    }
    return database
  }

  /** Runs `job` on the store; `otherwise` where there is none. */
  async function attempt(mode, job, otherwise) {
    try {
      if (!allowed()) return otherwise
      const database = await (opened ??= open())
      return await done(job(database.transaction(STORE, mode).objectStore(STORE)))
    } catch {
      return otherwise
    }
  }

  return {
    /** All at once: the page may be about to go. */
    put: entries => attempt("readwrite", store => entries.map(entry => store.put({ ...entry })).pop()),
    remove: rid => attempt("readwrite", store => store.delete(rid)),
    all: () => attempt("readonly", store => store.getAll(), []),
  }
}
