/** Sessions on a server: one visitor each, one module for all. */
import assert from "node:assert/strict"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { test } from "node:test"
import { backEnd, deferred, fresh, line, settled, wasm } from "./library.mjs"

const id = "5b1a481060b221115c4a251e"
const { createSession } = await fresh("headless.js")

const open = (server, options) =>
  createSession({ account: "demo", server: "https://back.test", url: "https://www.shop.co.uk/", fetch: server.fetch, ...options })

/** As `backEnd`, with the headers of each request. */
function headed(answer) {
  const server = backEnd(answer)
  const headers = []
  return { ...server, headers, fetch: (url, init) => (headers.push(init.headers), server.fetch(url, init)) }
}

test("a visit: the message, the browser's name, the results, the cookie for the widest domain", async () => {
  const server = headed(() => ({ customer: id, pv: 1, recommendations: { home: { products: [] } } }))
  const session = await open(server, { userAgent: "Mozilla/5.0", clientAddress: "192.0.2.7", referrer: "https://blog.test/post" })
  assert.deepEqual(session.setCookies(), [])
  const data = await session.setCart({ items: [line()] }).viewFrontPage().setPlacements(["home"]).load()
  assert.equal(data.page_views, 1)
  assert.deepEqual(Object.keys(data.campaigns.recommendations), ["home"])
  const [{ message, query }] = server.requests
  assert.deepEqual([message.url, message.referrer, message.page_type, message.elements], ["https://www.shop.co.uk/", "https://blog.test/post", "front", ["home"]])
  assert.equal(message.cart.length, 1)
  assert.equal(query.c, undefined)
  assert.deepEqual(server.headers, [{ "user-agent": "Mozilla/5.0", "x-forwarded-for": "192.0.2.7" }])
  assert.deepEqual(session.setCookies(), [`2c.cId=${id}; path=/; max-age=126144000; domain=shop.co.uk; SameSite=Lax; Secure`])
  assert.equal(session.visit.getCustomerId(), id)
})

for (const [url, domain] of [["https://myshop.github.io/", "; domain=myshop.github.io"], ["http://127.0.0.1:80/", ""], ["http://localhost/", ""], ["https://github.io/", ""]]) {
  test(`the cookie of ${url}`, async () => {
    const session = await open(backEnd(), { url })
    await session.viewOther().load()
    assert.deepEqual(session.setCookies(), [`2c.cId=${id}; path=/; max-age=126144000${domain}; SameSite=Lax${url.startsWith("https") ? "; Secure" : ""}`])
  })
}

test("a visitor who came back keeps the id, which is renewed; a new name is followed", async () => {
  const server = backEnd((request, index) => ({ customer: index ? "renamed" : id }))
  const session = await open(server, { cookies: `a=1; 2c.cId=${id};b=2` })
  assert.equal(session.visit.getCustomerId(), id)
  await session.viewOther().load()
  await session.viewOther().load()
  await session.viewOther().load()
  assert.deepEqual(server.requests.map(({ query }) => query.c), [id, id, "renamed"])
  assert.equal(session.setCookies().length, 1)
  assert.match(session.setCookies()[0], /^2c\.cId=renamed;/)
})

test("consent anonymous: no id is read, sent or set", async () => {
  const server = headed()
  const session = await open(server, { cookies: `2c.cId=${id}`, consent: "anonymous" })
  await session.viewOther().load()
  assert.equal(server.requests[0].query.c, undefined)
  assert.deepEqual(server.headers, [{ "x-nosto-optout": "1" }])
  assert.deepEqual([session.setCookies(), session.visit.getCustomerId(), JSON.parse(session.dehydrate()).visitor], [[], undefined, undefined])
})

test("consent denied: nothing is sent or set, and there is nothing to show", async () => {
  const server = backEnd()
  const session = await open(server, { cookies: `2c.cId=${id}`, consent: "denied" })
  const data = await session.addOrder({ info: { order_number: "1" }, items: [] }).setPlacements(["a"]).load()
  await session.recordAttribution("vp", "1").done()
  assert.deepEqual(data.recommendations, {})
  assert.deepEqual([server.requests, session.setCookies(), JSON.parse(session.dehydrate()).loads], [[], [], []])
})

test("the landing and its attribution are told once, without the e-mail address in the page's", async () => {
  const server = backEnd()
  const url = "https://shop.test/p?utm_source=mail&nosto=r1&nosto_source=email&refSrc=9&mail=a%40b.test"
  const settings = { emailAddressUrlParamName: "mail", collectEmailFromURL: true, externalIdentifier: "uid" }
  const session = await open(server, { url, settings, referrer: "https://www.google.com/search?q=mug", cookies: "uid=77" })
  await session.viewProduct("p").load()
  await session.viewProduct("p").load()
  const [first, second] = server.requests.map(({ message }) => message)
  assert.deepEqual(first.events, [["vp", "p", "r1", "9", null, "email"], ["ec", "utm_source=mail"], ["es", "mug"]])
  assert.deepEqual([first.mail_type, first.mail_ref, first.customer, first.external_identifier], ["email", "r1", { email: "a@b.test" }, "77"])
  assert.ok(!first.url.includes("a%40b.test"))
  assert.deepEqual(second.events.map(([type]) => type), ["vp"])
})

test("bad options are typed errors, a bad referrer is none at all", async () => {
  const server = backEnd()
  for (const [options, path] of [[{ account: "" }, "account"], [{ url: "/cart" }, "url"], [{ url: "ftp://shop.test" }, "url"], [{ consent: "yes" }, "consent"]]) {
    await assert.rejects(open(server, options), { name: "VitrineError", code: "config", path })
  }
  const session = await open(server, { referrer: "not an address" })
  await session.viewOther().load()
  assert.equal(server.requests[0].message.referrer, undefined)
})

test("bad data is a diagnostic with a path; a rejected order is told", async () => {
  const server = backEnd(({ path }) => (path === "/order/track" ? { errors: [{ path: "info.phone" }] } : {}))
  const session = await open(server)
  const told = []
  for (const name of ["diagnostic", "ordererror"]) session.listen(name, payload => told.push(payload))
  await session.setCart({ items: [{ ...line(), unit_price: {} }] }).addOrder({ info: { order_number: "1" }, items: [line("a")] }).load()
  assert.equal(told[0][0].path, "cart.items[0].unit_price")
  assert.deepEqual(told[1].response.errors, [{ path: "info.phone" }])
})

test("ten thousand interleaved sessions see nothing of each other", async () => {
  const fetch = async (url, init) => {
    await new Promise(resolve => setTimeout(resolve, Math.random() * 20))
    const { searchParams } = new URL(url)
    const message = JSON.parse(init.body ?? searchParams.get("message"))
    // The cart is told once.
    const visitor = searchParams.get("c")
    const name = message.cart?.[0].product_id ?? visitor
    assert.equal(visitor ?? name, name)
    return Response.json({ customer: name, pv: 1, cmpid: `${name}|${message.page_type}|${message.url}` })
  }
  async function visit(number) {
    const name = `visitor-${number}`
    const url = `https://shop.test/${number}`
    const session = await open({ fetch }, { url })
    session.setCart({ items: [line(name)] })
    const first = await session.viewFrontPage().load()
    const second = await session.viewCart().load()
    assert.deepEqual([first.cmpid, second.cmpid], [`${name}|front|${url}`, `${name}|cart|${url}`])
    assert.ok(session.setCookies()[0].startsWith(`2c.cId=${name};`) && session.dehydrate().includes(name))
    if (number % 2) await session.close()
  }
  await Promise.all(Array.from({ length: 10_000 }, (_, number) => visit(number)))
})

test("closing waits for the order, then calls fail", async () => {
  const order = deferred()
  const server = backEnd(({ path }) => (path === "/order/track" ? order.promise : {}))
  const session = await open(server, { cookies: `2c.cId=${id}` })
  await session.addOrder({ info: { order_number: "1" }, items: [line()] }).load()
  let closed = false
  const closing = session.close().then(() => (closed = true))
  await settled()
  assert.equal(closed, false)
  order.resolve({})
  await closing
  await assert.rejects(session.viewOther().load(), { code: "closed" })
  assert.equal(session.close(), session.close())
})

test("a signal gives up the calls of a session, but not its order", async () => {
  const controller = new AbortController()
  const server = backEnd(() => new Promise(() => {}))
  const session = await open(server, { cookies: `2c.cId=${id}`, signal: controller.signal })
  const load = session.addOrder({ info: { order_number: "1" }, items: [line()] }).load()
  controller.abort()
  await assert.rejects(load, { code: "aborted" })
  const given = Object.fromEntries(server.requests.map(({ path, signal }) => [path, signal.aborted]))
  assert.deepEqual(given, { "/order/track": false, "/ev1": true })
  await assert.rejects(session.viewOther().load(), { code: "aborted" })
})

test("a session that is forgotten lives until its last call has ended, then its core is freed", async () => {
  setFlagsFromString("--expose-gc")
  const collect = runInNewContext("gc")
  const answer = deferred()
  const visit = async () => {
    const fetch = () => answer.promise
    const session = await open({ fetch })
    // What the session was made with is held by its core and by nothing else.
    return { held: new WeakRef(fetch), load: session.viewOther().load() }
  }
  const { held, load } = await visit()
  // Looking at it would hold it until the next turn.
  const rounds = async () => {
    for (let round = 0; round < 10; round++) {
      await settled()
      collect()
    }
    await settled()
  }
  await rounds()
  answer.resolve(Response.json({ pv: 7 }))
  assert.equal((await load).page_views, 7)
  assert.ok(held.deref())
  await rounds()
  assert.equal(held.deref(), undefined)
})

test("after a trap the next session gets a new instance", async t => {
  t.mock.method(console, "error", () => {})
  // The memory may grow by a few pages and no more.
  const [start] = [...wasm.keys()].filter(at => wasm[at] === 5 && wasm[at + 1] === 3 && wasm[at + 2] === 1 && wasm[at + 3] === 0)
  const tight = Buffer.concat([wasm.subarray(0, start), Buffer.from([5, 4, 1, 1, wasm[start + 4], wasm[start + 4] + 4]), wasm.subarray(start + 5)])
  const { createSession } = await fresh("headless.js")
  const server = backEnd()
  const options = { account: "demo", server: "https://back.test", url: "https://shop.test/", fetch: server.fetch, wasm: tight }
  const [one, two] = [await createSession(options), await createSession(options)]
  await two.viewOther().load()
  await assert.rejects(one.setCart({ items: Array(9000).fill(line()) }).viewCart().load(), { code: "internal" })
  await assert.rejects(two.viewOther().load(), { code: "internal" })
  await (await createSession(options)).viewOther().load()
  assert.equal(server.requests.length, 2)
})

test("no global is read but those of the language, none is left", async () => {
  const watched = ["window", "self", "document", "location", "navigator", "localStorage", "sessionStorage", "fetch", "nostojs", "nosto", "Nosto", "vitrine", "addEventListener"]
  const before = new Map(watched.map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)]))
  const names = Reflect.ownKeys(globalThis)
  const touched = []
  for (const name of watched) Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name), set: () => touched.push(name) })
  try {
    const { createSession } = await fresh("headless.js")
    const server = backEnd()
    const session = await createSession({ account: "demo", server: "https://back.test", url: "https://shop.test/?utm_id=1", fetch: server.fetch })
    await session.setCustomer({ email: "a@b.test" }).addOrder({ info: { order_number: "1" }, items: [] }).load()
    session.dehydrate()
    await session.close()
    assert.equal(server.requests.length, 2)
  } finally {
    for (const [name, found] of before) found ? Object.defineProperty(globalThis, name, found) : delete globalThis[name]
  }
  assert.deepEqual(touched, [])
  assert.deepEqual(Reflect.ownKeys(globalThis), names)
})

test("the core may come as bytes, a module, a response or an address; without it the error is typed", async () => {
  const file = new URL("../../pkg/dist/vitrine.wasm", import.meta.url)
  for (const source of [wasm, await WebAssembly.compile(wasm), new Response(wasm), file, file.href]) {
    const { createSession } = await fresh("headless.js")
    const server = backEnd()
    await (await createSession({ account: "demo", url: "https://shop.test/", fetch: server.fetch, wasm: source })).viewOther().load()
    assert.equal(server.requests.length, 1)
  }
  const { createSession } = await fresh("headless.js")
  for (const source of ["file:///nowhere/vitrine.wasm", new Uint8Array([1, 2, 3])]) {
    await assert.rejects(createSession({ account: "demo", url: "https://shop.test/", wasm: source }), { code: "unavailable", path: "wasm" })
  }
})

test("an order that was not taken is handed in again, with the same key, before the session closes", async () => {
  let failures = 1
  const server = backEnd(({ path }) => {
    if (path === "/order/track" && failures--) throw new TypeError("connection refused")
    return { customer: id }
  })
  const session = await open(server, { cookies: `2c.cId=${id}` })
  await session.addOrder({ info: { order_number: "1" }, items: [line()] }).load()
  await session.close()
  const orders = server.requests.filter(({ path }) => path === "/order/track")
  assert.equal(orders.length, 2)
  assert.equal(orders[0].query.rid, orders[1].query.rid)
  assert.equal(server.requests.filter(({ path }) => path === "/ev1").length, 1, "the view is not told again")
})
