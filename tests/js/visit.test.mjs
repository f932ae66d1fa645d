/** Who the visitor is, and whether that may be known. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, settled, start } from "./library.mjs"

const id = "5b1a481060b221115c4a251e"

test("the id of an answer is kept and sent; one set by the page takes its place", async () => {
  const server = backEnd()
  const { api, session } = await start(server)
  assert.equal(api.visit.getCustomerId(), undefined)
  await session.viewOther().load()
  assert.equal(api.visit.getCustomerId(), id)
  api.visit.setCustomerId("mine")
  assert.equal(api.visit.getCustomerId(), "mine")
  await session.viewOther().load()
  assert.deepEqual(server.requests.map(({ query }) => query.c), [undefined, "mine"])
})

test("an id set before the core is there goes out with the first request", async () => {
  const server = backEnd()
  const library = await (await import("./library.mjs")).fresh()
  const seen = library.nostojs(api => {
    api.visit.setCustomerId("early")
    return api.visit.getCustomerId()
  })
  const { wasm } = await import("./library.mjs")
  const api = await library.init({ account: "demo", server: "https://shop.test", wasm, fetch: server.fetch })
  await api.defaultSession().viewOther().load()
  assert.equal(await seen, "early")
  assert.equal(server.requests[0].query.c, "early")
})

for (const setter of ["setStore", "setCustomerIdentifierService"]) {
  test(`${setter}: the page's own store is read and written`, async () => {
    const server = backEnd()
    const { api, session } = await start(server)
    const held = []
    const store = { getCustomerId: () => held.at(-1), setCustomerId: given => { held.push(given) } }
    assert.equal(api.visit[setter](store), store)
    await session.viewOther().load()
    assert.deepEqual(held, [id])
    held.push(12)
    assert.equal(api.visit.getCustomerId(), "12")
    await session.viewOther().load()
    assert.deepEqual(server.requests.map(({ query }) => query.c), [undefined, "12"])
  })
}

test("a store that throws, or is none, costs nothing but the id", async t => {
  t.mock.method(console, "error", () => {})
  const throwing = () => { throw new Error("mine") }
  for (const store of [{ getCustomerId: throwing, setCustomerId: throwing }, {}, 5]) {
    const server = backEnd()
    const { api, session } = await start(server)
    const told = []
    api.listen("scripterror", ({ msg }) => told.push(msg))
    api.visit.setStore(store)
    await session.viewOther().load()
    assert.equal(api.visit.getCustomerId(), undefined)
    assert.equal(server.requests[0].query.c, undefined)
    assert.ok(told.length > 0)
  }
})

test("do not track: no id is read, stored or sent", async () => {
  const server = backEnd()
  const { api, session } = await start(server)
  const held = []
  api.visit.setStore({ getCustomerId: () => (held.push("read"), "theirs"), setCustomerId: given => held.push(given) })
  assert.equal(api.visit.isDoNotTrack(), false)
  assert.equal(api.visit.setDoNotTrack(true), true)
  assert.equal(api.visit.isDoNotTrack(), true)
  await session.viewOther().load()
  await session.viewOther().load()
  assert.deepEqual(server.requests.map(({ query }) => "c" in query), [false, false])
  assert.equal(api.visit.getCustomerId(), undefined)
  assert.deepEqual(held, [])
})

test("consent anonymous: requests without an id", async () => {
  const server = backEnd()
  const { api, session } = await start(server, { consent: "anonymous" })
  await session.viewOther().load()
  await Promise.all([session.viewOther().load(), session.viewOther().update()])
  assert.equal(server.requests.length, 3)
  assert.ok(server.requests.every(({ query }) => !("c" in query)))
  assert.equal(api.visit.isDoNotTrack(), true)
  assert.equal(api.visit.getCustomerId(), undefined)
})

test("consent denied: nothing is loaded and nothing is sent", async t => {
  const asked = t.mock.method(globalThis, "fetch", async () => new Response(""))
  const compiled = t.mock.method(WebAssembly, "instantiate")
  const server = backEnd()
  const { api, session } = await start(server, { consent: "denied", wasm: "https://shop.test/vitrine.wasm", settings: { account: "demo" } })
  let outcome = "waits"
  session.viewOther().load().then(() => (outcome = "loaded"), () => (outcome = "failed"))
  api.recordAttribution({ type: "vp", target: "1" }).done()
  await settled()
  assert.equal(outcome, "waits")
  assert.deepEqual([server.requests.length, asked.mock.callCount(), compiled.mock.callCount()], [0, 0, 0])
})

test("an id that would break out of a cookie is not kept", async () => {
  const server = backEnd(() => ({ customer: "a; domain=evil.test" }))
  const { api, session } = await start(server)
  await session.viewOther().load()
  assert.equal(api.visit.getCustomerId(), undefined)
})
