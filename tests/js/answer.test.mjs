/** Answers are read leniently: what is odd costs itself and nothing else. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, start } from "./library.mjs"

const EMPTY = {
  recommendations: {},
  campaigns: { recommendations: {}, content: {} },
  page_views: 0,
  geo_location: [],
  affinities: { discount: 0, top_brands: [], top_categories: [], top_product_types: [], top_skus: {} },
  cmpid: "",
}

/** What `load()` gives, and what listeners hear, when the server answers `body` (a text or an object). */
async function answered(body, mode) {
  const server = backEnd(() => new Response(typeof body === "string" ? body : JSON.stringify(body)))
  const { api, session } = await start(server)
  const heard = {}
  for (const name of ["prerender", "taggingsent", "servererror"]) api.listen(name, payload => (heard[name] = payload))
  if (mode) session.setResponseMode(mode)
  const response = await session.viewFrontPage().load()
  return { response, ...heard }
}

for (const body of ["<html>", "[]", '"x"', "5", '{"a":', '{"a":1}x', "null"]) {
  test(`${body} is no answer`, () => assert.rejects(answered(body), { code: "parse", status: 200, path: "/ev1" }))
}
for (const body of ["", "  ", "{}", "\ufeff{}"]) {
  test(`${JSON.stringify(body)} is an empty answer`, async () => assert.deepEqual((await answered(body)).response, EMPTY))
}

test("wrong types cost only themselves", async () => {
  for (const name of ["recommendations", "customer", "pv", "gl", "af", "se", "cmpid", "ed", "errors", "visit"]) {
    for (const value of [null, true, [], {}, [[]], { x: [1] }, -1e9, "x"]) {
      const { response, prerender } = await answered({ [name]: value, kept: 1 })
      assert.deepEqual(Object.keys(response), Object.keys(EMPTY), `${name} ${JSON.stringify(value)}`)
      assert.equal(typeof response.page_views, "number")
      assert.ok(Array.isArray(response.geo_location) && Array.isArray(prerender.segments.active_segments))
      assert.equal(typeof response.cmpid, "string")
    }
  }
  const odd = { recommendations: { a: 5, b: [], c: null }, af: { top_skus: [], top_brands: [{ name: "x" }, 5, null], discount: {} }, gl: ["AU", 5] }
  assert.deepEqual((await answered(odd)).response, { ...EMPTY, geo_location: ["AU"] })
})

test("the JSON mode splits recommendations from content", async () => {
  const r = { products: [], title: "t" }
  const both = { products: [], html: "<p>" }
  const c = { html: "<p>", div_id: "c" }
  const { response } = await answered({ recommendations: { r, both, c }, pv: 3, cmpid: "x" })
  assert.deepEqual(response.recommendations, { r, both, c })
  assert.deepEqual(response.campaigns, { recommendations: { r, both }, content: { c } })
  assert.deepEqual([response.page_views, response.cmpid], [3, "x"])
})

test("the HTML mode has no campaigns", async () => {
  const { response } = await answered({ recommendations: { r: "<p>", c: { html: "<p>" } } }, "HTML")
  assert.deepEqual([response.recommendations, response.campaigns], [{ r: "<p>", c: { html: "<p>" } }, undefined])
})

test("listeners get five affinities, the page all, and a date", async () => {
  const top_brands = Array.from({ length: 8 }, (_, score) => ({ name: `${score}`, score }))
  const { response, prerender, taggingsent } = await answered({ customer: "v", af: { top_brands, top_skus: { 1: top_brands } }, ed: 0, pv: 2, gl: ["AU"], se: { active_segments: [{ id: "s" }, 4] } })
  assert.deepEqual(response.affinities.top_brands, top_brands)
  assert.equal(prerender.affinityScores.top_brands.length, 5)
  assert.equal(prerender.affinityScores.top_skus[1].length, 5)
  assert.deepEqual([prerender.pageViews, prerender.geoLocation, prerender.segments], [2, ["AU"], { active_segments: [{ id: "s" }] }])
  assert.equal(taggingsent.af.top_brands.length, 8)
  assert.ok((await answered({ ed: "2027-01-15T08:00:00.000Z" })).prerender.eventDate instanceof Date)
})

test("the server's reasons reach the listeners although the answer is good", async () => {
  assert.deepEqual((await answered({ errors: ["odd", { key: "x" }] })).servererror, ["odd", '{"key":"x"}'])
})
