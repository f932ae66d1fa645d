/** The settings of an account, as a server sends them. */
import assert from "node:assert/strict"
import fc from "fast-check"
import { createContext } from "../../../pkg/context.js"
import { createKeep } from "../../../pkg/keep.js"
import { createLanding } from "../../../pkg/landing.js"
import { popupsOf } from "../../../pkg/overlay.js"
import { unmet } from "../../../pkg/popups/condition.js"
import { create as createRules } from "../../../pkg/rules.js"
import { endpoint } from "../../../pkg/search/ask.js"
import { changeOneOf } from "../change.mjs"
import { store, visit } from "../page.mjs"
import { json, like } from "../values.mjs"

const operators = "IS INCLUDES CONTAINS MATCHES_REGEXP_PATTERN LT GT LTE GTE BETWEEN AND OR".split(" ")
const fields = ["Page Type", "url", "query.utm", "query:a", "price", "brand", "custom field.material", "cart total", "customer group", "id", "no such"]
// Who writes the settings may run scripts on the page by them: they are odd here, but not made to break it.
const any = json("field operator values negate filters enabled cssSelector mode condition ordinal id popup_id type urls".split(" "), [...operators, ...fields, "nosto", "10"], { traps: false })
const { rule } = fc.letrec(tie => ({
  rule: fc.oneof({ maxDepth: 3 },
    like({ field: fc.constantFrom(...fields), operator: fc.constantFrom(...operators), values: fc.array(any, { maxLength: 3 }), negate: fc.boolean() }, any),
    like({ operator: fc.constantFrom("AND", "OR"), values: fc.array(tie("rule"), { maxLength: 3 }), negate: fc.boolean() }, any)),
}))

const settings = like({
  discountPopupTriggers: fc.oneof(fc.dictionary(fc.constantFrom("exitIntent", "api", "__proto__"), any, { noNullPrototype: true }), any),
  searchApiUrl: fc.oneof(fc.constantFrom("https://search.test/", "https://search.test/v1/graphql", "javascript:alert(1)//graphql"), any),
  debugParameterName: any, nostoRefParam: any, sourceParameterName: any, emailAddressUrlParamName: any,
  campaignUrlParameters: any, segmentUrlParameters: any, trackingTypes: any, externalIdentifier: any,
  collectEmailFromURL: fc.boolean(), klaviyoCookie: fc.boolean(),
}, any)

const about = "cart_value cart_size page_views on_mobile locations page_types urls referer_urls url_parameters brands".split(" ")
const condition = json(about.flatMap(name => [name, `min_${name}`, `max_${name}`, `exc_${name}`, `hide_${name}`]), ["DE", "product", "/p", "5"], { traps: false })

/** The rules of a placement, the condition of a popup against facts, or the settings besides them. */
export const input = fc.oneof(
  fc.record({ condition, facts: fc.oneof(condition, fc.constant({})) }),
  fc.record({ filters: fc.oneof(fc.array(rule, { maxLength: 3 }), any) }),
  fc.record({ settings }),
)

export const change = (given, random) => changeOneOf(...Object.keys(given))(given, random)

const tagging = {
  pageType: "product", brands: ["A"], customFields: { material: ["cotton"] }, customer: { customer_group: "b2b" },
  products: [{ product_id: "1", price: 10, custom_fields: { material: "cotton" } }], cart: { items: [{ product_id: "1", unit_price: 10, quantity: "2" }] },
}

const isMet = createRules()(() => tagging, () => {})
const keep = createKeep(() => "demo", () => true)

export function check(given) {
  visit({ url: "https://shop.test/?utm=a&nosto=r1&toString=1", referrer: "https://www.google.com/", cookie: "a=b" })
  if ("filters" in given) return assert.equal(typeof isMet(given.filters), "boolean")
  if ("condition" in given) {
    const reason = unmet(given.condition, Object(given.facts))
    return assert.ok(reason === undefined || Object.keys(given.condition).includes(reason))
  }
  store({}, {})
  const settings = Object(given.settings)
  for (const popup of popupsOf(settings)) assert.equal(typeof popup.type, "string")
  createLanding({ settings, keep, visit: { isDoNotTrack: () => false } }).take()
  assert.equal(typeof createContext({ settings, keep }).asked(), "boolean")
  assert.match(endpoint(settings.searchApiUrl), /graphql$/)
}
