/** The search chunk by its parts: the document, the visitor's profile, variations, the endpoint. */
import assert from "node:assert/strict"
import { copyFile, mkdtemp, readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import { ask, endpoint } from "../../pkg/search/ask.js"
import { createDocument } from "../../pkg/search/document.js"
import { createSessionParams, toSessionParams } from "../../pkg/search/profile.js"
import { createVariations } from "../../pkg/search/variations.js"
import { serverOf } from "../../pkg/settings.js"
import { backEnd, deferred, dist, start } from "./library.mjs"

const types = await readFile(new URL("../../node_modules/@nosto/nosto-js/dist/client/nosto.d.ts", import.meta.url), "utf8")

/** Members of an interface of the vendor's types: name → type. */
function members(name) {
  const body = new RegExp(`^interface ${name} \\{\\n([^]*?)^\\}`, "m").exec(types)[1].replace(/\/\*\*[^]*?\*\//g, "")
  return Object.fromEntries([...body.matchAll(/^\s+(\w+)\??: (.+);$/gm)].map(([, member, type]) => [member, type]))
}

/** A GraphQL selection as a tree: `{name: {}, customFields: {key: {}, value: {}}}`. */
function tree(selection) {
  const root = {}
  const path = [root]
  let last
  for (const [token] of selection.matchAll(/\.\.\. on \w+|\w+|[{}]/g)) {
    if (token === "{") path.push(last)
    else if (token === "}") path.pop()
    else path[path.length - 1][token] = last = {}
  }
  assert.equal(path.length, 1, "braces match")
  return root
}

const documentOf = (query, refused = []) => createDocument(query, path => refused.push(path))
/** What is selected of a `SearchResult`. */
function selected(query) {
  const { text } = documentOf(query)
  return tree(text.slice(text.indexOf("{search") + 1, -1).replace(/\(.*?\)/, "")).search
}
const hits = query => selected(query).products.hits

/** Checks a selection against an interface, and those of the interfaces it names. */
function assertWhole(selection, name, left = []) {
  const expected = members(name)
  assert.ok(Object.keys(expected).length, `${name} was read`)
  assert.deepEqual(Object.keys(selection).sort(), Object.keys(expected).filter(member => !left.includes(member)).sort(), name)
  for (const [member, inside] of Object.entries(selection)) {
    const type = /^(Search\w+)/.exec(expected[member])?.[1]
    assert.equal(Object.keys(inside).length > 0, !!type, `${name}.${member}`)
    if (type) assertWhole(inside, type)
  }
}

const privateFields = ["_explain", "_score", "isExcluded", "stats", "supplierCost"]

test("every member of the vendor's SearchProduct is selected: the private ones with the permission for them only", () => {
  assertWhole(hits({ query: "a" }), "SearchProduct", privateFields)
  assertWhole(hits({ products: { showPrivateFields: true } }), "SearchProduct")
})

test("so are the hits of the other sections, and all there is beside hits", () => {
  const sections = selected({ query: "a", explain: true, products: { facets: ["*"] }, keywords: { facets: ["*"] }, categories: {}, popularSearches: {} })
  assertWhole(sections.keywords.hits, "SearchKeyword", ["_explain", "_score", "facets", "priority"])
  assertWhole(sections.categories.hits, "SearchCategory")
  assertWhole(sections.popularSearches.hits, "SearchPopularSearch")
  for (const [section, name] of [["products", "SearchProducts"], ["categories", "SearchCategories"], ["popularSearches", "SearchPopularSearches"]]) {
    assert.deepEqual(Object.keys(sections[section]).sort(), Object.keys(members(name)).sort(), name)
  }
  assert.deepEqual(Object.keys(sections).sort(), Object.keys(members("SearchResult")).sort())
  const { "... on SearchTermsFacet": terms, "... on SearchStatsFacet": stats } = sections.products.facets
  assert.deepEqual(Object.keys(terms).sort(), Object.keys(members("SearchTermsFacet")).sort())
  assert.deepEqual(Object.keys(stats).sort(), Object.keys(members("SearchStatsFacet")).sort())
  assert.deepEqual(Object.keys(terms.data).sort(), Object.keys(members("SearchFacetTerm")).sort())
})

test("the fields a query names are selected, dotted and whole", () => {
  const fields = ["name", "customFields.key", "customFields.value", "skus.id", "skus.customFields.key", "variations", "variations.value.price"]
  assert.deepEqual(hits({ products: { fields } }), {
    name: {}, customFields: { key: {}, value: {} }, skus: { id: {}, customFields: { key: {} } },
    variations: { key: {}, value: { availability: {}, listPrice: {}, price: {}, priceCurrencyCode: {} } }, productId: {},
  })
  assert.deepEqual(Object.keys(selected({ products: { fields: ["name"] } }).products).includes("facets"), false)
  assert.deepEqual(selected({ keywords: { fields: ["keyword", "_highlight.keyword"] } }), {
    query: {}, redirect: {}, autocorrect: { original: {} }, abTests: { id: {}, activeVariation: { id: {} } },
    keywords: { hits: { keyword: {}, _highlight: { keyword: {} } }, total: {}, size: {}, from: {}, fuzzy: {} },
  })
})

test("what is no name of a field does not reach the document", () => {
  const refused = []
  const { text } = documentOf({ products: { fields: ["name", "x}{y", 5, "a..b", "price "] } }, refused)
  assert.deepEqual(refused, ["products.fields"])
  assert.match(text, /hits\{name productId\}/)
})

test("the query travels as variables of the vendor's types, without what is only a selection", () => {
  const query = {
    accountId: "a", query: "\"}{", segments: ["s"], rules: ["r"], customRules: [{ id: "c" }], explain: true, redirect: "r", time: 1, name: "serp",
    products: { fields: ["name"], facets: ["*"], sort: [{ field: "price", order: "asc" }], filter: [{ field: "brand", value: ["b"] }], from: 5, size: 5 },
    keywords: { fields: ["keyword"], facets: ["*"], size: 2 }, categories: { fields: ["name"], size: 1 }, popularSearches: { fields: ["query"], size: 3 },
    sessionParams: { segments: ["x"] }, abTests: [{ id: "t", activeVariation: { id: "v" } }], unknown: 1,
  }
  const { text, variables } = documentOf(query)
  const { name, unknown, ...rest } = query
  const { fields, ...products } = query.products
  assert.deepEqual(variables, { ...rest, products, keywords: { size: 2 }, categories: { size: 1 }, popularSearches: { size: 3 } })
  assert.ok(!text.includes("\""))
  assert.match(text, /^query serp\(/)
  const declared = Object.fromEntries([...text.matchAll(/\$(\w+):(\[?\w+!?\]?)/g)].map(([, variable, type]) => [variable, type]))
  assert.deepEqual(Object.keys(declared).sort(), Object.keys(variables).sort())
  for (const [variable, type] of Object.entries(members("InputSearchQuery"))) {
    const expected = { string: "String", number: "Float", boolean: "Boolean" }[type.replace("[]", "")] ?? type.replace("[]", "")
    assert.equal(declared[variable], type.endsWith("[]") ? `[${expected}!]` : expected, variable)
  }
  assert.deepEqual(query.products.fields, ["name"], "the page's own object stays as it was")
})

test("a query of the least asks for products", () => {
  const { text, variables } = documentOf({})
  assert.match(text, /^query\{search\{query .* products\{hits\{/)
  assert.deepEqual(variables, {})
  assert.ok(!text.includes("facets{"))
})

test("the endpoint is the usual one, the one that is set, or the usual one of the host that is set", () => {
  for (const [address, expected] of [
    [undefined, "https://search.nosto.com/v1/graphql"], ["", "https://search.nosto.com/v1/graphql"], [5, "https://search.nosto.com/v1/graphql"],
    ["https://shop.test/find/graphql", "https://shop.test/find/graphql"], ["https://search.staging.test/api/", "https://search.staging.test/v1/graphql"],
  ]) assert.equal(endpoint(address), expected)
})

const affinities = (names = [["/Sale", 0.5], ["/New", 0.5], ["/Old", 0.2]]) => names.map(([name, score]) => ({ name, score }))

test("affinities become boosts, names of one score in one; segments become their ids", () => {
  assert.deepEqual(toSessionParams({
    af: { top_categories: affinities(), top_brands: affinities([["Lumary", 1]]), top_product_types: affinities([["Lamp", 0.25]]), top_skus: [] },
    se: { active_segments: [{ id: "613aa0000000000000000002" }, { id: "x" }] },
  }), {
    segments: ["613aa0000000000000000002", "x"],
    products: { personalizationBoost: [
      { field: "affinities.categories", value: ["/Sale", "/New"], weight: 0.5 },
      { field: "affinities.categories", value: ["/Old"], weight: 0.2 },
      { field: "affinities.brand", value: ["Lumary"], weight: 1 },
      { field: "affinities.productType", value: ["Lamp"], weight: 0.25 },
    ] },
  })
})

test("nothing and nonsense become nothing", () => {
  const nonsense = { af: { top_brands: "x", top_categories: [null, 1, { name: 5, score: 1 }, { name: "a", score: "high" }, { name: "b", score: 0 }] }, se: { active_segments: [null, {}, { id: 5 }] } }
  for (const answer of [undefined, null, {}, { af: null, se: null }, { af: [], se: "all" }, nonsense]) assert.deepEqual(toSessionParams(answer), {})
})

/** Storage of a page in memory. */
function memory(kept = new Map()) {
  const area = { get: name => kept.get(name), set: (name, value) => void kept.set(name, value), remove: name => void kept.delete(name) }
  return { ...area, session: area }
}

const known = { se: { active_segments: [{ id: "s1" }] } }
const params = { segments: ["s1"] }

test("session params are kept, refreshed when they are old, and asked for once at a time", async () => {
  let asked = 0
  const keep = memory()
  const get = createSessionParams({ keep, profile: async () => (asked++, known) })
  assert.deepEqual(await Promise.all([get(), get()]), [params, params])
  assert.equal(asked, 1)
  const again = createSessionParams({ keep, profile: async () => (asked++, { se: { active_segments: [{ id: "s2" }] } }) })
  assert.deepEqual(await again(), params)
  assert.equal(asked, 1)
  assert.deepEqual(await again({ cacheRefreshInterval: 0 }), { segments: ["s2"] })
  assert.equal(asked, 2)
})

test("session params are waited for no longer than asked: then the old ones have to do", async () => {
  const keep = memory()
  const slow = deferred()
  const get = createSessionParams({ keep, profile: () => slow.promise })
  const start = Date.now()
  assert.deepEqual(await get({ maxWait: 20 }), {})
  assert.ok(Date.now() - start < 1000)
  slow.resolve(known)
  await slow.promise
  await new Promise(setImmediate)
  assert.deepEqual(await get({ maxWait: 0 }), params, "what came late was kept")
  const late = createSessionParams({ keep, profile: () => new Promise(() => {}) })
  assert.deepEqual(await late({ maxWait: 5, cacheRefreshInterval: 0 }), params)
  const broken = createSessionParams({ keep: memory(), profile: async () => { throw new Error("offline") } })
  assert.deepEqual(await broken(), {})
})

test("nothing known is not kept: the next search asks again", async () => {
  let answer = {}
  const get = createSessionParams({ keep: memory(), profile: async () => answer })
  assert.deepEqual(await get(), {})
  answer = known
  assert.deepEqual(await get(), params)
})

test("variations are told again for half an hour, each for its own", t => {
  t.mock.timers.enable({ apis: ["Date"], now: 1_000_000 })
  const variations = createVariations({ keep: memory() })
  assert.deepEqual([variations.toQuery(), variations.toProperties()], [undefined, undefined])
  variations.keep([{ id: "one", activeVariation: { id: "a" } }, { id: "broken" }, null])
  t.mock.timers.tick(20 * 60_000)
  variations.keep([{ id: "two", activeVariation: { id: "b" } }])
  assert.deepEqual(variations.toQuery(), [{ id: "one", activeVariation: { id: "a" } }, { id: "two", activeVariation: { id: "b" } }])
  t.mock.timers.tick(11 * 60_000)
  assert.deepEqual(variations.toProperties(), { abTestAttribution: { two: "b" } })
  variations.keep(undefined)
  variations.keep([{ id: "two", activeVariation: { id: "c" } }])
  t.mock.timers.tick(29 * 60_000)
  assert.deepEqual(variations.toQuery(), [{ id: "two", activeVariation: { id: "c" } }])
})

const service = (body, status = 200) => async () => new Response(typeof body === "string" ? body : JSON.stringify(body), { status })
const failure = (fetch, signal, settings = {}) =>
  ask({ settings, fetch }, { text: "", variables: {} }, signal).then(() => assert.fail("resolved"), ({ name, code, status, errors }) => ({ name, code, status, errors }))

test("a part of a result is one; no result is an error with the status of the answer", async () => {
  const errors = [{ message: "no" }]
  const result = { query: "a" }
  assert.deepEqual(await ask({ settings: {}, fetch: service({ data: { search: result }, errors }) }, {}), result)
  const name = "VitrineError"
  assert.deepEqual(await failure(service({ data: { search: null }, errors })), { name, code: "graphql", status: 200, errors })
  assert.deepEqual(await failure(service({ errors }, 400)), { name, code: "http", status: 400, errors })
  assert.deepEqual(await failure(service("<html>", 502)), { name, code: "http", status: 502, errors: undefined })
  assert.deepEqual(await failure(service("<html>")), { name, code: "parse", status: 200, errors: undefined })
  assert.deepEqual(await failure(async () => { throw new TypeError("offline") }), { name, code: "network", status: undefined, errors: undefined })
})

test("a search can be aborted, before and under way, and has a time limit", async () => {
  const never = (_, { signal }) => new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener("abort", () => reject(signal.reason))
  })
  const start = Date.now()
  const controller = new AbortController()
  const failed = failure(never, controller.signal)
  controller.abort()
  assert.equal((await failed).code, "aborted")
  assert.equal((await failure(never, controller.signal)).code, "aborted")
  assert.equal((await failure(never, undefined, { timeout: 10 })).code, "timeout")
  assert.ok(Date.now() - start < 2000, "none of them waited for the usual limit")
})

const shop = () => backEnd(({ path }) =>
  path === "/v1/graphql" ? { data: { search: { query: "lamp", products: { hits: [{ productId: "p1" }], total: 1, size: 5, from: 0 } } } } : { customer: "5b1a481060b221115c4a251e" })
const analytics = ({ requests }) => requests.filter(({ path }) => path.startsWith("/analytics/"))

test("calls made in one breath keep their order, and none is lost before the chunk is there", async () => {
  const server = shop()
  const { api } = await start(server, { settings: { searchApiUrl: "https://shop.test/v1/graphql" } })
  const { recordSearchSubmit, search, recordSearchClick } = api
  recordSearchSubmit(" Lamp ")
  const result = search({ query: "lamp" }, { track: "serp" })
  assert.equal((await result).products.total, 1)
  await recordSearchClick("serp", { productId: "p1" })
  const [impression, click] = analytics(server)
  assert.deepEqual(impression.query, { merchant: "demo", customer: "5b1a481060b221115c4a251e" })
  assert.equal(impression.message.metadata.isOrganic, true)
  assert.deepEqual(click.message, { metadata: impression.message.metadata, productId: "p1" })
})

test("what a page records of something else than results is dropped", async () => {
  const server = shop()
  const { api } = await start(server)
  for (const [type, hit] of [["serp", { productId: "p1" }], ["nowhere", {}], [], [null, null]]) {
    assert.equal(await api.recordSearchClick(type, hit), undefined)
    assert.equal(await api.recordSearchAddToCart(type, hit), undefined)
  }
  await api.recordSearch("nowhere", {}, {})
  await api.recordSearch("serp", null, { products: { hits: "none", total: "many" } })
  assert.deepEqual(analytics(server).map(({ message: { metadata, ...rest } }) => [metadata.query, metadata.hasResults, rest]), [["", false, { productIds: [], page: 1 }]])
})

test("without consent no search is sent", async () => {
  const server = shop()
  const { api } = await start(server, { consent: "denied" })
  api.search({ query: "lamp" })
  api.recordSearchSubmit("lamp")
  await new Promise(resolve => setTimeout(resolve, 50))
  assert.deepEqual(server.requests, [])
})

test("the entry that is one file carries it", async () => {
  const alone = join(await mkdtemp(join(tmpdir(), "vitrine-inline-")), "inline.mjs")
  await copyFile(join(dist, "inline.js"), alone)
  const server = shop()
  const { init } = await import(alone)
  const api = await init({ account: "demo", server: "https://shop.test", fetch: server.fetch })
  assert.equal((await api.search({ query: "lamp" })).products.total, 1)
})

test("an empty server is the page's own origin, and none is the platform's", () => {
  assert.equal(serverOf({ server: "" }), "")
  assert.equal(serverOf({ server: "https://shop.test/" }), "https://shop.test")
  assert.equal(serverOf({}), "https://connect.nosto.com")
})
