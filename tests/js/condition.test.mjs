import assert from "node:assert/strict"
import { test } from "node:test"
import { unmet } from "../../pkg/popups/condition.js"

const FACTS = {
  cart_value: 49.95, cart_size: 2, page_views: 3, on_mobile: true, on_desktop: false,
  locations: ["DE", "Bavaria", "Munich"], page_types: ["product"],
  urls: ["https://shop.test/p/Lamp?x=1"], referer_urls: ["https://news.test/a"],
  url_parameters: ["x", "x=1"], categories: ["/Home/Lighting"], brands: ["Åland"], tags: ["new", '"new"'],
}

const check = (condition, reason) => assert.equal(unmet(condition, FACTS), reason, JSON.stringify(condition))

test("numbers are bounds that include their end", () => {
  for (const [name, below, same, above] of [["cart_value", 49.94, 49.95, 49.96], ["cart_size", 1, 2, 3], ["page_views", 2, 3.0, 3.5]]) {
    for (const [bound, atLeast, atMost] of [[below, true, false], [same, true, true], [above, false, true]]) {
      check({ [`min_${name}`]: bound }, atLeast ? undefined : `min_${name}`)
      check({ [`max_${name}`]: bound }, atMost ? undefined : `max_${name}`)
    }
  }
})

test("zero, null, negative and odd bounds are none", () => {
  for (const bound of [0, null, -1, {}, true, "x"]) check({ max_cart_value: bound, min_cart_size: bound })
})

test("lists ask and forbid", () => {
  for (const [name, there, absent] of [
    ["locations", ["DE"], ["FI"]],
    ["locations", ["de", "bavaria"], ["DE", "Berlin"]],
    ["locations", ["DE", "Bavaria", "Munich"], ["DE", "Bavaria", "Munich", "Mitte"]],
    ["page_types", "Product", "cart"],
    ["urls", "/p/Lamp", "/p/lamp"],
    ["referer_urls", "news.test", "search.test"],
    ["url_parameters", "x=1", "x=2"],
    ["url_parameters", "x", "x="],
    ["tags", '"new"', ""],
    ["categories", "/home/lighting", "/Home"],
    ["brands", "Åland", "Åla"],
    ["tags", "new", "old"],
  ]) {
    check({ [name]: [absent, there] })
    check({ [name]: [absent] }, name)
    check({ [`exc_${name}`]: [absent, there] }, `exc_${name}`)
    check({ [`exc_${name}`]: [absent] })
    check({ [name]: [], [`exc_${name}`]: [] })
  }
})

test("devices and switches", () => {
  check({ hide_on_mobile: true }, "hide_on_mobile")
  check({ hide_on_mobile: false, hide_on_desktop: true })
  check({ enabled: false }, "enabled")
  check({ enabledInJs: false }, "enabledInJs")
  check({ enabled: true, enabledInJs: true, advanced: true })
})

test("addresses are alternatives unless they are filters", () => {
  check({ urls: ["/p/"], referer_urls: ["search.test"] })
  check({ urls: ["/cart"], url_parameters: ["y"] }, "urls")
  check({ urls: ["/p/"], exc_referer_urls: ["news"] }, "exc_referer_urls")
  check({ treat_url_conditions_as_filters: true, urls: ["/p/"], referer_urls: ["search.test"] }, "referer_urls")
})

test("what the facts do not state is not judged", () => {
  check({ schedules: ["night"], min_age: 18, hide_on_watch: true, "": [1], min_: 3 })
  assert.equal(unmet({ min_cart_size: 1, tags: ["a"] }, {}), undefined)
  assert.equal(unmet({ min_cart_size: 1 }, { cart_size: "?" }), "min_cart_size")
})

test("conditions of the wrong kind are none", () => {
  for (const condition of ["", null, [], 5, undefined]) check(condition)
  check({ urls: "x", tags: {}, locations: "DE" })
  check({ tags: [1, null] }, "tags")
})
