/** What a browser keeps for a site, in place of globals that Node does not have, with a note of each access. */

class Area {
  getItem(key) { return Object.hasOwn(this, key) ? this[key] : null }
  setItem(key, value) { this[key] = String(value) }
  removeItem(key) { delete this[key] }
}

/** Cookies as `document.cookie` shows them: a name has one value per domain. */
function cookieJar(host) {
  const jar = new Map()
  return {
    read: () => [...jar.values()].map(({ pair }) => pair).join("; "),
    write(text) {
      const [pair, ...attributes] = text.split("; ")
      const domain = attributes.find(attribute => attribute.startsWith("domain="))?.slice(7) ?? ""
      // A public suffix takes none, nor does a domain that is not the host's.
      if (domain && (!domain.includes(".") || !`.${host}`.endsWith(`.${domain}`))) return
      const key = `${pair.split("=")[0]}@${domain}`
      if (attributes.includes("max-age=0")) jar.delete(key)
      else jar.set(key, { pair })
    },
    get names() { return [...jar.keys()] },
  }
}

/** Puts a device into the globals; `remove()` takes it out again. */
export function device({ host = "www.shop.test" } = {}) {
  const touched = []
  const localStorage = new Area()
  const sessionStorage = new Area()
  const cookies = cookieJar(host)
  const deleted = []
  const listeners = []
  const target = new EventTarget()
  const document = {
    get cookie() { touched.push("read cookie"); return cookies.read() },
    set cookie(text) { touched.push("write cookie"); cookies.write(text) },
    addEventListener: (...args) => target.addEventListener(...args),
    dispatchEvent: event => target.dispatchEvent(event),
    querySelector: () => null, querySelectorAll: () => [], readyState: "complete", referrer: "",
    getElementsByClassName: () => [], getElementsByTagName: () => [], documentElement: {}, body: null, head: null,
  }
  const indexedDB = {
    deleteDatabase(name) {
      deleted.push(name)
      const request = {}
      setTimeout(() => request.onsuccess?.())
      return request
    },
    open() { throw new Error("not here") },
  }
  const globals = {
    localStorage: { get: () => (touched.push("localStorage"), localStorage) },
    sessionStorage: { get: () => (touched.push("sessionStorage"), sessionStorage) },
    indexedDB: { get: () => (touched.push("indexedDB"), indexedDB) },
    document: { value: document },
    location: { value: { href: `https://${host}/p`, hostname: host, protocol: "https:", origin: `https://${host}`, search: "", hash: "" } },
    addEventListener: { value: (name, listener) => listeners.push([name, listener]) },
  }
  const before = new Map(Object.keys(globals).map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)]))
  for (const [name, how] of Object.entries(globals)) Object.defineProperty(globalThis, name, { configurable: true, ...how })
  return {
    touched, localStorage, sessionStorage, cookies, deleted,
    /** Another tab of the site changed its storage. */
    hear(key, newValue) {
      for (const [name, listener] of listeners) if (name === "storage") listener({ key, newValue })
    },
    remove() {
      for (const [name, found] of before) found ? Object.defineProperty(globalThis, name, found) : delete globalThis[name]
    },
  }
}
