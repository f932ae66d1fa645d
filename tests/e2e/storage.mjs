/** `docs/storage.md` against what a visit writes to the device and leaves there. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../harness/sandbox.mjs"

export const only = ["wasm"]

/** What this visit does not come to, each with a test of its own: faults, no locks, other storefronts, a test of searches. */
const ELSEWHERE = [
  "vitrine.<account>.more in localStorage", "vitrine.<account>.lease in localStorage", "vitrine.<account>.tiendanube in localStorage",
  "vitrine.<account>.more in sessionStorage",
  "vitrine.<account>.search.tests in sessionStorage", "vitrine.<account> in IndexedDB", "vitrine in the storage of NubeSDK",
]

/** Rows of the table as `name in place`. */
const listed = [...readFileSync(join(root, "docs/storage.md"), "utf8").matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)]
  .map(([, name, place]) => `${name} in ${place.trim()}`)

/** The row that a key belongs to. */
function rowOf(key, account) {
  const pattern = name => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("<account>", account).replace(/<\w+>/, "[\\w.-]+")}$`)
  const exact = listed.filter(row => !row.includes("<type>") && !row.includes("<key>"))
  return [...exact, ...listed].find(row => pattern(row.split(" in ")[0]).test(key.split(" in ")[0]) && row.endsWith(` in ${key.split(" in ")[1]}`))
}

/** Runs in the page before the library: notes the name of everything that is written. */
function noteWrites() {
  const written = (window.written = [])
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie")
  Object.defineProperty(document, "cookie", {
    configurable: true,
    get: () => cookie.get.call(document),
    set(text) { written.push(`${text.split("=")[0]} in cookie`); cookie.set.call(document, text) },
  })
  const { setItem } = Storage.prototype
  Storage.prototype.setItem = function (key, value) {
    written.push(`${key} in ${this === localStorage ? "localStorage" : "sessionStorage"}`)
    setItem.call(this, key, value)
  }
  const { open } = IDBFactory.prototype
  IDBFactory.prototype.open = function (name, version) { written.push(`${name} in IndexedDB`); return open.call(this, name, version) }
  const { put, match } = window.Cache?.prototype ?? {}
  if (put) window.Cache.prototype.put = function (...args) { written.push("? in caches"); return put.apply(this, args) }
  return !!match
}

/** What is there when the visit is over. */
const leftovers = visit => visit.run(async () => [
  ...document.cookie.split("; ").filter(Boolean).map(pair => `${pair.split("=")[0]} in cookie`),
  ...Object.keys(localStorage).map(key => `${key} in localStorage`),
  ...Object.keys(sessionStorage).map(key => `${key} in sessionStorage`),
  ...(await indexedDB.databases?.() ?? []).map(({ name }) => `${name} in IndexedDB`),
  ...(await window.caches?.keys().catch(() => []) ?? []).map(name => `${name} in caches`),
])

export const tests = {
  "the list is what a whole visit leaves, and nothing else": async visit => {
    const account = "delta"
    const query = {
      "data-account": account, "data-settings": `/settings/${account}.json`, script: "", "data-auto-load": "true",
      nosto: "r1", utm_source: "mail", nostodebug: "true",
    }
    // By a name, so that there is a domain to look for.
    const origin = visit.sandbox.origin.replace("127.0.0.1", "www.shop.localhost")
    await visit.open({ ...query, "data-server": origin }, { origin })
    await visit.run(noteWrites)
    await visit.run(() => { addScript() })
    await visit.ready()
    await visit.run(() => nostojs(async api => {
      api.internal.modifySettings({ parameterlessAttribution: true })
      const items = [{ product_id: "p1", name: "Lamp", unit_price: 1, price_currency_code: "EUR", quantity: 1 }]
      const info = { order_number: "S-1", email: "ada@example.com", first_name: "Ada", last_name: "T", type: "order" }
      const session = api.defaultSession().setCart({ items }).setCustomer({ email: "ada@example.com" })
      await session.viewFrontPage().load()
      await session.addOrder({ info, items }).load()
      api.placements.injectCampaigns({ "home-1": { html: '<a id="link" href="/elsewhere">A lamp</a>', result_id: "r1" } })
      document.addEventListener("click", event => event.preventDefault())
      document.getElementById("link").click()
      api.openPopup(api.popupCampaigns()[0].id)
      api.recordSearchSubmit("lamp")
      await api.getSearchSessionParams()
      await api.search({ query: "lamp", products: { fields: ["productId"] } }, { track: "serp" })
    }))
    // The inspector keeps how it stands once it was changed.
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]")?.shadowRoot.querySelector("[role=tab][aria-selected=false]"))
    await visit.run(() => { document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelector("[role=tab][aria-selected=false]").click() })
    await visit.page.waitFor(() => window.written.some(name => name.includes(".popups in localStorage")))
    const left = await leftovers(visit)
    const before = new Set([...await visit.run(() => window.written), ...left])
    await visit.run(() => nostojs(api => api.vitrine.setConsent("denied")))
    const all = new Set([...before, ...await visit.run(() => window.written)])
    const rows = new Map([...all].map(key => [key, rowOf(key, account)]))
    const unlisted = [...rows].filter(([, row]) => !row).map(([key]) => key)
    assert.deepEqual(unlisted, [], "what is written but not listed")
    const missed = listed.filter(row => ![...rows.values()].includes(row) && !ELSEWHERE.includes(row))
    assert.deepEqual(missed, [], "what is listed but not written")
    assert.ok(left.length >= 6, left.join())
    assert.deepEqual(await leftovers(visit), [], "what outlives the withdrawal")
  },
}
