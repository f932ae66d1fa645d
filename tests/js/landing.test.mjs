/** What the way to a page says of its visitor. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { createLanding } from "../../pkg/landing.js"
import { route, storage, visit } from "./place.mjs"

const shop = "https://shop.test/"

/** What a landing on `url` tells. */
function land(url, { settings = {}, keep = storage(), doNotTrack = false, ...where } = {}) {
  visit(new URL(url, shop), where)
  return createLanding({ settings, keep: { ...keep, allowed: () => !doNotTrack } }).take()
}

test("a plain page tells nothing", () => {
  assert.equal(land("/"), undefined)
  assert.equal(land("/?undefined=1&page=2&nosto=r1&segment=vip&email=a@b.test", { referrer: "https://blog.test/?q=mug", cookie: "__kla_id=x" }), undefined)
})

test("a campaign has one form, whatever the order of its parameters", () => {
  const expected = { events: [["ec", "utm_campaign=spring+sale&utm_medium=mail&utm_source=news"]] }
  assert.deepEqual(land("/?utm_source=news&utm_medium=mail&utm_campaign=spring%20sale"), expected)
  assert.deepEqual(land("/p/1?utm_campaign=spring+sale&a=1&utm_source=news&utm_term=&utm_medium=mail"), expected)
})

test("parameters that the settings name are campaigns of the shop's own", () => {
  const settings = { campaignUrlParameters: ["partner", "action"] }
  assert.deepEqual(land("/?partner=7&x=1&action=a%26b&utm_id=5", { settings }), { events: [["ec", "utm_id=5"], ["cc", "action=a%26b&partner=7"]] })
})

test("search engines: the term, or the host", () => {
  const cases = {
    "https://www.google.com/": "www.google.com",
    "https://google.co.uk/search?q=blue+mug": "blue mug",
    "https://www.bing.com/search?q=mug&p=x": "mug",
    "https://duckduckgo.com/": "duckduckgo.com",
    "https://search.yahoo.co.jp/search?p=mug": "mug",
    "https://r.search.yahoo.com/": "r.search.yahoo.com",
    "https://yandex.com.tr/search/?text=mug": "mug",
    "https://www.baidu.com/link?wd=mug": "mug",
    "https://m.search.naver.com/search.naver?query=mug": "mug",
    "https://search.brave.com/": "search.brave.com",
    "https://www.ecosia.org/": "www.ecosia.org",
  }
  for (const [referrer, target] of Object.entries(cases)) assert.deepEqual(land("/", { referrer }), { events: [["es", target]] }, referrer)
})

test("what is no search engine", () => {
  for (const referrer of [
    "https://mail.google.com/", "https://accounts.google.com/", "https://docs.google.com/", "https://mail.yahoo.com/", "https://google.evil.test/",
    "https://notgoogle.com/?q=1", "https://google.com.shop.test/", "https://search.shop.test/?q=1", "android-app://com.google.android.gm/",
    "https://shop.test/?q=mug", "",
  ]) assert.equal(land("/", { referrer }), undefined, referrer)
})

test("the engine is not the shop itself", () => {
  visit("https://www.bing.com/cart", { referrer: "https://www.bing.com/?q=mug" })
  assert.equal(createLanding({ settings: {}, keep: storage() }).take(), undefined)
})

test("segments from the parameters that the settings name", () => {
  const settings = { segmentUrlParameters: ["segment", "group"] }
  assert.deepEqual(land("/?group=b&segment=vip&segment=new&segment=&other=x", { settings }), { segment_codes: ["vip", "new", "b"] })
  for (const wrong of [5, {}, [null]]) assert.equal(land("/?segment=vip", { settings: { segmentUrlParameters: wrong, campaignUrlParameters: wrong } }), undefined)
})

test("mails: the channel and the reference of the link", () => {
  assert.deepEqual(land("/?nosto=r1&nosto_source=email"), { mail_type: "email", mail_ref: "r1" })
  assert.deepEqual(land("/?r=r1&s=imgrec", { settings: { nostoRefParam: "r", sourceParameterName: "s" } }), { mail_type: "imgrec", mail_ref: "r1" })
  assert.equal(land("/?nosto_source=email"), undefined)
  const keep = storage()
  land("/?nosto=r1&nosto_source=email", { keep })
  assert.equal(land("/?nosto=r1&nosto_source=email", { keep, navigation: "reload" }), undefined)
  assert.equal(land("/?nosto=r1&nosto_source=api"), undefined)
})

test("an e-mail address of the URL, when the shop wants it and it is one", () => {
  const settings = { collectEmailFromURL: true, emailAddressUrlParamName: "mail" }
  const keep = storage()
  assert.deepEqual(land("/?mail=a%2Bb@shop.test&utm_id=1", { settings, keep }), { events: [["ec", "utm_id=1"]], customer: { email: "a+b@shop.test" } })
  assert.deepEqual(land("/?mail=a+b@shop.test", { settings, keep }), { customer: { email: "a+b@shop.test" } })
  for (const mail of ["", "nobody", "@shop.test", "a@b@c"]) assert.equal(land(`/?mail=${mail}`, { settings }), undefined)
  assert.equal(land("/?mail=a@shop.test", { settings: { emailAddressUrlParamName: "mail" } }), undefined)
  assert.equal(land("/?mail=a@shop.test", { settings: { collectEmailFromURL: true } }), undefined)
  assert.ok(!JSON.stringify([keep.kept, keep.session.kept]).includes("@"), "nowhere kept")
})

test("ids in cookies that the settings name", () => {
  const cookie = "a=1; __kla_id2=no; __kla_id=eyJ=; uid2=no; uid=u%201; undefined=no"
  assert.equal(land("/", { cookie }), undefined)
  assert.deepEqual(land("/", { cookie, settings: { klaviyoCookie: true } }), { klaviyo_cookie: "eyJ=" })
  assert.deepEqual(land("/", { cookie, settings: { externalIdentifier: "uid" } }), { external_identifier: "u%201" })
  assert.equal(land("/", { cookie, settings: { externalIdentifier: "id" } }), undefined)
})

test("who may not be identified is not, and campaigns still count", () => {
  const settings = { klaviyoCookie: true, externalIdentifier: "uid", collectEmailFromURL: true, emailAddressUrlParamName: "mail" }
  assert.deepEqual(land("/?mail=a@shop.test&utm_id=1", { settings, cookie: "__kla_id=x; uid=1", doNotTrack: true }), { events: [["ec", "utm_id=1"]] })
})

test("a landing is told once; routes tell what is new, and cookies that come later", () => {
  const keep = storage()
  visit(`${shop}?utm_id=1&seg=a`, { referrer: "https://www.google.com/" })
  const landing = createLanding({ settings: { segmentUrlParameters: ["seg"], klaviyoCookie: true }, keep })
  assert.deepEqual(landing.take(), { events: [["ec", "utm_id=1"], ["es", "www.google.com"]], segment_codes: ["a"] })
  assert.equal(landing.take(), undefined)
  route("/p/1?utm_id=1&seg=a")
  assert.equal(landing.take(), undefined)
  route("/p/1?utm_id=2&seg=b")
  assert.deepEqual(landing.take(), { events: [["ec", "utm_id=2"]], segment_codes: ["b"] })
  document.cookie = "__kla_id=late"
  assert.deepEqual(landing.take(), { klaviyo_cookie: "late" })
  assert.equal(landing.take(), undefined)
})

test("a reload is no landing unless the first one was never told; the same link clicked again is", () => {
  const keep = storage()
  const told = { events: [["ec", "utm_id=1"]] }
  assert.deepEqual(land("/?utm_id=1", { keep, navigation: "reload" }), told)
  assert.equal(land("/?utm_id=1", { keep, navigation: "reload" }), undefined)
  assert.equal(land("/?utm_id=1", { keep, navigation: "back_forward" }), undefined)
  assert.deepEqual(land("/?utm_id=1", { keep }), told)
  keep.session.set("landing", "nonsense")
  assert.deepEqual(land("/?utm_id=1", { keep, navigation: "reload" }), told)
})

test("where cookies are refused campaigns still count; where there is no document, nothing does", () => {
  visit(`${shop}?utm_id=1`)
  Object.defineProperty(document, "cookie", { get() { throw new Error("refused") } })
  assert.deepEqual(createLanding({ settings: { klaviyoCookie: true }, keep: storage() }).take(), { events: [["ec", "utm_id=1"]] })
  delete globalThis.document
  assert.equal(createLanding({ settings: {}, keep: storage() }).take(), undefined)
})
