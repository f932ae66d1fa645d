/** Options, settings and their changes. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, start } from "./library.mjs"

const origins = server => server.requests.map(({ url }) => new URL(url).origin)

test("modifySettings takes effect with the next request", async () => {
  const server = backEnd()
  const { api, session } = await start(server)
  await session.viewOther().load()
  api.internal.modifySettings({ server: "https://elsewhere.test", endpoints: { events: "/events" }, own: 1 })
  await session.viewOther().load()
  assert.deepEqual(origins(server), ["https://shop.test", "https://elsewhere.test"])
  assert.deepEqual(server.requests.map(({ path }) => path), ["/ev1", "/events"])
  assert.equal(api.internal.getSettings().own, 1)
  assert.equal(api.internal.getSettings().account, "demo")
})

test("an option wins over the same setting", async () => {
  const server = backEnd()
  const { api, session } = await start(server, { settings: { account: "other", server: "https://other.test", cookieTime: 60 } })
  await session.viewOther().load()
  assert.deepEqual(origins(server), ["https://shop.test"])
  assert.equal(server.requests[0].query.m, "demo")
  assert.equal(api.internal.getSettings().cookieTime, 60)
})

test("settings may come from a URL; an option still wins", async t => {
  t.mock.method(globalThis, "fetch", async () => Response.json({ account: "theirs", server: "https://theirs.test", cookieTime: 60 }))
  const server = backEnd()
  const { api, session } = await start(server, { account: undefined, settings: "https://shop.test/settings.json" })
  assert.equal(fetch.mock.calls[0].arguments[0], "https://shop.test/settings.json")
  await session.viewOther().load()
  assert.equal(server.requests[0].query.m, "theirs")
  assert.deepEqual(origins(server), ["https://shop.test"])
  assert.equal(api.internal.getSettings().cookieTime, 60)
})

test("settings that do not come are no reason not to start", async t => {
  t.mock.method(console, "error", () => {})
  t.mock.method(globalThis, "fetch", async () => new Response("", { status: 500 }))
  const server = backEnd()
  const { session } = await start(server, { settings: "https://shop.test/settings.json" })
  await session.viewOther().load()
  assert.equal(server.requests[0].query.m, "demo")
})

test("settings from a URL without an account are a config error", async t => {
  t.mock.method(globalThis, "fetch", async () => Response.json({}))
  await assert.rejects(start(backEnd(), { account: undefined, settings: "https://shop.test/settings.json" }), { code: "config", path: "account" })
})
