/** Batches: cut below the limit, told of as they go, and never all or nothing. */
import assert from "node:assert/strict"
import { library, rejection } from "../library.mjs"
import { connect, product, told, watching } from "./client.mjs"

const LIMIT = 2_000_000

/** So many products, each of about so many bytes. */
const products = (count, bytes) => Array.from({ length: count }, (_, index) => product(`p-${index}`, { description: "é".repeat(bytes / 2) }))

const fault = (servers, more) => servers.fault("platform", { path: "*", kind: "status", ...more })

const quick = { retries: 0 }

export const tests = {
  async "an oversized batch goes in several requests, each below 2 MB, with progress"(servers, shown) {
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    const progress = []
    const report = await platform.products.upsert(products(7, 500_000), { onProgress: step => progress.push(step) })
    assert.deepEqual(report, { accepted: 7, errors: [], requests: 3 })
    const sizes = fetch.sent.map(({ body }) => Buffer.byteLength(body))
    assert.ok(sizes.every(size => size > 400_000 && size <= LIMIT), sizes.join())
    assert.deepEqual(progress, [
      { done: 3, total: 7, accepted: 3, failed: 0, requests: 1 },
      { done: 6, total: 7, accepted: 6, failed: 0, requests: 2 },
      { done: 7, total: 7, accepted: 7, failed: 0, requests: 3 },
    ])
    assert.equal(Object.keys((await told(servers)).products).length, 7)
  },

  async "one product over 2 MB is an error of its own, and is not sent"(servers, shown) {
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    const items = [product("a"), product("large", { description: "x".repeat(2 * 1024 * 1024) }), product("half", { name: "\ud83d" }), undefined, product("b", { name: "\\ud83d 😀" })]
    const report = await platform.products.upsert(items)
    assert.deepEqual([report.accepted, report.requests], [2, 1])
    assert.deepEqual(report.errors.map(({ index, id }) => [index, id]), [[1, "large"], [2, "half"], [3, undefined]])
    assert.match(report.errors[0].message, /larger/)
    assert.deepEqual(Object.keys((await told(servers)).products), ["a", "b"])
    assert.equal((await told(servers)).products.b.name, "\\ud83d 😀")
  },

  async "a server whose limit is lower gets halves"(servers, shown) {
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    await fault(servers, { status: 413, times: 2 })
    const report = await platform.products.upsert(products(5, 100))
    assert.deepEqual([report.accepted, report.errors, report.requests], [5, [], 5])
    assert.deepEqual(fetch.sent.map(({ body, status }) => [JSON.parse(body).length, status]), [[5, 413], [2, 413], [1, 200], [1, 200], [3, 200]])
    await fault(servers, { status: 413, times: 1 })
    const [error] = (await platform.products.upsert([product("a")])).errors
    assert.deepEqual([error.id, error.error.status], ["a", 413])
  },

  async "a half-failed batch keeps its good half and says what is wrong with the other"(servers, shown) {
    const platform = await connect(servers, shown)
    const { url, ...missing } = product("c")
    const report = await platform.products.upsert([product("a"), product("b", { price: "much" }), missing, product("d")])
    assert.deepEqual([report.accepted, report.requests], [2, 1])
    assert.deepEqual(report.errors.map(({ index, id, field }) => [index, id, field]), [[1, "b", undefined], [2, "c", "url"]])
    assert.match(report.errors[1].message, /is required/)
    assert.deepEqual(Object.keys((await told(servers)).products), ["a", "d"])
  },

  async "a batch of which nothing is good is no exception"(servers, shown) {
    const platform = await connect(servers, shown)
    const report = await platform.products.upsert([{}, { product_id: "b" }])
    assert.deepEqual([report.accepted, report.requests], [0, 1])
    assert.deepEqual(report.errors.map(({ index, field, error }) => [index, field, error]), [[0, "product_id", undefined], [1, "name", undefined]])
  },

  async "a request that fails takes only its own items along"(servers, shown) {
    const platform = await connect(servers, shown, quick)
    await fault(servers, { status: 500, times: 1 })
    const progress = []
    const report = await platform.products.upsert(products(4, 900_000), { onProgress: step => progress.push(step) })
    assert.deepEqual([report.accepted, report.requests], [2, 2])
    assert.deepEqual(report.errors.map(({ index, id }) => [index, id]), [[0, "p-0"], [1, "p-1"]])
    assert.ok(report.errors.every(({ error }) => error instanceof library.ServerError))
    assert.deepEqual(progress.map(({ done, failed }) => [done, failed]), [[2, 2], [4, 2]])
  },

  async "a server that is down ends a batch, which tells how far it came"(servers, shown) {
    const platform = await connect(servers, shown, quick)
    await fault(servers, { status: 503 })
    let read = 0
    async function* source() {
      for (const item of products(20, 1_200_000)) {
        read++
        yield item
      }
    }
    const error = await rejection(platform.products.upsert(source()))
    assert.ok(error instanceof library.ServerError)
    assert.deepEqual([error.report.accepted, error.report.requests], [0, 3])
    assert.deepEqual(error.report.errors.map(({ index }) => index), [0, 1, 2])
    assert.ok(read < 6, "no more was read than could be sent")
  },

  async "a 429 is waited out and repeated, and what counts is not repeated"(servers, shown) {
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    const id = await platform.sessions.create()
    fetch.sent.length = 0
    await fault(servers, { path: "/v1/products", status: 429, times: 1 })
    assert.equal((await platform.products.upsert([product("a")])).accepted, 1)
    assert.deepEqual(fetch.sent.map(({ status }) => status), [429, 200])
    await fault(servers, { path: "/v1/graphql", status: 429, times: 1 })
    assert.equal((await platform.segments.list().withMeta()).meta.attempts, 2)
    await fault(servers, { path: "/v1/graphql", status: 429, times: 1 })
    assert.ok(await rejection(platform.sessions.update(id, { skipEvents: true })) instanceof library.RateLimitError)
    assert.equal((await platform.sessions.update(id, { skipEvents: true })).id, id)
  },

  async "an aborted batch tells how far it came"(servers, shown) {
    const platform = await connect(servers, shown)
    const abort = new AbortController()
    const onProgress = () => abort.abort()
    const error = await rejection(platform.products.upsert(products(6, 900_000), { signal: abort.signal, onProgress }))
    assert.ok(error instanceof library.AbortError)
    assert.deepEqual(error.report, { accepted: 2, errors: [], requests: 2 })
  },

  async "categories and products by GraphQL go in short documents"(servers, shown) {
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    const categories = Array.from({ length: 120 }, (_, index) => ({ id: `${index}`, name: index % 50 ? "Bags" : " " }))
    const report = await platform.categories.upsert(categories)
    assert.deepEqual([report.accepted, report.requests], [117, 3])
    assert.deepEqual(report.errors.map(({ index, id, field }) => [index, id, field]), [[0, "0", "name"], [50, "50", "name"], [100, "100", "name"]])
  },

  async "what is no list, no address and no id is said to be none, without showing it"(servers, shown) {
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    for (const items of ["ada@example.com", undefined, 5]) {
      assert.ok(await rejection(platform.blacklist.add(items)) instanceof library.ConfigError)
    }
    const report = await platform.blacklist.add(["ada@example.com\nbob@example.com", "nobody", 7])
    assert.deepEqual([report.accepted, report.requests, report.errors.length], [0, 0, 3])
    assert.ok(!/ada@|nobody/.test(JSON.stringify(report)))
    assert.equal((await platform.products.discontinue([1])).errors.length, 1)
    assert.equal(fetch.sent.length, 0)
  },
}
