/**
 * What is kept on the device: another script of the shop may have written it. A reader of a new kind of content
 * belongs here, with the name it is kept under.
 */
import assert from "node:assert/strict"
import fc from "fast-check"
import { createNews } from "../../../pkg/arrival.js"
import { createClicks } from "../../../pkg/clicks.js"
import { createContext } from "../../../pkg/context.js"
import { createKeep } from "../../../pkg/keep.js"
import { createAttributes } from "../../../pkg/popups/attributes.js"
import { createSessionParams } from "../../../pkg/search/profile.js"
import { createVariations } from "../../../pkg/search/variations.js"
import { changeOneOf } from "../change.mjs"
import { store, visit } from "../page.mjs"
import { json, like } from "../values.mjs"

const url = "https://shop.test/p/1"
const any = json("url page time origin ref refSrc refType token preview state label coupon landed fresh at params".split(" "), [url, "https://shop.test/", "home-1", "open"])
const recently = fc.constant(0).map(() => Date.now())
const click = like({ url: fc.constant(url), page: fc.constant("https://shop.test/"), time: recently, origin: like({ ref: any, refSrc: any, refType: any }, any) }, any)

/** A string is the text itself, anything else what it says. */
const text = value => typeof value === "string" ? value : JSON.stringify(value) ?? ""

export const input = fc.record({
  clicks: fc.oneof({ weight: 3, arbitrary: fc.array(click, { maxLength: 3 }) }, { weight: 1, arbitrary: any }),
  landing: any,
  debug: like({ token: any, preview: any, skipcache: any, recotrace: any, state: any }, any),
  popups: fc.oneof(fc.dictionary(fc.constantFrom("p1", "p2"), any, { noNullPrototype: true }), any),
  tests: fc.array(fc.oneof(fc.tuple(any, any, recently), any), { maxLength: 3 }),
  params: like({ at: recently, params: any }, any),
})

export const change = changeOneOf("clicks", "landing", "debug", "popups", "tests", "params")

export async function check({ clicks, landing, debug, popups, tests, params }) {
  visit({ url, referrer: "https://shop.test/", reloaded: true })
  store(
    { "vitrine.demo.clicks": text(clicks), "vitrine.demo.popups": text(popups) },
    { "vitrine.demo.landing": text(landing), "vitrine.demo.debug": text(debug), "vitrine.demo.search.tests": text(tests), "vitrine.demo.search.params": text(params) },
  )
  const keep = createKeep(() => "demo", () => true)
  const settings = { account: "demo", parameterlessAttribution: true }

  // What it says goes to the core, which takes texts only.
  createClicks({ settings, keep, record() {} }).reference()

  const isNew = createNews(keep, "landing")
  assert.equal(typeof isNew("ecutm_source=a"), "boolean")
  assert.equal(isNew("ecutm_source=a"), false)

  const { context, mode } = createContext({ settings, keep })
  mode()
  context.mode.setPreview(true)
  assert.equal(context.mode.isPreview(), true)

  const attributes = createAttributes(keep)
  attributes.write("p1", "state", "closed")
  assert.equal(attributes.read("p1").state, "closed")

  const variations = createVariations({ keep })
  const query = variations.toQuery()
  assert.ok(query === undefined || query.every(test => test.activeVariation))
  variations.toProperties()
  variations.keep([{ id: "a", activeVariation: { id: "b" } }])
  assert.ok(variations.toQuery().some(test => test.id === "a"))

  const sessionParams = await createSessionParams({ keep, profile: async () => ({}) })()
  assert.ok(sessionParams && typeof sessionParams === "object" && !Array.isArray(sessionParams), "no parameters")
}
