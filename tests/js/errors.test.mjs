/** How calls fail. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { test } from "node:test"
import { promisify } from "node:util"
import { backEnd, fresh, settled, start, wasm } from "./library.mjs"

/** What a load against `answer` rejects with. */
async function failure(answer, { flags, ...options } = {}) {
  const { session } = await start({ fetch: answer }, options)
  const error = await session.viewOther().load(flags).then(() => assert.fail("it succeeded"), error => error)
  assert.ok(error instanceof Error)
  assert.equal(error.name, "VitrineError")
  assert.match(error.message, /^vitrine: \S/)
  const { code, status, path } = error
  return { code, status, path }
}

const never = () => new Promise(() => {})

test("network: fetch rejects, throws, or gives something that is no response", async () => {
  const answers = [
    () => Promise.reject(new TypeError("offline")), () => Promise.reject("blocked"), () => Promise.reject(), () => { throw 5 },
    () => {}, () => null, async () => {}, async () => ({}), async () => ({ status: 200, text() { throw 1 } }), async () => ({ status: 200, text: () => Promise.reject() }),
  ]
  for (const answer of answers) assert.deepEqual(await failure(answer), { code: "network", status: undefined, path: "/ev1" }, String(answer))
})

test("timeout: of the library and of one load; the request is given up", async () => {
  let given
  const silent = (_, { signal }) => ((given = signal), never())
  assert.equal((await failure(silent, { timeout: 20 })).code, "timeout")
  assert.equal(given.aborted, true)
  assert.deepEqual(await failure(silent, { flags: { timeout: 20 } }), { code: "timeout", status: undefined, path: "/ev1" })
})

test("aborted: by the signal of a load, before, while and after", async () => {
  assert.equal((await failure(never, { flags: { signal: AbortSignal.abort() } })).code, "aborted")
  let given
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 10)
  assert.equal((await failure((_, { signal }) => ((given = signal), never()), { flags: { signal: controller.signal } })).code, "aborted")
  assert.equal(given.aborted, true)
  const late = new AbortController()
  const { session } = await start(backEnd())
  await session.viewOther().load({ signal: late.signal })
  late.abort()
})

test("http: with the status and the path that was asked", async () => {
  const answer = async () => new Response('{"errors":["no"]}', { status: 503 })
  assert.deepEqual(await failure(answer), { code: "http", status: 503, path: "/ev1" })
  assert.deepEqual(await failure(answer, { endpoints: { events: "/events" } }), { code: "http", status: 503, path: "/events" })
  assert.equal((await failure(async () => new Response("<html>", { status: 404 }))).code, "http")
})

test("parse: a success that is no JSON object", async () => {
  for (const body of ["<html>", '{"customer":', "[]", "5", "null"]) {
    assert.deepEqual(await failure(async () => new Response(body)), { code: "parse", status: 200, path: "/ev1" }, body)
  }
})

test("an empty answer is a success without results", async () => {
  const { session } = await start({ fetch: async () => new Response(null, { status: 204 }) })
  assert.deepEqual((await session.viewOther().load()).recommendations, {})
})

test("config: no account", async () => {
  const { init } = await fresh()
  for (const options of [undefined, {}, { account: "" }, { settings: {} }]) {
    await assert.rejects(init(options), { name: "VitrineError", code: "config", path: "account" })
  }
})

test("unavailable: the core is not there; what waits fails, and init may be tried again", async t => {
  t.mock.method(globalThis, "fetch", async () => new Response("", { status: 404 }))
  const server = backEnd()
  const { init, nostojs } = await fresh()
  const waiting = nostojs(api => api.defaultSession().viewOther().load()).catch(error => error)
  const options = { account: "demo", server: "https://shop.test", fetch: server.fetch }
  await assert.rejects(init({ ...options, wasm: "https://shop.test/vitrine.wasm" }), { name: "VitrineError", code: "unavailable", status: 404 })
  assert.equal((await waiting).code, "unavailable")
  await assert.rejects(nostojs(api => api.defaultSession().viewOther().load()), { code: "unavailable" })

  const api = await init({ ...options, wasm })
  await api.defaultSession().viewOther().load()
  assert.equal(server.requests.length, 1)
})

test("not_ready: asked for data before the core is there", async () => {
  const { init, nostojs } = await fresh()
  const asked = nostojs(api => [api.defaultSession().viewOther(), api.recordAttribution({ type: "vp" })].map(each => {
    try {
      return each.dumpData()
    } catch (error) {
      return `${error.name} ${error.code}`
    }
  }))
  await init({ account: "demo", wasm })
  assert.deepEqual(await asked, ["VitrineError not_ready", "VitrineError not_ready"])
})

test("a rejected order is told to ordererror; the page's own request goes on", async () => {
  const server = backEnd(({ path }) => path === "/order/track" ? new Response('{"errors":[{"key":"info","message_key":"bad"}]}', { status: 400 }) : { customer: "v" })
  const { api, session } = await start(server)
  const told = []
  api.listen("ordererror", ({ response }) => told.push(response))
  await session.addOrder({ info: { order_number: "1" }, items: [] }).load()
  await settled()
  assert.deepEqual(told, [{ errors: [{ key: "info", message_key: "bad" }] }])
})

/** Promises that a page ignores, in a process that ends at the first rejection nobody handles. */
const ignored = {
  "a load": `session.viewOther().load(); session.viewOther().update(); session.viewOther().load({ signal: AbortSignal.abort() })`,
  "an attribution": `api.recordAttribution({ type: "vp", target: "1" }).done()`,
  "a callback that throws": `nostojs(() => { throw new Error("mine") })`,
  "a callback whose load fails": `nostojs(api => api.defaultSession().viewOther().load())`,
  "a callback before init": `const late = await fresh()
    late.nostojs(() => { throw new Error("mine") })
    late.nostojs(api => api.defaultSession().viewOther().load())
    await late.init({ account: "demo", wasm, fetch })`,
  "a start without an account": `const { init } = await fresh(); init({})`,
  "a start without a core": `globalThis.fetch = fetch; const { init } = await fresh(); init({ account: "demo", wasm: "https://shop.test/vitrine.wasm" })`,
}
for (const [name, code] of Object.entries(ignored)) {
  test(`${name}: nobody has to handle the rejection`, async () => {
    const script = `
      import { fresh, start, wasm } from ${JSON.stringify(new URL("./library.mjs", import.meta.url).href)}
      console.error = console.warn = () => {}
      const fetch = () => Promise.reject(new TypeError("offline"))
      const { api, nostojs, session } = await start({ fetch })
      ${code}
      await new Promise(resolve => setTimeout(resolve, 50))
      console.log("alive")`
    const { stdout } = await promisify(execFile)(process.execPath, ["--unhandled-rejections=strict", "--input-type=module", "--eval", script])
    assert.equal(stdout, "alive\n")
  })
}
