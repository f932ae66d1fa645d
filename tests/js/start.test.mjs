/** Importing, starting, and calls before the start. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, fresh, line, settled, start, wasm } from "./library.mjs"

const options = server => ({ account: "demo", server: "https://shop.test", wasm, fetch: server.fetch })

for (const file of ["index.js", "inline.js"]) {
  test(`importing ${file} uses nothing of the page and leaves no global`, async () => {
    const watched = ["window", "document", "location", "navigator", "localStorage", "sessionStorage", "fetch", "crypto", "WebAssembly", "setTimeout", "queueMicrotask", "addEventListener"]
    const before = new Map(watched.map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)]))
    const names = Reflect.ownKeys(globalThis)
    const touched = []
    for (const name of watched) {
      const value = globalThis[name]
      Object.defineProperty(globalThis, name, { configurable: true, get: () => (touched.push(name), value), set: () => touched.push(name) })
    }
    try {
      await fresh(file)
    } finally {
      for (const [name, found] of before) found ? Object.defineProperty(globalThis, name, found) : delete globalThis[name]
    }
    assert.deepEqual(touched, [])
    assert.deepEqual(Reflect.ownKeys(globalThis), names)
  })
}

test("the version is that of the package", async () => {
  const { default: { version } } = await import("../../package.json", { with: { type: "json" } })
  for (const file of ["index.js", "inline.js"]) assert.equal((await fresh(file)).version, version)
})

test("init resolves to a plain object that is no promise, nor is what its methods give", async () => {
  const { api, session } = await start(backEnd())
  assert.equal(Object.getPrototypeOf(api), Object.prototype)
  for (const object of [api, session, session.viewCart(), api.recordAttribution({ type: "vp", target: "1" })]) assert.ok(!("then" in object))
  assert.equal(await api, api)
})

test("the inline entry needs no other file", async () => {
  const server = backEnd()
  const { init } = await fresh("inline.js")
  const api = await init({ ...options(server), wasm: undefined })
  await api.defaultSession().viewFrontPage().load()
  assert.equal(server.requests[0].message.page_type, "front")
})

test("the core is asked for in a task of its own", async t => {
  const asked = []
  t.mock.method(globalThis, "fetch", async url => (asked.push(url), new Response(wasm)))
  const { init } = await fresh("index.js")
  const ready = init({ ...options(backEnd()), wasm: "https://shop.test/vitrine.wasm" })
  for (let turn = 0; turn < 50; turn++) await undefined
  assert.deepEqual(asked, [])
  await ready
  assert.deepEqual(asked, ["https://shop.test/vitrine.wasm"])
})

test("where WebAssembly is refused the JavaScript core says the same", async t => {
  t.mock.method(console, "info", () => {})
  const said = []
  for (const core of [wasm, new Uint8Array([1, 2, 3])]) {
    const server = backEnd()
    const { session } = await start(server, { wasm: core })
    await session.setCart({ items: [line()] }).viewCategory("/A/B").setPlacements(["x"]).load()
    said.push({ ...server.requests[0].message })
  }
  assert.equal(console.info.mock.callCount(), 1)
  assert.deepEqual(said[1], said[0])
  assert.equal(said[0].cart.length, 1)
})

test("the core may come as bytes, a module, a response or a look-alike of one", async () => {
  const response = () => new Response(wasm, { headers: { "content-type": "application/wasm" } })
  const sources = [wasm, await WebAssembly.compile(wasm), response(), new Response(wasm), { arrayBuffer: async () => wasm }]
  for (const source of sources) {
    const server = backEnd()
    const { session } = await start(server, { wasm: source })
    await session.viewOther().load()
    assert.equal(server.requests.length, 1)
  }
})

test("two starts of one account share one api, also at once; another account has its own", async () => {
  const { init } = await fresh()
  const server = backEnd()
  const [one, two] = await Promise.all([init(options(server)), init(options(server))])
  assert.equal(one, two)
  assert.equal(await init({ settings: { account: "demo" } }), one)
  const other = await init({ ...options(server), account: "other" })
  assert.notEqual(other, one)
  await other.defaultSession().viewOther().load()
  await one.defaultSession().viewOther().load()
  assert.deepEqual(server.requests.map(({ query }) => query.m), ["other", "demo"])
})

test("callbacks before and after init run in order and promise their results", async () => {
  const server = backEnd()
  const { init, nostojs } = await fresh()
  const order = []
  const view = name => nostojs(api => (order.push(name), api.defaultSession().viewCategory(name).load().then(() => name)))
  const early = [view("/1"), view("/2")]
  assert.deepEqual(order, [])
  const starting = init(options(server))
  const later = [view("/3")]
  await starting
  later.push(view("/4"))
  assert.deepEqual(await Promise.all([...early, ...later]), ["/1", "/2", "/3", "/4"])
  assert.deepEqual(order, ["/1", "/2", "/3", "/4"])
  assert.deepEqual(server.requests.map(({ message }) => message.categories[0]), ["/1", "/2", "/3", "/4"])
})

test("a callback that throws rejects its own promise and is told to scripterror", async t => {
  t.mock.method(console, "error", () => {})
  const { api, nostojs } = await start(backEnd())
  const told = []
  api.listen("scripterror", ({ msg }) => told.push(msg))
  await assert.rejects(nostojs(() => { throw new Error("mine") }), /^Error: mine$/)
  assert.equal(await nostojs(() => 7), 7)
  assert.deepEqual(told, ["mine"])
})

test("a call before the core is there keeps its page and its time", async t => {
  const server = backEnd()
  const { init, nostojs } = await fresh()
  const began = Date.UTC(2030, 0, 1)
  t.mock.timers.enable({ apis: ["Date"], now: began })
  globalThis.location = { href: "https://shop.test/then", protocol: "https:", hostname: "shop.test" }
  try {
    let arrive
    const starting = init({ ...options(server), wasm: { arrayBuffer: () => new Promise(resolve => { arrive = () => resolve(wasm) }) } })
    const loaded = nostojs(api => api.defaultSession().viewOther().load())
    const cart = { items: [line()] }
    const updated = nostojs(api => api.defaultSession().setCart(cart).viewCart().update())
    await settled()
    cart.items[0].quantity = 9
    location.href = "https://shop.test/now"
    t.mock.timers.setTime(began + 2_000)
    assert.equal(server.requests.length, 0)
    arrive()
    await Promise.all([starting, loaded, updated])
  } finally {
    delete globalThis.location
  }
  const [{ message }, { message: second }] = server.requests
  assert.equal(message.url, "https://shop.test/then")
  assert.equal(message.event_date, new Date(began).toISOString())
  assert.equal(message.cart, undefined, "a setter of a later call is not in an earlier message")
  assert.equal(second.cart[0].quantity, 1)
})

test("in a page the globals are claimed and their queue is replayed in order", async () => {
  const server = backEnd()
  const { init } = await fresh()
  const order = []
  const stub = () => {}
  stub.q = [() => order.push("first"), () => order.push("second")]
  stub.o = { disableAutoLoad: true }
  globalThis.window = { nostojs: stub }
  try {
    const api = await init(options(server))
    assert.deepEqual(order, ["first", "second"])
    assert.equal(api.isAutoLoad(), false)
    assert.equal(await window.nostojs(given => given === api && "result"), "result")
    window.nosto.reload({ server: "https://elsewhere.test" })
    await api.defaultSession().viewOther().load()
    assert.equal(new URL(server.requests[0].url).origin, "https://elsewhere.test")
  } finally {
    delete globalThis.window
  }
})

test("an app tells of its views itself unless it asks for the automatic load", async () => {
  const server = backEnd()
  const { api } = await start(server)
  assert.equal(api.isAutoLoad(), false)
  api.setAutoLoad(true)
  assert.equal(api.isAutoLoad(), true)
  await settled()
  assert.equal(server.requests.length, 0)
  assert.equal((await start(server, { autoLoad: true })).api.isAutoLoad(), true)
  await settled()
  assert.equal(server.requests.length, 1)
  assert.equal(server.requests[0].message.response_mode, "HTML")
})
