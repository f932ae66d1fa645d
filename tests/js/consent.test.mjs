/** Consent: how it begins, what each state allows, and what a change does. */
import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { copyFile, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import { pathToFileURL } from "node:url"
import { backEnd, deferred, dist, line, settled, start, wasm } from "./library.mjs"
import { device } from "./stand-ins/device.mjs"

const CUSTOMER = { email: "Ada@Example.com", first_name: "Ada", customer_reference: "ref-1" }
const order = number => ({ info: { order_number: number, email: "ada@example.com", first_name: "Ada" }, items: [line()] })
const later = () => new Promise(resolve => setTimeout(resolve, 20))
const codes = results => Promise.all(results.map(result => result.then(() => "arrived", error => `${error.name} ${error.code}`)))

/** A device for the time of one test. */
function onDevice(t, options) {
  const given = device(options)
  t.after(given.remove)
  return given
}

test("a page begins with the option, else with what window.vitrine says, else with granted", async t => {
  const server = backEnd()
  assert.equal((await start(server)).api.vitrine.consent, "granted")
  globalThis.vitrine = { consent: "anonymous" }
  t.after(() => delete globalThis.vitrine)
  assert.equal((await start(server)).api.vitrine.consent, "anonymous")
  assert.equal((await start(server, { consent: "denied" })).api.vitrine.consent, "denied")
})

test("denied: nothing is touched, and everything arrives in its order when consent comes", async t => {
  const { touched } = onDevice(t)
  const server = backEnd(({ message }) => ({ customer: "5b1a481060b221115c4a251e", message }))
  const { api, session } = await start(server, { consent: "denied", settings: { externalIdentifier: "ext", klaviyoCookie: true } })
  const results = [
    session.setCart({ items: [line()] }).setCustomer(CUSTOMER).viewFrontPage().load(),
    session.viewProduct("p1").load(),
    session.addOrder(order("A-1")).load(),
    api.recordAttribution({ type: "vp", target: "1" }).done(),
    api.addSegmentCodeToVisit("segment"),
  ]
  api.visit.getCustomerId()
  api.internal.context.mode.isDebug()
  await later()
  assert.deepEqual(touched, [])
  assert.equal(server.requests.length, 0)
  await api.vitrine.setConsent("granted")
  await Promise.all(results)
  assert.deepEqual(server.requests.filter(({ path }) => path === "/ev1").map(({ message }) => message.page_type ?? "-").slice(0, 2), ["front", "product"])
  assert.equal(server.requests.find(({ path }) => path === "/order/track").message.info.order_number, "A-1")
  assert.equal(server.requests[0].message.customer.email, "Ada@Example.com")
  assert.equal(api.visit.getCustomerId(), "5b1a481060b221115c4a251e")
})

test("denied: 1,000 calls wait, more fail with a typed error and one diagnostic; setters do not pile up", async t => {
  t.mock.method(console, "warn", () => {})
  const server = backEnd()
  const { api, session } = await start(server, { consent: "denied" })
  const problems = []
  api.listen("diagnostic", list => problems.push(...list))
  for (let at = 0; at < 500; at++) session.setVariation(`v${at}`)
  const results = Array.from({ length: 1010 }, (_, at) => session.viewCategory(`/${at}`).load())
  const said = codes(results)
  await later()
  assert.deepEqual(problems, [{ path: "calls", problem: "no more can wait" }])
  await api.vitrine.setConsent("granted")
  const outcomes = await said
  const failed = outcomes.filter(outcome => outcome !== "arrived")
  assert.deepEqual([...new Set(failed)], ["VitrineError not_ready"])
  assert.ok(failed.length >= 10 && failed.length < 30, `${failed.length}`)
  assert.equal(server.requests.length, 1010 - failed.length)
  assert.equal(server.requests[0].message.current_variant_id, "v499")
})

test("what was kept in memory is on the device once consent is given, until it has arrived", async t => {
  const { localStorage } = onDevice(t)
  const gate = deferred()
  const server = backEnd(() => gate.promise)
  const { api, session } = await start(server, { consent: "denied" })
  const result = session.viewProduct("p1").load()
  assert.deepEqual(Object.keys(localStorage), [])
  await api.vitrine.setConsent("granted")
  assert.match(Object.keys(localStorage).join(), /^vitrine\.demo\.o\./)
  gate.resolve({ customer: "5b1a481060b221115c4a251e" })
  await result
  assert.doesNotMatch(Object.keys(localStorage).join(), /vitrine\.demo\.o\./)
})

test("withdrawal: everything of this account leaves the device, open requests and calls end", async t => {
  const { localStorage, sessionStorage, cookies, deleted } = onDevice(t)
  const server = backEnd(({ message }, at) => at ? new Promise(() => {}) : { customer: "5b1a481060b221115c4a251e" })
  Object.assign(localStorage, { other: "theirs", "vitrine.beta.told": "{}" })
  document.cookie = "theirs=1; path=/"
  document.cookie = "2c.cId=older; path=/"
  document.cookie = "2c.cId=between; path=/; domain=www.shop.test"
  const { api, session } = await start(server)
  api.internal.context.mode.setPreview(true)
  await session.setCart({ items: [line()] }).setCustomer(CUSTOMER).viewFrontPage().load()
  assert.ok(cookies.names.some(name => name === "2c.cId@shop.test"), cookies.names.join())
  const open = codes([session.viewProduct("p1").load(), session.addOrder(order("A-2")).load()])
  assert.ok(Object.keys(localStorage).some(key => key.startsWith("vitrine.demo.")))
  assert.ok(Object.keys(sessionStorage).some(key => key.startsWith("vitrine.demo.")))
  const withdrawn = api.vitrine.setConsent("denied")
  assert.equal(api.vitrine.consent, "denied", "at once")
  await withdrawn
  assert.deepEqual(await open, ["VitrineError denied", "VitrineError denied"])
  assert.deepEqual(cookies.names, ["theirs@"])
  assert.deepEqual([Object.keys(localStorage), Object.keys(sessionStorage)], [["other", "vitrine.beta.told"], []])
  assert.deepEqual(deleted, ["vitrine.demo"])
  assert.ok(server.requests.slice(1).every(({ signal }) => signal.aborted))
  assert.equal(api.visit.getCustomerId(), undefined)
  const asked = server.requests.length
  const waits = session.viewOther().load()
  await later()
  assert.equal(server.requests.length, asked)
  assert.deepEqual([Object.keys(localStorage).length, Object.keys(sessionStorage)], [2, []])
  waits.catch(() => {})
})

test("after a withdrawal the visitor is a new one, and nothing of the old one is told", async t => {
  const { cookies } = onDevice(t)
  const ids = ["5b1a481060b221115c4a251e", "6b1a481060b221115c4a251e"]
  let visitor = ids[0]
  const server = backEnd(() => ({ customer: visitor }))
  const { api, session } = await start(server)
  await session.setCart({ items: [line()] }).setCustomer(CUSTOMER).viewFrontPage().load()
  await api.vitrine.setConsent("denied")
  const waiting = session.viewProduct("p1").load()
  visitor = ids[1]
  await api.vitrine.setConsent("granted")
  await waiting
  const { query, message } = server.requests.at(-1)
  assert.equal("c" in query, false)
  assert.deepEqual([message.customer, message.cart, message.events[0][1]], [undefined, undefined, "p1"])
  assert.equal(api.visit.getCustomerId(), ids[1])
  assert.deepEqual(cookies.names, ["2c.cId@shop.test"])
})

test("granted to anonymous: withdrawn too, and the page goes on without an id", async t => {
  const { localStorage, cookies } = onDevice(t)
  const server = backEnd()
  const { api, session } = await start(server)
  await session.setCustomer(CUSTOMER).viewFrontPage().load()
  await api.vitrine.setConsent("anonymous")
  assert.deepEqual([cookies.names, Object.keys(localStorage)], [[], []])
  const before = server.requests.length
  await session.setCustomer(CUSTOMER).viewProduct("p1").load()
  await session.addOrder(order("A-3")).load()
  const said = JSON.stringify(server.requests.slice(before))
  assert.ok(server.requests.length > before + 1)
  for (const secret of ["5b1a481060b221115c4a251e", "Ada", "ada@", "ref-1"]) assert.ok(!said.includes(secret), secret)
  assert.deepEqual([cookies.names, Object.keys(localStorage)], [[], []])
})

test("anonymous to granted: the session goes on, with an id from now on", async t => {
  const { cookies } = onDevice(t)
  const server = backEnd()
  const { api, session } = await start(server, { consent: "anonymous" })
  await session.setCart({ items: [line()] }).setCustomer(CUSTOMER).viewFrontPage().load()
  assert.equal(server.requests[0].message.customer, undefined)
  await api.vitrine.setConsent("granted")
  await session.viewProduct("p1").load()
  assert.equal(server.requests[1].message.customer.email, "Ada@Example.com")
  assert.deepEqual(cookies.names, ["2c.cId@shop.test"])
})

test("forget: what an earlier page left goes, whatever consent says", async t => {
  for (const consent of ["denied", "anonymous", "granted"]) {
    const given = device()
    try {
      given.localStorage.setItem("vitrine.demo.told", "{}")
      document.cookie = "2c.cId=older; path=/; domain=shop.test"
      const { api } = await start(backEnd(), { consent })
      await api.vitrine.forget()
      assert.deepEqual([given.cookies.names, Object.keys(given.localStorage), api.vitrine.consent], [[], [], consent])
    } finally {
      given.remove()
    }
  }
})

test("a store of the page's own is told that the visitor is forgotten", async () => {
  const told = []
  const server = backEnd()
  const { api, session } = await start(server)
  api.visit.setStore({ getCustomerId: () => "theirs", setCustomerId: id => told.push(id) })
  await session.viewOther().load()
  told.length = 0
  await api.vitrine.setConsent("denied")
  assert.deepEqual(told, [undefined])
})

test("do not track of the page takes nothing from what the visitor did not agree to", async () => {
  const server = backEnd()
  const { api, session } = await start(server, { consent: "anonymous" })
  api.visit.setDoNotTrack(false)
  assert.equal(api.visit.isDoNotTrack(), true)
  await session.viewOther().load()
  await session.viewOther().load()
  assert.ok(server.requests.every(({ query }) => !("c" in query)))
})

test("other tabs hear of a change, and it is one across them", async t => {
  const { localStorage, hear } = onDevice(t)
  const signals = []
  const { setItem } = localStorage
  Object.defineProperty(localStorage, "setItem", { value(key, value) { if (key === "vitrine.demo.consent") signals.push(value); setItem.call(this, key, value) } })
  const server = backEnd()
  const { api, session } = await start(server)
  await session.viewOther().load()
  await api.vitrine.setConsent("denied")
  await api.vitrine.setConsent("granted")
  assert.deepEqual(signals, ["denied", "granted"])
  assert.ok(!("vitrine.demo.consent" in localStorage))
  hear("vitrine.other.consent", "denied")
  hear("vitrine.demo.consent", "nonsense")
  hear("vitrine.demo.consent", null)
  assert.equal(api.vitrine.consent, "granted")
  hear("vitrine.demo.consent", "denied")
  assert.equal(api.vitrine.consent, "denied")
  await later()
  assert.deepEqual(signals, ["denied", "granted"], "it is not told again")
  hear("vitrine.demo.consent", "granted")
  await later()
  assert.equal(api.vitrine.consent, "granted")
})

test("changes faster than their chunk: the last one holds, and a withdrawal among them deletes", async t => {
  const { localStorage } = onDevice(t)
  const server = backEnd()
  const { api, session } = await start(server)
  await session.setCart({ items: [line()] }).viewOther().load()
  assert.notDeepEqual(Object.keys(localStorage), [])
  api.vitrine.setConsent("denied")
  api.vitrine.setConsent("anonymous")
  await api.vitrine.setConsent("denied")
  assert.equal(api.vitrine.consent, "denied")
  assert.deepEqual(Object.keys(localStorage), [])
  api.vitrine.setConsent("granted")
  api.vitrine.setConsent("denied")
  await api.vitrine.setConsent("granted")
  await session.viewOther().load()
  assert.equal(api.vitrine.consent, "granted")
})

test("a listener that withdraws consent stops the very request it is told of", async () => {
  for (const state of ["denied", "anonymous"]) {
    const server = backEnd()
    const { api, session } = await start(server)
    await session.viewOther().load()
    api.listen("prerequest", () => api.vitrine.setConsent(state))
    const [outcome] = await codes([session.setCustomer(CUSTOMER).viewCart().load()])
    await later()
    assert.equal(outcome, "VitrineError denied")
    assert.ok(!JSON.stringify(server.requests).includes("Ada"), state)
  }
})

test("Global Privacy Control makes anonymous of granted, unless the shop has its own question", async t => {
  const found = Object.getOwnPropertyDescriptor(globalThis, "navigator")
  Object.defineProperty(globalThis, "navigator", { value: { globalPrivacyControl: true }, configurable: true })
  t.after(() => found ? Object.defineProperty(globalThis, "navigator", found) : delete globalThis.navigator)
  const server = backEnd()
  const { api } = await start(server)
  assert.equal(api.vitrine.consent, "anonymous")
  await api.vitrine.setConsent("denied")
  await api.vitrine.setConsent("granted")
  assert.equal(api.vitrine.consent, "anonymous")
  assert.equal((await start(server, { gpc: false })).api.vitrine.consent, "granted")
  assert.equal((await start(server, { consent: "denied" })).api.vitrine.consent, "denied")
})

test("searches wait for consent and end with it", async () => {
  const server = backEnd(({ path }) => path === "/ev1" ? { customer: "5b1a481060b221115c4a251e" } : { data: { search: { query: "boots" } } })
  const { api } = await start(server, { consent: "denied" })
  const found = api.search({ query: "boots", products: { fields: ["productId"] } })
  await later()
  assert.equal(server.requests.length, 0)
  await api.vitrine.setConsent("granted")
  assert.equal((await found).query, "boots")
  await api.vitrine.setConsent("denied")
  const asked = server.requests.length
  const lost = api.search({ query: "coats" })
  await later()
  assert.equal(server.requests.length, asked)
  lost.catch(() => {})
  await settled()
})

test("a search under way ends when consent is withdrawn", async () => {
  const server = backEnd(({ path, signal }) => path === "/ev1" ? { customer: "5b1a481060b221115c4a251e" } : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))))
  const { api } = await start(server)
  const found = codes([api.search({ query: "boots", products: { fields: ["productId"] } })])
  while (!server.requests.some(({ path }) => path !== "/ev1")) await later()
  await api.vitrine.setConsent("denied")
  assert.deepEqual(await found, ["VitrineError denied"])
})

test("a change that cannot be made holds what is less all the same, and may be tried again", async t => {
  t.mock.method(console, "error", () => {})
  const folder = await mkdtemp(join(tmpdir(), "vitrine-"))
  t.after(() => rm(folder, { recursive: true }))
  await copyFile(join(dist, "index.js"), join(folder, "index.mjs"))
  const { init } = await import(pathToFileURL(join(folder, "index.mjs")))
  const server = backEnd()
  const api = await init({ account: "demo", server: "https://shop.test", wasm, fetch: server.fetch })
  await api.defaultSession().viewOther().load()
  for (const _ of [1, 2]) {
    await assert.rejects(api.vitrine.setConsent("denied"))
    assert.equal(api.vitrine.consent, "denied")
  }
  api.defaultSession().viewCart().load().catch(() => {})
  await later()
  assert.equal(server.requests.length, 1)
})

test("hashed addresses: none is kept, sent or in what the page is shown of a message", async t => {
  const { localStorage } = onDevice(t)
  const kept = []
  const { setItem } = localStorage
  Object.defineProperty(localStorage, "setItem", { value(key, value) { kept.push(value); setItem.call(this, key, value) } })
  const server = backEnd()
  const { api, session } = await start(server, { hashEmail: true })
  const action = session.setCustomer({ email: "  Ada@Example.com " }).viewFrontPage()
  const dumped = action.dumpData()
  await action.load()
  await session.addOrder(order("A-4")).load()
  await api.customer({ email: "ada@example.com", first_name: 'with "email":"x@y.test" in it' })
  const said = JSON.stringify([server.requests, kept, dumped])
  assert.ok(!/ada@example/i.test(said))
  const expected = createHash("sha256").update("ada@example.com").digest("hex")
  assert.equal(server.requests[0].message.customer.email, expected)
  assert.equal(server.requests.find(({ path }) => path === "/order/track").message.info.email, expected)
  assert.ok(said.includes("x@y.test"), "what is no member is left alone")
})

test("hashed addresses: what waited for consent is hashed before it goes anywhere", async t => {
  const { localStorage } = onDevice(t)
  const gate = deferred()
  const server = backEnd(() => gate.promise)
  const { api, session } = await start(server, { hashEmail: true, consent: "denied" })
  const result = session.setCustomer(CUSTOMER).viewFrontPage().load()
  await api.vitrine.setConsent("granted")
  assert.ok(Object.keys(localStorage).length > 0)
  assert.ok(!/ada@example/i.test(JSON.stringify([localStorage, server.requests])))
  gate.resolve({})
  await result
})
