/** What browsers lack or lose: storage, locks, the clock, the tab that was sending. Nothing of it loses a call. */
import assert from "node:assert/strict"
import { fill, free } from "../chaos/deeds.mjs"
import { launch } from "../engines/index.mjs"
import { until } from "../engines/processes.mjs"
import { breaks, query } from "../harness/seventeen.mjs"

export const only = ["wasm"]
export const timeout = 90_000

const DOWN = { kind: "status", status: 503 }

/** Runs in the page: tells an order; `window.over` is there when that has ended. */
function order(number) {
  return nostojs(api => {
    const items = [{ product_id: "p", name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }]
    const info = { order_number: number, email: "ada@example.com", first_name: "Ada", last_name: "T", type: "order" }
    window.over = api.defaultSession().addOrder({ info, items }).load().then(() => "told", error => error.code)
  })
}

/** Runs in the page: a view, which counts. */
const view = () => nostojs(api => api.defaultSession().viewFrontPage().load().then(() => "told", error => error.code))

const ended = visit => visit.run(() => window.over)

/** The server goes down before the order A-1 of a visitor whom it knows. */
async function failsToOrder(visit) {
  await visit.run(view)
  await breaks(visit, DOWN)
  await visit.run(order, "A-1")
  assert.equal(await ended(visit), "http")
}

async function orders(visit) {
  const ids = await visit.sandbox.visitors("alpha")
  const stored = await Promise.all(ids.map(id => visit.sandbox.visitor("alpha", id)))
  return stored.flatMap(({ orders }) => orders.map(order => order.info?.order_number ?? order))
}

/** The orders are stored within `ms`, each once. */
async function arrive(visit, wanted, ms = 10_000) {
  await until(async () => (await orders(visit)).length >= wanted.length, { timeout: ms, what: `orders ${wanted}`, every: 50 })
  assert.deepEqual((await orders(visit)).sort(), wanted)
}

/** Opens a page whose browser is as `change` makes it before the library is there. */
async function openChanged(visit, change, ...args) {
  await visit.open({ ...query, script: "" })
  await visit.run(change, ...args)
  await visit.run(() => void window.addScript())
  await visit.ready()
}

/** Runs in the page: the time is wrong by so many ms. */
function shiftClock(by) {
  const now = Date.now.bind(Date)
  Date.now = () => now() + by
}

function refuseStorage() {
  Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError") } })
}

function dropLocks() {
  Object.defineProperty(navigator, "locks", { value: undefined })
}

/** The keys of the calls in the database. */
const placed = visit => visit.run(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("vitrine.alpha")
  // To look must not make it.
  opening.onupgradeneeded = () => opening.transaction.abort()
  opening.onerror = () => (opening.error.name === "AbortError" ? resolve([]) : reject(opening.error))
  opening.onsuccess = () => {
    const database = opening.result
    if (!database.objectStoreNames.contains("outbox")) return database.close(), resolve([])
    const keys = database.transaction("outbox").objectStore("outbox").getAllKeys()
    keys.onsuccess = () => (database.close(), resolve(keys.result))
  }
}))

/** Runs in the page: it changes the database and does not come to an end, as a page that is kept for the way back may. */
async function neverEnds() {
  const answered = (request, event) => new Promise(resolve => (request[event] = resolve))
  const made = indexedDB.open("vitrine.alpha", 1)
  made.onupgradeneeded = () => made.result.createObjectStore("outbox", { keyPath: "rid" })
  await answered(made, "onsuccess")
  made.result.close()
  const opening = indexedDB.open("vitrine.alpha", 2)
  await answered(opening, "onupgradeneeded")
  const store = opening.transaction.objectStore("outbox")
  const goOn = () => (store.get("").onsuccess = goOn)
  goOn()
}

/** The names of the locks of the shop's pages. */
const locks = visit => visit.run(async () => {
  const { held, pending } = await navigator.locks.query()
  return [...new Set([...held, ...pending].map(({ name }) => name))]
})

const isPlaced = (visit, count) =>
  until(async () => (await placed(visit)).length === count, { timeout: 10_000, what: `${count} calls in the database`, every: 50 })

const year = 365 * 86_400_000

const clockTest = by => async visit => {
  await openChanged(visit, shiftClock, by)
  await failsToOrder(visit)
  await visit.sandbox.clearFaults("alpha")
  await visit.openReady(query)
  await arrive(visit, ["A-1"])
  await visit.answered()
}

/** Waits as the server asks for with `headers`, and not more. */
const retryTest = headers => async visit => {
  await visit.openReady(query)
  await visit.run(view)
  await breaks(visit, { kind: "status", status: 429, headers: headers(), times: 1 })
  await visit.run(order, "A-1")
  await ended(visit)
  await arrive(visit, ["A-1"], 15_000)
  const tries = (await visit.sandbox.requests("alpha")).filter(({ path }) => path === "/order/track").map(({ at }) => at)
  assert.equal(tries.length, 2)
  assert.ok(tries[1] - tries[0] > 1_900 && tries[1] - tries[0] < 8_000, `after ${tries[1] - tries[0]} ms`)
}

/** The tab that sends is gone at once; another that is open tells its calls. */
async function takeOver(visit, end, change) {
  const open = page => change ? openChanged(visitOf(visit, page), change) : visitOf(visit, page).openReady(query)
  await open(visit.page)
  await visit.run(view)
  const tab = await visit.page.newTab()
  await open(tab)
  await breaks(visit, DOWN)
  await tab.evaluate(order, "A-1")
  await tab.evaluate(() => window.over)
  await end(tab)
  const gone = Date.now()
  await visit.sandbox.clearFaults("alpha")
  await arrive(visit, ["A-1"], 10_000)
  assert.ok(Date.now() - gone < 10_000)
}

/** Calls `test` with a visit of an engine that keeps pages for the way back, as every browser does. */
async function withKeptPages(visit, test) {
  if (visit.engine.name !== "chromium") return test(visit)
  const engine = await launch("chromium", { keepsPages: true })
  try {
    await test(visitOf(visit, await engine.newContext()))
  } finally {
    await engine.close()
  }
}

/** The visit in another of its tabs. */
const visitOf = (visit, page) => Object.assign(Object.create(visit), { page })

export const needs = {
  // WebKit says too late that a page it leaves is hidden; it has never been without both.
  "a beacon tells where a request ends with its page": (page, { name }) => name !== "webkit",
  "a tab that crashed while it was sending is taken over within 10 s": page => page.can("crash"),
  "a tab that was closed while it was sending is taken over within 10 s, without locks too": page => page.can("closeTab"),
}

export const tests = {
  "a page that is left before the api is made loses nothing": async visit => {
    // In the place of a page whose timers come too late.
    await visit.open({ ...query, script: "" })
    await visit.run(() => void (window.setTimeout = () => 0))
    await visit.run(order, "A-1")
    await visit.run(() => new Promise(resolve => void (window.addScript().onload = () => resolve())))
    assert.deepEqual(await orders(visit), [])
    await visit.openReady(query)
    await arrive(visit, ["A-1"])
  },

  "calls for which the storage is full wait in the database": async visit => {
    await visit.openReady(query)
    await visit.run(view)
    await breaks(visit, DOWN)
    await visit.run(fill)
    await visit.run(order, "A-1")
    await ended(visit)
    await isPlaced(visit, 1)
    await visit.run(free)
    await visit.sandbox.clearFaults("alpha")
    await visit.openReady(query)
    await arrive(visit, ["A-1"])
    await isPlaced(visit, 0)
  },

  "calls for which the storage is refused wait in the database": async visit => {
    await openChanged(visit, refuseStorage)
    await failsToOrder(visit)
    await until(async () => (await placed(visit)).length >= 1, { timeout: 10_000, what: "a call in the database" })
    await visit.sandbox.clearFaults("alpha")
    await openChanged(visit, refuseStorage)
    await visit.run(view)
    await arrive(visit, ["A-1"])
    await isPlaced(visit, 0)
  },

  "a database that another page does not let go of": async visit => {
    await visit.openReady(query)
    await failsToOrder(visit)
    await visit.open({ ...query, script: "" })
    await visit.run(neverEnds)
    await visit.sandbox.clearFaults("alpha")
    await visit.run(() => void window.addScript())
    await arrive(visit, ["A-1"])
    await visit.answered()
    await visit.run(() => nostojs(api => api.vitrine.setConsent("denied")))
  },

  "a page that is left while it writes to the database keeps it from nobody": async visit => {
    await visit.openReady(query)
    await visit.run(fill)
    await failsToOrder(visit)
    await isPlaced(visit, 1)
    await visit.run(source => {
      const tell = (0, eval)(`(${source})`)
      addEventListener("pagehide", () => tell("A-2"))
    }, String(order))
    await visit.open({ ...query, script: "" })
    await visit.sandbox.clearFaults("alpha")
    await visit.run(free)
    await visit.run(() => void window.addScript())
    // WebKit had no time for the second.
    await arrive(visit, visit.engine.name === "webkit" ? ["A-1"] : ["A-1", "A-2"])
    await visit.answered()
  },

  "there is a database only where the storage has no room": async visit => {
    await visit.openReady(query)
    await failsToOrder(visit)
    await visit.sandbox.clearFaults("alpha")
    await visit.openReady(query)
    await arrive(visit, ["A-1"])
    await visit.answered()
    assert.deepEqual(await visit.run(() => indexedDB.databases()), [])
  },

  "without locks, one of two tabs tells what another page left": async visit => {
    await openChanged(visit, dropLocks)
    await failsToOrder(visit)
    await visit.open({ ...query, script: "" })
    await visit.sandbox.clearFaults("alpha")
    const before = (await visit.sandbox.requests("alpha")).length
    await visit.run(async () => {
      for (const name of ["one", "two"]) {
        const tab = document.body.appendChild(document.createElement("iframe"))
        tab.src = location.href
        await new Promise(resolve => (tab.onload = resolve))
        Object.defineProperty(tab.contentWindow.navigator, "locks", { value: undefined })
        tab.contentWindow.addScript()
      }
    })
    await arrive(visit, ["A-1"], 20_000)
    await visit.answered()
    const arrived = (await visit.sandbox.requests("alpha")).slice(before).map(({ rid }) => rid)
    assert.equal(new Set(arrived).size, arrived.length, String(arrived))
  },

  "a slow call of a tab that lives is left to it, whatever its key begins with": async visit => {
    // A dash twenty times.
    await openChanged(visit, () => { crypto.getRandomValues = array => array.fill(62) })
    await visit.run(view)
    await breaks(visit, { kind: "delay", ms: 3_000 })
    await visit.run(order, "A-1")
    await until(async () => (await locks(visit)).length, { timeout: 2_000, what: "a lock", every: 50 })
    assert.deepEqual(await locks(visit), [`vitrine/${"-".repeat(20)}`], "as docs/storage.md says")
    await visit.run(() => { document.body.appendChild(document.createElement("iframe")).src = location.href.replace("script=", "") })
    await visit.answered()
    const keys = (await visit.sandbox.requests("alpha")).map(({ rid }) => rid)
    assert.deepEqual(keys.sort(), ["1001", "1002", "1002o"].map(call => `${"-".repeat(20)}.${call}`))
  },

  "what is answered at once needs no lock, and changes the storage three times": async visit => {
    await visit.openReady(query)
    await visit.run(view)
    const { took, asked, changes } = await visit.run(async () => {
      const asked = []
      const { request } = LockManager.prototype
      LockManager.prototype.request = function (name, ...rest) {
        asked.push(name)
        return request.call(this, name, ...rest)
      }
      const changes = []
      for (const name of ["setItem", "removeItem"]) {
        const original = Storage.prototype[name]
        Storage.prototype[name] = function (key, ...rest) {
          changes.push(`${name} ${key.replace(/\.o\..*/, ".o")}`)
          return original.call(this, key, ...rest)
        }
      }
      const items = [{ product_id: "p", name: "Lamp", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }]
      const session = await nostojs(api => api.defaultSession())
      // A machine with other work may take longer than a page waits before it asks.
      for (let quantity = 1; quantity < 20; quantity++) {
        asked.length = changes.length = 0
        const began = performance.now()
        await session.setCart({ items: [{ ...items[0], quantity }] }).viewCart().load()
        const took = performance.now() - began
        if (took < 400) return { took, asked, changes }
      }
    })
    assert.deepEqual(asked, [], `in ${took} ms`)
    assert.deepEqual(changes, ["setItem vitrine.alpha.o", "setItem vitrine.alpha.told", "removeItem vitrine.alpha.o"])
  },

  "a call that is told while another tab asks who lives is left to its own tab": async visit => {
    await visit.openReady(query)
    await visit.run(view)
    await breaks(visit, DOWN)
    // Of one tab a call is left over, the other lives.
    await visit.openTab("living")
    await visit.openTab("gone")
    await visit.run(async order => {
      const { living, gone } = window
      for (const tab of [window, living, gone]) tab.order = tab.eval(`(${order})`)
      await gone.order("A-1")
      await gone.over
      gone.frameElement.remove()
      // Whichever of the two looks after it, the other tells a call when that asks for the last time.
      let asked = 0
      for (const [asking, telling] of [[window, living], [living, window]]) {
        const { query } = asking.LockManager.prototype
        asking.LockManager.prototype.query = async function () {
          const found = await query.call(this)
          if (++asked === 2) telling.order("B-1")
          return found
        }
      }
      await window.order("C-1")
      await window.over
    }, String(order))
    await visit.sandbox.clearFaults("alpha")
    await breaks(visit, { kind: "delay", ms: 1_000 })
    await visit.answered()
    assert.deepEqual((await orders(visit)).sort(), ["A-1", "B-1", "C-1"])
    assert.deepEqual((await visit.sandbox.requests("alpha")).filter(({ duplicate }) => duplicate), [])
  },

  "a beacon tells where a request ends with its page": async visit => {
    await openChanged(visit, () => {
      delete Request.prototype.keepalive
      // Before the library, which tells then what still waits.
      addEventListener("pagehide", () => window.leave?.())
      const { fetch } = window
      window.fetch = (url, init) => fetch(url, { ...init, keepalive: false })
    })
    await visit.run(async () => {
      const cart = name => ({ items: [{ product_id: name, name: "Lamp", unit_price: 1, price_currency_code: "EUR", quantity: 1 }] })
      const update = name => nostojs(api => api.defaultSession().setCart(cart(name)).viewCart().update())
      await update("first")
      window.leave = () => update("beacon")
      location.href = "/test/boot.js"
    })
    await visit.sandbox.requestsWhen("alpha", 1, ({ message }) => message?.cart?.[0]?.product_id === "beacon")
  },

  "a page kept for the way back is suspended and goes on, with no second view": visit => withKeptPages(visit, async visit => {
    await visit.openReady({ "data-auto-load": "true" })
    await visit.messages(1)
    // Firefox keeps none with an open call that took long enough for a lock.
    await visit.answered()
    await visit.run(() => void (window.isKept = true))
    await visit.page.goto(`${visit.sandbox.origin}/test/boot.js`)
    await visit.run(() => void setTimeout(() => history.back()))
    await visit.page.waitFor(() => window.isKept)
    await visit.run(order, "A-1")
    assert.equal(await ended(visit), "told")
    await visit.answered()
    const [id] = await visit.sandbox.visitors("alpha")
    assert.equal((await visit.sandbox.visitor("alpha", id)).page_views, 2)
    assert.deepEqual(await orders(visit), ["A-1"])
  }),

  "a device clock that is a year ahead": clockTest(year),
  "a device clock that is a year late": clockTest(-year),

  "a server asks for patience in seconds": retryTest(() => ({ "retry-after": "2" })),
  "a server asks for patience until a date, by a clock that is wrong by a year": retryTest(() => ({
    date: new Date(Date.now() - year).toUTCString(),
    "retry-after": new Date(Date.now() - year + 3_000).toUTCString(),
  })),

  "what is too much is dropped, oldest first and orders last, and said": async visit => {
    await visit.openReady(query)
    await visit.run(view)
    await breaks(visit, DOWN)
    await visit.run(order, "A-1")
    await visit.run(async () => {
      const api = await new Promise(nostojs)
      for (const target of ["v1", "v2", "v3"]) await api.recordAttribution({ type: "vp", target }).done().catch(() => {})
    })
    await visit.open({ ...query, script: "" })
    await visit.run(() => {
      window.problems = []
      nostojs(api => api.listen("diagnostic", problems => window.problems.push(...problems)))
      window.addScript()
      nostojs(() => window.nosto.reload({ site: location.hostname, outbox: { entries: 2 } }))
    })
    await visit.page.waitFor(() => window.problems.some(({ path, problem }) => path === "outbox" && problem === "dropped 2"), { timeout: 20_000 })
    await visit.sandbox.clearFaults("alpha")
    await arrive(visit, ["A-1"])
    await visit.answered()
    const [id] = await visit.sandbox.visitors("alpha")
    const { events } = await visit.sandbox.visitor("alpha", id)
    assert.deepEqual(events.filter(({ type }) => type === "vp").map(({ target }) => target), ["v3"])
  },

  "a tab that crashed while it was sending is taken over within 10 s": visit => takeOver(visit, tab => tab.crash()),

  "a tab that was closed while it was sending is taken over within 10 s, without locks too": visit =>
    takeOver(visit, tab => tab.closeTab(), dropLocks),
}
