/** The edge handler: what it lets through, what it changes, what it keeps. */
import assert from "node:assert/strict"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { test } from "node:test"
import { dist, fresh, settled } from "./library.mjs"

const id = "5b1a481060b221115c4a251e"
const own = "https://www.shop.co.uk"
const { createEdge, memoryQueue, memoryRateLimit } = await fresh("edge.js")
const { default: { version } } = await import("../../package.json", { with: { type: "json" } })

/** An edge before an upstream that is a function; `asked` are the requests that reached it. */
function edge(options, answer = () => Response.json({ customer: id, pv: 1 })) {
  const asked = []
  const fetch = async (url, init) => {
    asked.push({ ...init, url: new URL(url), headers: new Headers(init.headers) })
    return answer(asked.at(-1))
  }
  const handle = createEdge({ upstream: "https://back.test", searchUpstream: "https://search.test", fetch, ...options })
  const ask = (path, init, context) => handle(new Request(own + path, init), context)
  return { handle, ask, asked }
}

const message = (value, query = "m=demo&rid=1") => `/ev1?${query}&message=${encodeURIComponent(JSON.stringify(value))}`
const order = { method: "POST", body: JSON.stringify({ info: { order_number: "7", email: "a@b.test", country: "FI" }, items: [] }), headers: { "content-type": "text/plain;charset=UTF-8" } }

test("the library's files: for ever under the version, to be asked for again without it", async () => {
  const { ask, asked } = edge()
  for (const [name, type] of [["vitrine.js", "text/javascript; charset=utf-8"], ["vitrine.wasm", "application/wasm"], ["search.js", "text/javascript; charset=utf-8"]]) {
    const response = await ask(`/${version}/${name}`)
    assert.equal(response.headers.get("cache-control"), "public, max-age=31536000, immutable")
    assert.equal(response.headers.get("content-type"), type)
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), await readFile(join(dist, name)))
    const loose = await ask(`/${name}`)
    assert.match(loose.headers.get("cache-control"), /max-age=300/)
    assert.equal((await ask(`/${name}`, { headers: { "if-none-match": loose.headers.get("etag") } })).status, 304)
    assert.equal((await (await ask(`/${name}`, { method: "HEAD" })).text()).length, 0)
  }
  for (const path of ["/0.0.1/vitrine.js", "/package.json", "/headless.js", "/../package.json", "/constructor", `/${version}/edge.js`]) {
    assert.equal((await ask(path)).status, 404, path)
  }
  assert.equal(asked.length, 0)
})

test("every file the script may ask for is served", async () => {
  const { ask } = edge()
  const script = await readFile(join(dist, "index.js"), "utf8")
  const named = new Set([...script.matchAll(/"\.\/([\w.]+\.(?:js|wasm))"/g)].map(([, name]) => name))
  assert.ok(named.size >= 8)
  for (const name of named) assert.equal((await ask(`/${name}`)).status, 200, name)
})

test("messages, orders, analytics, search and settings each find their server; anything else is somebody else's", async () => {
  const { ask, asked } = edge({ otherwise: request => new Response(new URL(request.url).pathname) })
  await ask(message({ url: "https://x.test" }))
  await ask("/order/track?m=demo", order)
  await ask("/analytics/search/click?merchant=demo", { method: "POST", body: "{}" })
  await ask("/v1/graphql", { method: "POST", body: "{}" })
  await ask("/include/demo")
  assert.deepEqual(asked.map(({ method, url }) => `${method} ${url.origin}${url.pathname}`), [
    "GET https://back.test/ev1", "POST https://back.test/order/track", "POST https://back.test/analytics/search/click",
    "POST https://search.test/v1/graphql", "GET https://back.test/include/demo",
  ])
  assert.equal(asked[0].url.searchParams.get("message"), '{"url":"https://x.test"}')
  assert.equal(asked[1].body, order.body)
  assert.equal(await (await ask("/cart")).text(), "/cart")
  assert.equal((await ask("/ev1", { method: "DELETE" })).status, 405)
})

test("below a prefix and under other names", async () => {
  const { ask, asked } = edge({ prefix: "/n/", endpoints: { events: "/e", order: "/o" } })
  assert.equal((await ask("/n/vitrine.js")).status, 200)
  assert.equal((await ask("/vitrine.js")).status, 404)
  await ask("/n/e?m=demo")
  await ask("/n/o", order)
  assert.equal((await ask("/n/ev1")).status, 404)
  assert.deepEqual(asked.map(({ url }) => url.pathname), ["/e", "/o"])
})

test("cookies and other headers of the shop go no further; the browser's name does, the address where it is known", async () => {
  const headers = { cookie: "session=secret", "x-secret": "1", "user-agent": "Mozilla/5.0", "accept-language": "fi", "cf-ip": "192.0.2.1" }
  const first = edge()
  await first.ask("/ev1", { headers })
  assert.deepEqual(Object.fromEntries(first.asked[0].headers), { "accept-language": "fi", "user-agent": "Mozilla/5.0" })
  const second = edge({ forwardUserAgent: false, clientAddress: request => request.headers.get("cf-ip") }, () => Response.json({}, { headers: { "set-cookie": "a=1", "x-powered-by": "x" } }))
  const response = await second.ask("/ev1", { headers })
  assert.deepEqual(Object.fromEntries(second.asked[0].headers), { "accept-language": "fi", "x-forwarded-for": "192.0.2.1" })
  assert.deepEqual([...response.headers.keys()], ["cache-control", "content-type"])
})

test("the cookie is the server's once the page has said who the visitor is, and at once where consent is known", async () => {
  const cookie = `2c.cId=${id}; path=/; max-age=126144000; domain=shop.co.uk; SameSite=Lax; Secure`
  const cookies = async (options, path, sent = "") => (await edge(options).ask(path, { headers: { cookie: sent } })).headers.getSetCookie()
  assert.deepEqual(await cookies({}, "/ev1?m=demo"), [])
  assert.deepEqual(await cookies({}, `/ev1?m=demo&c=${id}`), [], "an id that the page keeps elsewhere")
  assert.deepEqual(await cookies({}, "/ev1?m=demo", `2c.cId=${id}`), [], "a visitor who must not be tracked any more")
  assert.deepEqual(await cookies({}, `/ev1?m=demo&c=${id}`, `a=1; 2c.cId=${id}`), [cookie])
  assert.deepEqual(await cookies({ consent: () => "granted" }, "/ev1?m=demo"), [cookie])
  assert.deepEqual(await cookies({ consent: () => "anonymous" }, `/ev1?m=demo&c=${id}`), [])
  assert.deepEqual(await cookies({ cookie: { domain: false, maxAge: 60 } }, `/ev1?c=${id}`, `2c.cId=${id}`), [`2c.cId=${id}; path=/; max-age=60; SameSite=Lax; Secure`])
  for (const customer of ["a; domain=evil.test", {}, null, "", "x".repeat(129)]) {
    const { ask } = edge({ consent: () => "granted" }, () => Response.json({ customer }))
    assert.deepEqual((await ask("/ev1")).headers.getSetCookie(), [])
  }
})

test("a cookie that scripts cannot read is told upstream by the server, which then has to know of consent", async () => {
  assert.throws(() => createEdge({ cookie: { httpOnly: true } }), { code: "config", path: "consent" })
  const { ask, asked } = edge({ cookie: { httpOnly: true }, consent: () => "granted" })
  const response = await ask("/ev1?m=demo", { headers: { cookie: `a=1; 2c.cId=${id}` } })
  assert.match(response.headers.getSetCookie()[0], /; HttpOnly$/)
  assert.equal(asked[0].url.searchParams.get("c"), id)
})

test("what consent forbids: nothing personal for the anonymous, nothing at all where it is denied", async () => {
  const anonymous = edge({ consent: () => "anonymous", clientAddress: () => "192.0.2.1" })
  const headers = { "user-agent": "Mozilla/5.0" }
  await anonymous.ask(message({ url: "u", customer: { email: "a@b.test" }, external_identifier: "x", cart_hash: "h", restore_link: "l" }, `c=${id}&m=demo`), { headers })
  await anonymous.ask(`/order/track?c=${id}`, { ...order, headers })
  await anonymous.ask(`/ev1?c=${id}`, { method: "POST", body: "not JSON, with a@b.test" })
  const [{ url, headers: sent }, { body }, { body: unreadable }] = anonymous.asked
  assert.deepEqual([url.searchParams.get("c"), url.searchParams.get("message")], [null, '{"url":"u"}'])
  assert.deepEqual(Object.fromEntries(sent), { "user-agent": "Mozilla/5.0", "x-nosto-optout": "1" })
  assert.deepEqual(JSON.parse(body), { info: { order_number: "7", country: "FI" }, items: [] })
  assert.equal(unreadable, "{}")

  const denied = edge({ consent: async () => "denied" })
  assert.equal((await denied.ask(`/ev1?c=${id}`)).status, 204)
  assert.equal((await denied.ask("/order/track", order)).status, 204)
  assert.equal(denied.asked.length, 0)
})

test("foreign origins are refused, allowed ones may read", async () => {
  const { ask, asked } = edge({ origins: ["https://app.shop.co.uk"] })
  const from = (origin, init) => ask("/ev1", { ...init, headers: { origin } })
  for (const origin of ["https://evil.test", "null", "http://www.shop.co.uk"]) {
    assert.equal((await from(origin)).status, 403)
    assert.equal((await from(origin, { method: "OPTIONS" })).status, 403)
  }
  assert.equal((await ask("/ev1", { headers: { "sec-fetch-site": "cross-site" } })).status, 403)
  assert.equal(asked.length, 0)
  assert.equal((await from(own)).headers.get("access-control-allow-origin"), null)
  assert.equal((await from("https://app.shop.co.uk")).headers.get("access-control-allow-origin"), "https://app.shop.co.uk")
  const preflight = await from("https://app.shop.co.uk", { method: "OPTIONS" })
  assert.deepEqual([preflight.status, preflight.headers.get("vary")], [204, "origin"])
})

test("a body over the limit is refused, with or without its length", async () => {
  const { ask, asked } = edge({ maxBody: 10 })
  const stream = new ReadableStream({ start(controller) { for (const part of ["123456", "789012"]) controller.enqueue(new TextEncoder().encode(part)); controller.close() } })
  assert.equal((await ask("/order/track", { method: "POST", body: "12345678901", headers: { "content-length": "11" } })).status, 413)
  assert.equal((await ask("/order/track", { method: "POST", body: stream, duplex: "half" })).status, 413)
  assert.equal((await ask("/order/track", { method: "POST", body: "1234567890" })).status, 200)
  assert.equal(asked.length, 1)
})

test("too many requests of one address are refused, those of another are not", async () => {
  const { ask } = edge({ rateLimit: memoryRateLimit({ requests: 2 }), clientAddress: request => request.headers.get("ip") })
  const statuses = []
  for (const ip of ["1", "1", "1", "2"]) statuses.push((await ask("/ev1", { headers: { ip } })).status)
  assert.deepEqual(statuses, [200, 200, 429, 200])
})

test("an answer of the upstream is passed on as it is, errors too", async () => {
  for (const status of [200, 204, 400, 404, 500]) {
    const { ask } = edge({}, () => new Response(status === 204 ? null : "<body>", { status, headers: { "content-type": "text/html" } }))
    const response = await ask("/ev1")
    assert.deepEqual([response.status, await response.text()], [status, status === 204 ? "" : "<body>"])
  }
})

const refused = () => { throw new TypeError("connection refused") }

test("while the upstream is down, what nobody waits for is kept and follows in its order", async () => {
  let answer = refused
  const { ask, asked, handle } = edge({ queue: memoryQueue({ retry: 20 }) }, request => answer(request))
  assert.equal((await ask("/order/track?c=v&rid=1", order)).status, 202)
  assert.equal((await ask("/analytics/search/click", { method: "POST", body: "{}" })).status, 202)
  assert.equal((await ask(message({ events: [["vp", "1"]], elements: [] }))).status, 202)
  assert.equal((await ask(message({}, "c=v"))).status, 202)
  // These ask for something, or tell nothing.
  assert.equal((await ask(message({ elements: ["home"] }))).status, 502)
  assert.equal((await ask(message({ elements: [] }, "skipEvents=true&skipPageViews=true"))).status, 502)
  assert.equal((await ask("/v1/graphql", { method: "POST", body: "{}" })).status, 502)
  // These may be replaced before they are delivered.
  assert.equal((await ask(message({ cart: [] }))).status, 502)
  assert.equal((await ask(message({ customer: { email: "a@example.com" } }))).status, 502)
  await assert.rejects(handle.drain())

  asked.length = 0
  answer = () => Response.json({})
  for (let round = 0; asked.length < 4 && round < 100; round++) await settled()
  assert.deepEqual(asked.map(({ url }) => url.pathname), ["/order/track", "/analytics/search/click", "/ev1", "/ev1"])
  assert.deepEqual([asked[0].body, asked[0].url.search], [order.body, "?c=v&rid=1"])
  const [told, empty] = asked.slice(2).map(({ url }) => JSON.parse(url.searchParams.get("message")))
  assert.deepEqual(told.events, [["vp", "1"]])
  for (const { event_date } of [told, empty]) assert.ok(Date.now() - Date.parse(event_date) < 5000)
})

test("an entry is removed when it was delivered, however long all of them take", async t => {
  t.mock.timers.enable({ apis: ["Date"] })
  const queue = memoryQueue()
  const done = []
  // An hour for each: whoever looks meanwhile may think that nobody is at it.
  const deliver = entry => new Promise(resolve => setTimeout(() => {
    t.mock.timers.tick(3_600_000)
    resolve(done.push(entry))
  }, 1))
  await queue.take(deliver)
  for (let number = 0; number < 6; number++) await queue.put(`${number}`)
  assert.ok(queue.waits(), "taking nothing is over at once")
  const both = [queue.take(deliver)]
  await settled()
  both.push(queue.take(deliver))
  await Promise.all(both)
  assert.deepEqual([...new Set(done)], ["0", "1", "2", "3", "4", "5"])
  assert.equal(queue.waits(), false)
})

test("a worker goes on for a while after its answer, and with the next request of any kind", async t => {
  t.mock.timers.enable({ apis: ["Date", "setTimeout"] })
  let answer = refused
  const { asked, handle } = edge({ otherwise: () => new Response("the shop") }, () => answer())
  const ended = new Set()
  const context = { waitUntil: promise => void promise.then(() => ended.add(promise)) }
  const attempts = () => asked.filter(({ url }) => url.pathname === "/order/track").length
  const pass = async seconds => {
    for (let second = 0; second < seconds; second++) {
      t.mock.timers.tick(1000)
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    }
  }
  const visit = (path, init) => handle(new Request(own + path, init), context)
  assert.equal((await visit("/order/track?rid=1", order)).status, 202)
  assert.equal(attempts(), 2)
  await pass(60)
  assert.deepEqual([attempts(), ended.size], [5, 1], "every five seconds, for twenty")
  await visit("/some/page")
  await pass(4)
  answer = () => Response.json({})
  await pass(4)
  assert.deepEqual([attempts(), ended.size], [7, 2])
  await visit("/some/page")
  assert.equal(attempts(), 7)
})

test("a status that says the upstream is down, and one that does not come in time, count as down", async () => {
  for (const answer of [() => new Response("", { status: 503 }), ({ signal }) => new Promise((resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)))]) {
    const { ask } = edge({ timeout: 20 }, answer)
    // Its timer does not keep the process alive.
    const alive = setTimeout(() => {}, 5000)
    assert.equal((await ask("/order/track", order)).status, 202)
    assert.ok([503, 504].includes((await ask(message({ elements: ["a"] }))).status))
    clearTimeout(alive)
  }
})

test("what the queue refuses the page is told to keep; what the upstream finally refuses is over", async () => {
  const full = edge({ queue: memoryQueue({ maxEntries: 0 }) }, refused)
  assert.equal((await full.ask("/order/track", order)).status, 503)
  let answer = refused
  const { ask, asked, handle } = edge({}, () => answer())
  await ask("/order/track", order)
  await handle.drain().catch(() => {})
  for (const [status, again] of [[500, true], [429, true], [400, false]]) {
    answer = () => new Response("", { status })
    asked.length = 0
    await handle.drain().catch(() => {})
    assert.equal(asked.length, 1)
    await handle.drain().catch(() => {})
    assert.equal(asked.length, again ? 2 : 1, `${status}`)
  }
})

test("a server that cannot be an address is a config error", () => {
  for (const path of ["upstream", "searchUpstream"]) assert.throws(() => createEdge({ [path]: "back.test" }), { code: "config", path })
})

test("settings name the shop's own domain as their servers", async () => {
  const settings = { server: "https://back.test", searchApiUrl: "https://search.test/v1/graphql", site: "https://www.shop.co.uk/" }
  const { ask } = edge({ prefix: "/n" }, () => new Response(`x=${JSON.stringify(settings)};y="https:\\/\\/back.test\\/a"`, { headers: { "content-type": "text/javascript", etag: "1" } }))
  const response = await ask("/n/include/demo")
  assert.equal(await response.text(), `x=${JSON.stringify({ ...settings, server: `${own}/n`, searchApiUrl: `${own}/n/v1/graphql` })};y="https:\\/\\/www.shop.co.uk\\/n\\/a"`)
  assert.equal(response.headers.get("etag"), null)
})
