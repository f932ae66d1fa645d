/** Functions that run in the page before the library. */

/** Notes in `window.touched` each use of what keeps, sends or shares something. */
export function watchDevice() {
  const touched = (window.touched = [])
  const note = name => touched.push(name)

  /** Each method of `prototype` by itself, whoever holds the object. */
  function watchMethods(prototype, title) {
    for (const name of Object.getOwnPropertyNames(prototype ?? {})) {
      const found = Object.getOwnPropertyDescriptor(prototype, name)
      if (name === "constructor" || !found.configurable) continue
      if (typeof found.value === "function") {
        Object.defineProperty(prototype, name, { ...found, value(...args) { note(`${title}.${name}`); return found.value.apply(this, args) } })
      } else if (found.get) {
        Object.defineProperty(prototype, name, {
          ...found,
          get() { note(`${title}.${name}`); return found.get.call(this) },
          set: found.set && function (value) { note(`${title}.${name} =`); found.set.call(this, value) },
        })
      }
    }
  }

  /** The mere reading of a property. */
  function watchGetter(object, name) {
    const holder = [object, Object.getPrototypeOf(object), window].find(one => Object.getOwnPropertyDescriptor(one, name))
    const found = holder && Object.getOwnPropertyDescriptor(holder, name)
    if (!found?.get) return
    Object.defineProperty(object, name, { configurable: true, get() { note(name); return found.get.call(object) } })
  }

  function watchFunction(object, name) {
    const found = object[name]
    if (typeof found !== "function") return
    object[name] = function (...args) { note(name); return new.target ? new found(...args) : found.apply(this === undefined ? object : this, args) }
    object[name].prototype = found.prototype
  }

  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie")
  Object.defineProperty(document, "cookie", {
    configurable: true,
    get() { note("read document.cookie"); return cookie.get.call(document) },
    set(text) { note(`write document.cookie ${text.split("=")[0]}`); cookie.set.call(document, text) },
  })
  watchMethods(window.CookieStore?.prototype, "cookieStore")
  watchMethods(window.Storage.prototype, "Storage")
  watchMethods(window.IDBFactory.prototype, "indexedDB")
  watchMethods(window.CacheStorage?.prototype, "caches")
  watchMethods(window.LockManager?.prototype, "locks")
  watchMethods(window.StorageManager?.prototype, "navigator.storage")
  watchMethods(window.ServiceWorkerContainer?.prototype, "serviceWorker")
  for (const name of ["cookieStore", "localStorage", "sessionStorage", "indexedDB", "caches"]) watchGetter(window, name)
  for (const name of ["locks", "serviceWorker", "storage"]) watchGetter(navigator, name)
  for (const name of ["BroadcastChannel", "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "SharedWorker", "Image"]) watchFunction(window, name)
  watchFunction(Navigator.prototype, "sendBeacon")
  for (const name of ["requestStorageAccess", "hasStorageAccess"]) watchFunction(Document.prototype, name)
  // What is loaded by an element, such as a script.
  new MutationObserver(records => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.src && !node.src.endsWith("/vitrine.js")) note(`element ${node.src}`)
  }).observe(document, { childList: true, subtree: true })
  return true
}

/** The whole visit of a shopper on one page: everything that an API of ours takes. Results are in `window.results`. */
export function shopThrough() {
  return nostojs(api => {
    const items = [{ product_id: "p1", sku_id: "s1", name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 2 }]
    const info = { order_number: "C-1", email: "ada@example.com", first_name: "Ada", last_name: "Test", type: "order" }
    const session = api.defaultSession().setCart({ items }).setCustomer({ email: "ada@example.com", first_name: "Ada", customer_reference: "ref-1" })
    const results = {
      front: session.viewFrontPage().setPlacements(["home-1"]).load(),
      product: session.viewProduct("p1").setPlacements(["product-1"]).load(),
      category: session.viewCategory("/Lamps").load(),
      found: session.viewSearch("lamp").load(),
      cart: session.setVariation("EUR").viewCart().update(),
      order: session.addOrder({ info, items }).load(),
      attribution: api.recordAttribution({ type: "vp", target: "p1", ref: "r1" }).done(),
      segment: api.addSegmentCodeToVisit("segment-1"),
      customer: api.customer({ email: "ada@example.com", customer_reference: "ref-1" }),
      added: api.reportAddToCart("p1", "home-1"),
      tagging: api.sendTagging(),
      page: api.load(),
      search: api.search({ query: "lamp", products: { fields: ["productId"] } }, { track: "serp" }),
    }
    for (const result of Object.values(results)) result.catch(() => {})
    window.results = results

    // What reads or shows something, and what a page does by itself.
    api.visit.getCustomerId()
    api.visit.isDoNotTrack()
    api.pageTagging()
    api.internal.context.mode.isDebug()
    api.internal.context.mode.setPreview(false)
    api.internal.getSettings()
    api.popupCampaigns()
    api.openPopup("unknown")
    api.placements.getPlacements()
    api.recordSearchSubmit("lamp")
    const campaign = '<a id="link" href="#elsewhere">A lamp</a> <b id="product" data-nosto-product="p1">A lamp</b>'
    api.placements.injectCampaigns({ "home-1": { html: campaign, result_id: "r1" } })
    api.attributeProductClicksInCampaign(document.getElementById("home-2"), { result_id: "r2" })
    for (const id of ["link", "product"]) document.getElementById(id)?.click()
    for (const name of ["pagehide", "pageshow", "online", "storage", "focus"]) dispatchEvent(new Event(name))
    document.dispatchEvent(new Event("visibilitychange"))
    return true
  })
}
