/** What a shopper does, as functions that run in the page. Each deed has a number of its own. */

/** Tells `deeds` in one task; resolves when the library has taken them. */
export function tell(deeds) {
  return new Promise(resolve => nostojs(api => {
    const session = api.defaultSession()
    const lines = id => Array.from({ length: 1 + id % 20 }, (_, line) => ({
      product_id: line ? `line-${line}` : `cart-${id}`, name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 1,
    }))
    const acts = {
      view: id => session.viewProduct(`view-${id}`).load(),
      attribution: id => api.recordAttribution({ type: "vp", target: `attribution-${id}`, ref: "home-1" }).done(),
      cart: id => session.setCart({ items: lines(id) }).viewCart().update(),
      customer: id => session.setCustomer({ email: `c${id}@example.com`, customer_reference: `customer-${id}` }).viewCart().update(),
      order: id => session.addOrder({
        info: { order_number: `order-${id}`, email: "a@example.com", first_name: "Ada", last_name: "T", type: "order" },
        items: lines(id),
      }).load(),
    }
    for (const { kind, id } of deeds) Promise.resolve(acts[kind](id)).catch(() => {})
    resolve(true)
  }))
}

/** Leaves no room in the storage of the site. */
export function fill() {
  for (let size = 2 ** 22; size >= 1; size /= 2) {
    try {
      for (let part = 0; ; part++) localStorage.setItem(`fill.${size}.${part}`, "x".repeat(size))
    } catch {
      // that size fits no more
    }
  }
}

/** Gives the room back. */
export function free() {
  for (const name of Object.keys(localStorage)) if (name.startsWith("fill.")) localStorage.removeItem(name)
}

/** What is left to send, in either storage; nothing where a page that was left keeps the database from this one. */
export function left() {
  const stored = Object.keys(localStorage).filter(name => name.includes(".o.")).map(name => [name, localStorage.getItem(name)])
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  async function placed() {
    // To look must not make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === "vitrine.alpha")) return []
    const database = await done(indexedDB.open("vitrine.alpha"))
    const rows = await done(database.transaction("outbox").objectStore("outbox").getAll())
    database.close()
    return rows
  }
  const patience = new Promise(resolve => setTimeout(resolve, 5_000))
  return Promise.race([placed(), patience]).then(rows => rows && [...stored, ...rows])
}

/** Resolves when what had no room has had time to get into the database: no write to it can be told from outside. */
export async function save() {
  const isThere = () => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/delivery.js"))
  for (let tries = 50; tries-- && !isThere(); ) await new Promise(resolve => setTimeout(resolve, 100))
  await new Promise(resolve => setTimeout(resolve, 500))
}
