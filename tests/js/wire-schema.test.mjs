/** The schema of the vendor's types: it refuses what is wrong, and the goldens of the wire satisfy it. */
import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { root } from "../harness/sandbox.mjs"
import { problemsOf } from "../schema/vendor.mjs"

const goldens = join(root, "tests/fixtures/wire")

test("every golden message is what the vendor's types describe", () => {
  const files = readdirSync(goldens)
  assert.ok(files.length > 20)
  for (const file of files) {
    for (const { endpoint, message } of JSON.parse(readFileSync(join(goldens, file), "utf8"))) {
      const path = endpoint === "order" ? "/order/track" : "/ev1"
      assert.deepEqual(problemsOf({ path, message }), [], file)
    }
  }
})

/** @type {[string, object, string[]][]} */
const wrong = [
  ["a member the types do not name", { colour: "blue" }, [`message: must NOT have additional properties "colour"`]],
  ["an event that is no type", { events: [["vp", "1"], ["zz", "1"]] }, ["events/1/0: must be equal to one of the allowed values"]],
  ["an empty event", { events: [[]] }, ["events/0: must NOT have fewer than 1 items"]],
  ["a seventh part of an event", { events: [["vp", "1", null, null, null, "rec", "x"]] }, ["events/0: must NOT have more than 6 items"]],
  ["a price as text", { cart: [{ product_id: "1", name: "A", unit_price: "1", price_currency_code: "EUR", quantity: 1 }] }, ["cart/0/unit_price: must be number"]],
  ["a line without a currency", { cart: [{ product_id: "1", name: "A", unit_price: 1, quantity: 1 }] }, ["cart/0: must have required property 'price_currency_code'"]],
  ["a number for an id", { elements: [1] }, ["elements/0: must be string"]],
  ["a type of page that is none", { page_type: "landing" }, ["page_type: must be equal to one of the allowed values"]],
  ["a date that is none", { event_date: "yesterday" }, [`event_date: must match format "date-time"`]],
  ["a body that was no JSON", null, ["message: must be object"]],
]

for (const [title, message, problems] of wrong) {
  test(`${title} is refused by its path`, () => {
    assert.deepEqual(problemsOf({ path: "/ev1", message }), problems.map(problem => `/ev1 ${problem}`))
  })
}

test("an order without its number is refused", () => {
  assert.deepEqual(problemsOf({ path: "/order/track", order: { info: {}, items: [] } }), ["/order/track info: must have required property 'order_number'"])
})

test("a click on a result of a search has all its flags", () => {
  const metadata = { query: "a", resultId: "r", isOrganic: true, isAutoCorrect: false, isAutoComplete: false, isKeyword: false, isPopular: false, isSorted: false, hasResults: true }
  const path = "/analytics/search/click"
  assert.deepEqual(problemsOf({ path, message: { productId: "1", metadata } }), [`${path} metadata: must have required property 'isRefined'`])
  assert.deepEqual(problemsOf({ path, message: { productId: "1", metadata: { ...metadata, isRefined: false } } }), [])
})

test("a path whose type is not known is no success", () => {
  assert.deepEqual(problemsOf({ path: "/elsewhere", message: {} }), ["/elsewhere: a path nobody knows the type of"])
})

test("what the guides show beyond the types is accepted", () => {
  for (const message of [{ customer: {} }, { customer: { customer_reference: "r", marketing_permission: true } }, { events: [["vp", "1", null, null, "1-S"]] }]) {
    assert.deepEqual(problemsOf({ path: "/ev1", message }), [])
  }
})
