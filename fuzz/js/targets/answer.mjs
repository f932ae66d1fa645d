/** The answer of a server: text. */
import assert from "node:assert/strict"
import fc from "fast-check"
import { campaignsOf, parseAnswer, segmentsOf, toActionResponse, toPrerender } from "../../../pkg/answer.js"
import { toSessionParams } from "../../../pkg/search/profile.js"
import { json, like } from "../values.mjs"

const any = json("recommendations customer pv gl af se active_segments id top_brands top_skus discount score name html products cmpid ed errors".split(" "), ["FI", "2027-01-15T08:00:00Z"])
const list = fc.array(any, { maxLength: 3 })
const answer = like({
  recommendations: fc.dictionary(fc.constantFrom("home-1", "__proto__"), any, { maxKeys: 2, noNullPrototype: true }),
  pv: any, gl: list, cmpid: any, ed: any, customer: any,
  se: like({ active_segments: list }, any),
  af: like({ discount: any, top_brands: list, top_categories: list, top_product_types: list, top_skus: any }, any),
}, any)

export const input = fc.oneof({ weight: 6, arbitrary: answer }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) })

/** A string is the text itself, anything else what it says. */
export function check(given) {
  const answer = parseAnswer(typeof given === "string" ? given : JSON.stringify(given) ?? "")
  if (!answer) return
  for (const html of [true, false]) {
    const response = toActionResponse(answer, html)
    assert.ok(Number.isFinite(response.page_views))
    assert.ok(response.geo_location.every(place => typeof place === "string"))
    assert.equal(typeof response.cmpid, "string")
    assert.ok(Object.values(response.recommendations).every(campaign => typeof campaign === "string" || typeof campaign === "object" && campaign))
    for (const name of ["top_brands", "top_categories", "top_product_types"]) {
      assert.ok(response.affinities[name].every(entry => entry.name && Number.isFinite(entry.score)))
    }
  }
  assert.ok(campaignsOf(answer))
  assert.ok(segmentsOf(answer).every(({ id }) => typeof id === "string"))
  const { affinityScores, pageViews } = toPrerender(answer, "id")
  assert.ok(affinityScores.top_brands.length <= 5 && Number.isFinite(pageViews))
  assert.equal(typeof toSessionParams(answer), "object")
  assert.equal({}.polluted, undefined)
}
