/** The visitor's cookie: what it looks like, where it goes, and who may read it. */
import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import { cookieOf, domainsOf, isStorable, visitorCookie } from "../../pkg/cookies.js"
import { backEnd, start } from "./library.mjs"

const id = "5b1a481060b221115c4a251e"

afterEach(() => {
  delete globalThis.document
  delete globalThis.location
})

/** A page at `host` over https with cookies, of which the browser refuses those for `refused` domains. */
function page(host, { refused = [], jar = {} } = {}) {
  const written = []
  let reads = 0
  globalThis.location = { href: `https://${host}/`, hostname: host, protocol: "https:", search: "" }
  globalThis.document = {
    referrer: "",
    addEventListener() {},
    querySelector: () => null,
    querySelectorAll: () => [],
    get cookie() {
      reads++
      return Object.entries(jar).map(pair => pair.join("=")).join("; ")
    },
    set cookie(text) {
      written.push(text)
      const [, name, value] = text.match(/^([^=]*)=([^;]*)/)
      if (refused.some(domain => text.includes(`; domain=${domain};`))) return
      if (text.includes("max-age=0")) delete jar[name]
      else jar[name] = value
    },
  }
  return { jar, written, reads: () => reads }
}

test("the first cookie of a name counts", () => {
  assert.equal(cookieOf("a=1; 2c.cId=abc; 2c.cId=def", "2c.cId"), "abc")
  for (const cookies of ["x2c.cId=abc", "", "2c.cId"]) assert.equal(cookieOf(cookies, "2c.cId"), undefined)
})

test("domains come widest first; an address and a bare name have none", () => {
  assert.deepEqual(domainsOf("www.shop.co.uk"), ["co.uk", "shop.co.uk", "www.shop.co.uk"])
  assert.deepEqual(domainsOf("shop.com"), ["shop.com"])
  for (const host of ["localhost", "127.0.0.1", "[::1]", ""]) assert.deepEqual(domainsOf(host), [])
})

test("lifetime and Secure come from the settings; without an id the cookie is deleted", () => {
  assert.equal(visitorCookie("a", { cookieTime: 60.5 }, "shop.com", true), "2c.cId=a; path=/; max-age=60; domain=shop.com; SameSite=Lax; Secure")
  for (const cookieTime of [undefined, -1, 0, "x", {}]) assert.match(visitorCookie("a", { cookieTime }), /; max-age=126144000; SameSite=Lax$/)
  assert.match(visitorCookie("a", { secureCookie: true }), /; Secure$/)
  assert.equal(visitorCookie(undefined, {}), "2c.cId=; path=/; max-age=0; SameSite=Lax")
})

test("an id that would break a cookie is no visitor id", () => {
  assert.ok(isStorable(id))
  for (const bad of ["", "a b", "a;b", "a,b", "é", 'a"', "a\\", "a\n", "x".repeat(129)]) assert.ok(!isStorable(bad), bad)
})

test("the id of an answer becomes a cookie on the widest domain the browser takes", async () => {
  const { jar, written } = page("www.shop.test", { refused: ["shop.test"] })
  const { session } = await start(backEnd())
  await session.viewOther().load()
  assert.deepEqual(jar, { "2c.cId": id }, "the probe is gone")
  assert.equal(written.at(-1), `2c.cId=${id}; path=/; max-age=126144000; domain=www.shop.test; SameSite=Lax; Secure`)
})

test("the cookie is renewed once a page, and follows a changed id", async () => {
  const { jar, written } = page("www.shop.test", { jar: { "2c.cId": id } })
  let customer = id
  const server = backEnd(() => ({ customer }))
  const { session } = await start(server)
  const count = id => written.filter(text => text.startsWith(`2c.cId=${id};`)).length
  for (let view = 0; view < 3; view++) await session.viewOther().load()
  assert.deepEqual(server.requests.map(({ query }) => query.c), [id, id, id])
  assert.equal(count(id), 1)
  customer = 12
  await session.viewOther().load()
  assert.deepEqual([count("12"), jar["2c.cId"]], [1, "12"])
})

test("nothing is taken from a failure", async () => {
  const { jar } = page("www.shop.test")
  const { session } = await start(backEnd(() => new Response(JSON.stringify({ customer: id }), { status: 400 })))
  await session.viewOther().load().catch(() => {})
  assert.deepEqual(jar, {})
})

test("an id the page takes back is deleted", async () => {
  const { jar } = page("www.shop.test")
  const { api } = await start(backEnd())
  api.visit.setCustomerId(id)
  assert.deepEqual(jar, { "2c.cId": id })
  api.visit.setCustomerId(null)
  assert.deepEqual([jar, api.visit.getCustomerId()], [{}, undefined])
})

test("where no cookie sticks, the page still has one visitor", async () => {
  page("www.shop.test", { refused: ["shop.test", "www.shop.test"], jar: Object.freeze({}) })
  const server = backEnd()
  const { session } = await start(server)
  await session.viewOther().load()
  await session.viewOther().load()
  assert.deepEqual(server.requests.map(({ query }) => query.c), [undefined, id])
})

for (const consent of ["anonymous", "denied"]) {
  test(`consent ${consent}: no cookie is read or written`, async () => {
    const { written, reads } = page("www.shop.test", { jar: { "2c.cId": id } })
    const { api, session } = await start(backEnd(), { consent })
    session.viewOther().load()
    api.visit.setCustomerId("mine")
    api.visit.getCustomerId()
    await new Promise(resolve => setTimeout(resolve, 20))
    assert.deepEqual([written, reads()], [[], 0])
  })
}

test("a store of the page takes the place of the cookie", async () => {
  const { written, reads } = page("www.shop.test")
  const { api, session } = await start(backEnd())
  api.visit.setStore({ getCustomerId: () => "theirs", setCustomerId() {} })
  await session.viewOther().load()
  assert.deepEqual([written, reads()], [[], 0])
})
