/** GraphQL: what is asked is what was meant, and what fails is told. */
import assert from "node:assert/strict"
import { library, rejection } from "../library.mjs"
import { connect, watching } from "./client.mjs"

export const tests = {
  async "what an operation cannot take is a ConfigError with its path, and nothing is sent"(servers, shown) {
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    const wrong = [
      [() => platform.sessions.update({}, {}), /^sessions.update: id is missing/],
      [() => platform.sessions.update("1"), /^sessions.update: params is missing/],
      [() => platform.sessions.update("1", { event: { type: "VIEWED_PAGE){x}", target: "" } }), /^params.event.type: must be a constant/],
      [() => platform.sessions.update("1", { "a b": 1 }), /^params.a b: GraphQL has no such name/],
      [() => platform.sessions.update("1", {}, { page: {} }), /^sessions.update: page is nothing that this takes/],
      [() => platform.sessions.update("1", {}, { include: ["all"] }), /^include: /],
      [() => platform.sessions.update("1", {}, { pages: { forPage: {} } }), /^pages.forPage: there is no such page/],
      [() => platform.sessions.update("1", {}, { pages: { forProductPage: {} } }), /^pages.forProductPage.product is missing/],
      [() => platform.sessions.get("1", { recos: {} }), /^recos: at least one of toplist/],
      [() => platform.recommendations.get({ best: {} }), /^recommendations.get: best is nothing that this takes/],
      [() => platform.recommendations.get({}), /^recommendations: at least one of/],
      [() => platform.sessions.get("1", { recos: { best: {} } }), /^recos.best: there is no such recommendation/],
      [() => platform.products.get("1", { select: "a } b {" }), /^select: /],
      [() => platform.products.list({ limit: 0 }).collect(1), /^limit: /],
    ]
    for (const [call, message] of wrong) {
      const error = await rejection(call())
      assert.ok(error instanceof library.ConfigError, String(message))
      assert.match(error.message, message)
    }
    assert.equal(fetch.sent.length, 0)
  },

  async "what fails is a GraphqlError with its path"(servers, shown) {
    const platform = await connect(servers, shown)
    const error = await rejection(platform.sessions.update("x", { skipEvents: true }))
    assert.ok(error instanceof library.GraphqlError)
    assert.equal(error.name, "GraphqlError")
    assert.deepEqual([error.kind, error.status], ["graphql", 200])
    assert.match(error.message, /no visitor id/)
    assert.deepEqual(Object.keys(error.fields), ["updateSession"])
    assert.ok(error.requestId && JSON.parse(error.raw).errors)
    const history = await rejection(platform.recommendations.get({ history: true, random: true }))
    assert.deepEqual(Object.keys(history.fields), ["recos.history"])
    assert.equal((await rejection(platform.orders.updateStatus("none", { orderStatus: "paid" }))).kind, "graphql")
    assert.equal((await rejection(platform.identities.upsert({ email: "x" }))).kind, "graphql")
  },

  async "whatever the server answers, what comes out is a typed error"(servers, shown) {
    const platform = await connect(servers, shown, { retries: 0 })
    const kinds = { html: "decode", truncated: "decode", garbage: "decode", wrong_types: "decode", no_content: "decode", close: "network" }
    for (const [kind, expected] of Object.entries(kinds)) {
      await servers.fault("platform", { path: "*", kind, times: 1 })
      const error = await rejection(platform.segments.list())
      assert.ok(error instanceof library.CommerceError, kind)
      assert.ok([expected, "network"].includes(error.kind), `${kind}: ${error.kind}`)
    }
  },

  async "a passing fault is retried where that does no harm, and patience can be set"(servers, shown) {
    const fetch = watching(servers)
    const platform = (await connect(servers, shown, { fetch })).with({ retries: 1 })
    await servers.fault("platform", { path: "*", kind: "status", status: 503, times: 2 })
    assert.ok(await rejection(platform.segments.list()) instanceof library.ServerError)
    await servers.clearFaults("platform")
    await servers.fault("platform", { path: "*", kind: "close", times: 1 })
    assert.equal((await platform.orders.get("none").withMeta()).meta.attempts, 2)
    fetch.sent.length = 0
    await servers.fault("platform", { path: "*", kind: "status", status: 503, times: 1 })
    const order = { number: "n-1", purchasedItems: [] }
    assert.ok(await rejection(platform.orders.place("5b1a481060b221115c4a251e", { order })) instanceof library.ServerError)
    assert.equal(fetch.sent.length, 1)
    await servers.fault("platform", { path: "*", kind: "delay", ms: 2_000, times: 1 })
    assert.ok(await rejection(platform.segments.list({ timeout: 30, retries: 0 })) instanceof library.TimeoutError)
    assert.ok(await rejection(platform.segments.list({ signal: AbortSignal.abort() })) instanceof library.AbortError)
  },
}
