/** A page as far as readers ask for it, quick enough for millions of them. */

const set = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })

let navigation = "navigate"
performance.getEntriesByType = () => [{ type: navigation }]

/** Puts the globals of a page; `url` and `referrer` as a browser would have them. */
export function visit({ url = "https://shop.test/", referrer = "", cookie = "", canonical, reloaded = false } = {}) {
  navigation = reloaded ? "reload" : "navigate"
  set("location", new URL(url, "https://shop.test/"))
  set("document", { referrer, cookie, querySelector: () => canonical ? { href: canonical } : null })
}

/** `Storage` over a map: its values are strings, whatever is put. */
export class Storage {
  #items = new Map()

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
  for (const [name, items] of [["localStorage", local], ["sessionStorage", session]]) {
    const storage = new Storage()
    for (const [key, text] of Object.entries(items)) storage.setItem(key, text)
    set(name, storage)
  }
}
