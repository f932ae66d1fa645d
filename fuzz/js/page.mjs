/** A page as far as readers ask for it, quick enough for millions of them. */

/** What the globals are at the moment. Defining them anew for every page would make each access to them slow. */
const page = {}

for (const name of ["location", "document", "localStorage", "sessionStorage"]) {
  Object.defineProperty(globalThis, name, { get: () => page[name], configurable: true })
}
performance.getEntriesByType = () => page.navigation

/** Puts the globals of a page; `url` and `referrer` as a browser would have them. */
export function visit({ url = "https://shop.test/", referrer = "", cookie = "", reloaded = false } = {}) {
  page.navigation = [{ type: reloaded ? "reload" : "navigate" }]
  page.location = new URL(url, "https://shop.test/")
  page.document = { referrer, cookie, querySelector: () => null }
}

/** `Storage` over a map: its values are strings, whatever is put. */
export class Storage {
  #items

  constructor(items) {
    this.#items = new Map(Object.entries(items))
  }

  getItem(key) {
    return this.#items.get(String(key)) ?? null
  }

  setItem(key, value) {
    this.#items.set(String(key), String(value))
  }

  removeItem(key) {
    this.#items.delete(String(key))
  }
}

/** Fills both storages of the page: texts by key. */
export function store(local, session) {
  page.localStorage = new Storage(local)
  page.sessionStorage = new Storage(session)
}
