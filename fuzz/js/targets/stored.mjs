/**
 * What is kept on the device: another script of the shop may have written it. A reader of a new kind of content
 * belongs into `kinds`, with the name it is kept under.
 */
import assert from "node:assert/strict"
import fc from "fast-check"
import { createNews } from "../../../pkg/arrival.js"
import { createClicks } from "../../../pkg/clicks.js"
import { createContext } from "../../../pkg/context.js"
import { createKeep } from "../../../pkg/keep.js"
import { readAll, within } from "../../../pkg/delivery/entries.js"
import { createOutbox } from "../../../pkg/outbox.js"
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

const settings = { account: "demo", parameterlessAttribution: true }

/** By the key below which something is kept: what may be there, and who reads it. */
const kinds = {
  clicks: {
    content: fc.oneof({ weight: 3, arbitrary: fc.array(click, { maxLength: 3 }) }, { weight: 1, arbitrary: any }),
    // What it says goes to the core, which takes texts only.
    read: keep => createClicks({ settings, keep, record() {} }).reference(),
  },

  landing: {
    content: any,
    read(keep) {
      const isNew = createNews(keep, "landing")
      assert.equal(typeof isNew("ecutm_source=a"), "boolean")
      assert.equal(isNew("ecutm_source=a"), false)
    },
  },

  told: {
    content: like({ cart: fc.tuple(any, recently), customer: fc.tuple(any, recently), orders: fc.dictionary(fc.string(), recently, { noNullPrototype: true }) }, any),
    read(keep) {
      const outbox = createOutbox({ keep, link: {}, recover: async () => {} })
      assert.equal(typeof JSON.parse(outbox.memo()), "object")
      outbox.events.known("orders", "195")
      assert.ok(JSON.parse(outbox.memo()).orders["195"])
    },
  },

  "o.AAAAAAAAAAAAAAAAAAAA.1001": {
    content: like({ text: fc.constantFrom("[[],{},{}]", "x"), told: fc.nat(3), at: recently, tries: any }, any),
    read(keep) {
      const { kept } = within(readAll(keep), {})
      for (const { text, told, at } of kept) assert.ok(text.startsWith("[") && told >= 0 && at >= 0)
    },
  },

  debug: {
    content: like({ token: any, preview: any, skipcache: any, recotrace: any, state: any }, any),
    read(keep) {
      const { context, mode } = createContext({ settings, keep })
      mode()
      context.mode.setPreview(true)
      assert.equal(context.mode.isPreview(), true)
    },
  },

  popups: {
    content: fc.oneof(fc.dictionary(fc.constantFrom("p1", "p2"), any, { noNullPrototype: true }), any),
    read(keep) {
      const attributes = createAttributes(keep)
      attributes.write("p1", "state", "closed")
      assert.equal(attributes.read("p1").state, "closed")
    },
  },

  "search.tests": {
    content: fc.array(fc.oneof(fc.tuple(any, any, recently), any), { maxLength: 3 }),
    read(keep) {
      const variations = createVariations({ keep })
      const query = variations.toQuery()
      assert.ok(query === undefined || query.every(test => test.activeVariation))
      variations.toProperties()
      variations.keep([{ id: "a", activeVariation: { id: "b" } }])
      assert.ok(variations.toQuery().some(test => test.id === "a"))
    },
  },

  "search.params": {
    content: like({ at: recently, params: any }, any),
    async read(keep) {
      const params = await createSessionParams({ keep, profile: async () => ({}) })()
      assert.ok(params && typeof params === "object" && !Array.isArray(params), "no parameters")
    },
  },
}

export const input = fc.oneof(...Object.entries(kinds).map(([name, { content }]) => fc.record({ name: fc.constant(name), content })))

export const change = changeOneOf("content")

const keep = createKeep(() => "demo", () => true)

export function check({ name, content }) {
  visit({ url, referrer: "https://shop.test/", reloaded: true })
  // A string is the text itself, anything else what it says.
  const items = { [`vitrine.demo.${name}`]: typeof content === "string" ? content : JSON.stringify(content) ?? "" }
  store(items, items)
  return kinds[name].read(keep)
}
