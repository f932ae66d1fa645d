/** Which page view a click is claimed by. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { createClicks } from "../../pkg/clicks.js"
import { click, element, route, storage, visit } from "./place.mjs"

const shop = "https://shop.test"
const home = `${shop}/?page=2`
const mug = `${shop}/p/mug`

/** The shop at `settings`, in one tab. `load` opens a document, as a browser does after a click. */
function tab(t, settings = { parameterlessAttribution: true }) {
  t.mock.timers.enable({ apis: ["Date"], now: 1_000_000 })
  const keep = storage()
  const recorded = []
  const load = (url, options) => {
    visit(url, options)
    return createClicks({ settings, keep, record: event => recorded.push(JSON.parse(JSON.stringify(event))) })
  }
  return { keep, load, recorded, pairs: () => keep.get("clicks") }
}

/** Opens the front page, renders a campaign with a link to `href`, and clicks on it. */
function clickOn(shop, href = "/p/mug", { type, campaign = { result_id: "r1" }, attributes = {} } = {}) {
  const clicks = shop.load(home)
  const placement = element()
  const link = element("a", { href, ...attributes })
  clicks.attribute(placement, campaign)
  click([link, placement], type)
  return { clicks, placement, link }
}

test("a server has no page and no clicks", () => {
  delete globalThis.document
  assert.equal(createClicks({ settings: { parameterlessAttribution: true }, keep: storage() }).reference(), undefined)
})

const plain = value => value && JSON.parse(JSON.stringify(value))

for (const type of ["click", "auxclick", "contextmenu"]) {
  test(`a ${type} is stored, and claimed once by the page it led to`, t => {
    const shop = tab(t)
    clickOn(shop, "/p/mug#reviews", { type })
    assert.deepEqual(shop.pairs(), [{ url: mug, page: "https://shop.test/", time: 1_000_000, origin: { ref: "r1" } }])
    t.mock.timers.tick(29_000)
    const next = shop.load(mug, { referrer: home })
    assert.deepEqual(plain(next.reference()), { ref: "r1" })
    assert.deepEqual(plain(next.reference()), { ref: "r1" }, "one answer per page view")
    assert.deepEqual(shop.keep.kept, {})
    assert.equal(shop.load(mug, { referrer: home }).reference(), undefined, "used up")
  })
}

test("a page is claimed by its canonical address too", t => {
  const shop = tab(t)
  clickOn(shop)
  const next = shop.load(`${mug}-blue`, { referrer: home, canonical: mug })
  assert.deepEqual(plain(next.reference()), { ref: "r1" })
})

test("the query counts unless the settings say otherwise", t => {
  for (const [parameterlessAttributionNoQueryCheck, expected] of [[undefined, undefined], [true, { ref: "r1" }]]) {
    const shop = tab(t, { parameterlessAttribution: true, parameterlessAttributionNoQueryCheck })
    clickOn(shop, "/p/mug?variant=1")
    assert.deepEqual(plain(shop.load(`${mug}?variant=2`, { referrer: home }).reference()), expected)
    t.mock.timers.reset()
  }
})

test("another page, another way to it, or none that can be seen: no claim", t => {
  const shop = tab(t)
  clickOn(shop)
  for (const [url, referrer] of [
    ["https://shop.test/p/bowl", home],
    [mug, "https://shop.test/cart"],
    [mug, "https://elsewhere.test/"],
    [mug, ""],
  ]) {
    assert.equal(shop.load(url, { referrer }).reference(), undefined, `${referrer} → ${url}`)
  }
  assert.equal(shop.pairs().length, 1)
  assert.deepEqual(plain(shop.load(mug, { referrer: home }).reference()), { ref: "r1" })
})

test("a referrer that a policy shortened to its origin will do", t => {
  const shop = tab(t)
  const clicks = shop.load("https://shop.test/c/sale")
  const placement = element()
  clicks.attribute(placement, { result_id: "r1" })
  click([element("a", { href: "/p/mug" }), placement])
  assert.deepEqual(plain(shop.load(mug, { referrer: "https://shop.test/" }).reference()), { ref: "r1" })
})

test("the time limit is 30 s, or what the settings say, and late clicks are forgotten", t => {
  for (const [attributionWindow, limit] of [[undefined, 30_000], [5000, 5000], ["soon", 30_000]]) {
    for (const [late, expected] of [[limit - 1, { ref: "r1" }], [limit, undefined]]) {
      const shop = tab(t, { parameterlessAttribution: true, attributionWindow })
      clickOn(shop)
      t.mock.timers.tick(late)
      assert.deepEqual(plain(shop.load(mug, { referrer: home }).reference()), expected, `${attributionWindow} ${late}`)
      assert.deepEqual(shop.keep.kept, {})
      t.mock.timers.reset()
    }
  }
})

test("nothing is stored or claimed without the setting", t => {
  const shop = tab(t, {})
  clickOn(shop)
  assert.deepEqual(shop.keep.kept, {})
  shop.keep.set("clicks", [{ url: mug, page: "https://shop.test/", time: 1_000_000, origin: { ref: "r1" } }])
  assert.equal(shop.load(mug, { referrer: home }).reference(), undefined)
})

test("routes of one document are page views", t => {
  const shop = tab(t)
  const { clicks, placement } = clickOn(shop)
  assert.equal(clicks.reference(), undefined)
  route("/p/mug")
  assert.deepEqual(plain(clicks.reference()), { ref: "r1" })
  route("/p/mug#reviews")
  assert.deepEqual(plain(clicks.reference()), { ref: "r1" }, "an anchor is no page")
  route("/")
  assert.equal(clicks.reference(), undefined)
  route("/p/mug")
  assert.equal(clicks.reference(), undefined, "the click is used up")
  route("/")
  clicks.reference()
  click([element("a", { href: "/p/mug" }), placement])
  route("/cart")
  assert.equal(clicks.reference(), undefined)
  route("/p/mug")
  assert.equal(clicks.reference(), undefined, "reached from another page")
})

test("routers that keep their routes behind the hash", t => {
  const shop = tab(t)
  const { clicks } = clickOn(shop, "#/p/mug")
  assert.equal(shop.pairs()[0].url, `${home}#/p/mug`)
  route("#/p/mug")
  assert.deepEqual(plain(clicks.reference()), { ref: "r1" })
})

test("at most 20 clicks wait, each address once, and the newest wins", t => {
  const shop = tab(t)
  const { clicks, placement } = clickOn(shop)
  for (let index = 0; index < 25; index++) click([element("a", { href: `/p/${index}` }), placement])
  clicks.attribute(placement, { result_id: "r2" })
  click([element("a", { href: "/p/24" }), placement])
  assert.equal(shop.pairs().length, 20)
  assert.equal(shop.pairs()[0].url, "https://shop.test/p/5")
  assert.deepEqual([shop.pairs()[19].url, shop.pairs()[19].origin.ref], ["https://shop.test/p/24", "r2"])
})

test("a product that is no link is recorded at once, by a click alone", t => {
  const shop = tab(t)
  const clicks = shop.load(home)
  const placement = element()
  const card = element("div", { "data-nosto-product": "42" })
  clicks.attribute(placement, { result_id: "r1", extra_attribution: { 42: { refSrc: "7", refType: "rec" } } })
  for (const type of ["auxclick", "contextmenu", "click"]) click([card, placement], type)
  click([card, placement], "click", 2)
  click([element("a", { href: "#", "data-nosto-product": "43" }), placement])
  assert.deepEqual(shop.recorded, [
    { type: "vp", target: "42", ref: "r1", refSrc: "7", refType: "rec" },
    { type: "vp", target: "43", ref: "r1" },
  ])
  assert.deepEqual(shop.keep.kept, {})
})

test("the innermost link and the innermost campaign are meant", t => {
  const shop = tab(t)
  const clicks = shop.load(home)
  const [outer, inner] = [element(), element()]
  const card = element("div", { "data-nosto-product": "42" })
  clicks.attribute(outer, { result_id: "outer" })
  clicks.attribute(inner, { result_id: "inner" })
  click([element("span"), element("a", { href: "/p/mug" }), card, inner, outer])
  click([card, inner, outer])
  click([element("a", { href: "/p/bowl" }), outer])
  assert.deepEqual(shop.pairs().map(({ url, origin }) => [url, origin.ref]), [[mug, "inner"], ["https://shop.test/p/bowl", "outer"]])
  assert.deepEqual(shop.recorded, [{ type: "vp", target: "42", ref: "inner" }])
})

test("a link around a campaign is not the campaign's", t => {
  const shop = tab(t)
  const clicks = shop.load(home)
  const placement = element()
  clicks.attribute(placement, { result_id: "r1" })
  click([placement, element("a", { href: "/p/mug" })])
  assert.deepEqual(shop.keep.kept, {})
})

test("what a campaign says of one link goes before the rest, by address or product", t => {
  for (const key of [mug, "42"]) {
    const shop = tab(t)
    clickOn(shop, "/p/mug", {
      attributes: { "data-nosto-product": "42" },
      campaign: { result_id: "r1", extra_attribution: { [key]: { ref: "r9", refSrc: "7", refType: "rec" } } },
    })
    assert.deepEqual(plain(shop.load(mug, { referrer: home }).reference()), { ref: "r9", refSrc: "7", refType: "rec" })
    t.mock.timers.reset()
  }
})

test("links that lead nowhere are not stored", t => {
  for (const href of ["mailto:a@b.test", "tel:1", "javascript:void 0"]) {
    const shop = tab(t)
    clickOn(shop, href)
    assert.deepEqual([shop.keep.kept, shop.recorded], [{}, []])
    t.mock.timers.reset()
  }
})

test("an SVG link has an object for its address", t => {
  const shop = tab(t)
  const clicks = shop.load(home)
  const placement = element()
  clicks.attribute(placement, { result_id: "r1" })
  const link = Object.assign(element("a", { href: "" }), { href: { baseVal: "p/mug" } })
  click([link, placement])
  click([Object.assign(link, { href: { baseVal: "https://[" } }), placement])
  assert.deepEqual(shop.pairs().map(({ url }) => url), [mug])
})

test("what is no element or no campaign changes nothing", t => {
  const shop = tab(t)
  const clicks = shop.load(home)
  const placement = element()
  for (const args of [[], [null, {}], [{}, { result_id: "r" }], [placement], [placement, {}]]) clicks.attribute(...args)
  click([element("a", { href: "/p/mug" }), placement])
  assert.deepEqual(shop.keep.kept, {})
})

test("stored nonsense is no attribution and does not stay", t => {
  for (const nonsense of ["x", 5, {}, [null, 1, "x", {}, { time: 1_000_000 }, { time: 1_000_000, url: 5, page: [] }]]) {
    const shop = tab(t)
    shop.keep.set("clicks", nonsense)
    assert.equal(shop.load(mug, { referrer: home }).reference(), undefined)
    clickOn(shop)
    assert.deepEqual(plain(shop.load(mug, { referrer: home }).reference()), { ref: "r1" })
    t.mock.timers.reset()
  }
})

test("parameters of the URL", t => {
  const cases = [
    ["?nosto=r1", {}, { ref: "r1" }],
    ["?nosto=r1&refSrc=7&nosto_source=email", {}, { ref: "r1", refSrc: "7", refType: "email" }],
    ["?nosto=r1&nosto_source=other", {}, { ref: "r1" }],
    ["?nosto=r1&nosto_source=other", { trackingTypes: ["other"] }, { ref: "r1", refType: "other" }],
    ["?nosto=r1&nosto_source=email", { trackingTypes: ["other"] }, { ref: "r1" }],
    ["?nosto=r1&nosto_source=email", { trackingTypes: 5 }, { ref: "r1" }],
    ["?reco=r1&via=api", { nostoRefParam: "reco", sourceParameterName: "via" }, { ref: "r1", refType: "api" }],
    ["?nosto=r1", { nostoRefParam: "reco" }, undefined],
    ["?nosto=&refSrc=7", {}, undefined],
    ["?nosto_source=email", {}, undefined],
    ["#nosto_cmp", {}, { refType: "cmp" }],
    ["?nosto=r1#nosto_cmp", {}, { ref: "r1", refType: "cmp" }],
  ]
  for (const [rest, settings, expected] of cases) {
    for (const parameterlessAttribution of [false, true]) {
      const clicks = tab(t, { ...settings, parameterlessAttribution }).load(mug + rest)
      assert.deepEqual(plain(clicks.reference()), expected, rest)
      t.mock.timers.reset()
    }
  }
})

test("the parameters go before a stored click, the click before the fragment", t => {
  const shop = tab(t)
  clickOn(shop, "/p/mug?nosto=r2")
  assert.deepEqual(plain(shop.load(`${mug}?nosto=r2`, { referrer: home }).reference()), { ref: "r2" })
  clickOn(shop, "/p/mug#nosto_cmp")
  assert.deepEqual(plain(shop.load(`${mug}#nosto_cmp`, { referrer: home }).reference()), { ref: "r1" })
})

test("a page that is reloaded is not attributed again, and one that was not told of is", t => {
  const shop = tab(t)
  const url = `${mug}?nosto=r1&email=a@b.test`
  assert.deepEqual(plain(shop.load(url, { navigation: "reload" }).reference()), { ref: "r1" }, "reloaded by a banner")
  for (const navigation of ["reload", "back_forward"]) {
    assert.equal(shop.load(url, { navigation }).reference(), undefined, navigation)
  }
  assert.deepEqual(plain(shop.load(url).reference()), { ref: "r1" }, "clicked again")
  assert.equal(shop.load(`${mug}?nosto=r2`, { navigation: "reload" }).reference().ref, "r2", "the router had changed the address")
  assert.ok(!JSON.stringify(shop.keep.session.kept).includes("a@b"), "no query is stored")
})
