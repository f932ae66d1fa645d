/** The adapters of consent banners, before stand-ins of what those put into a page. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, settled, start } from "./library.mjs"
import { device } from "./stand-ins/device.mjs"
import { consentMode, shopifyPrivacy, tcfPlatform } from "./stand-ins/banners.mjs"

const pause = ms => new Promise(resolve => setTimeout(resolve, ms))

/** Starts with an adapter; a view waits from the beginning. */
async function begin(consent, options) {
  const server = backEnd()
  const problems = []
  const library = await start(server, { consent, ...options })
  library.api.listen("diagnostic", list => problems.push(...list))
  library.session.viewOther().load().catch(() => {})
  /** State and number of requests, in a moment. */
  const becomes = async (expected, message) => {
    const now = () => [library.api.vitrine.consent, server.requests.length]
    // What shall not happen is given a moment to.
    await pause(20)
    for (let left = 100; left && String(now()) !== String(expected); left--) await pause(20)
    assert.deepEqual(now(), expected, message)
  }
  return { ...library, server, problems, becomes }
}

const granted = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "granted", personalization_storage: "granted" }
const refused = Object.fromEntries(Object.keys(granted).map(type => [type, "denied"]))

test("Consent Mode: denied until the banner updates, then what it says, whatever wraps the layer", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("js", new Date())
  banner.gtag("consent", "default", { ...refused, wait_for_update: 500 })
  const { becomes, api } = await begin("google")
  await becomes(["denied", 0])
  banner.loadTagManager()
  banner.gtag("event", "page_view")
  banner.gtag("consent", "update", granted)
  await becomes(["granted", 1])
  banner.gtag("consent", "update", { analytics_storage: "denied" })
  await becomes(["denied", 1])
  assert.equal(api.visit.getCustomerId(), undefined)
})

test("Consent Mode: what stands in the layer already counts; types that the banner never names are not asked for", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("consent", "default", { analytics_storage: "denied", ad_storage: "denied" })
  banner.gtag("consent", "update", { analytics_storage: "granted" })
  await (await begin("google")).becomes(["granted", 1])
})

test("Consent Mode: a default for regions counts only where it refuses, a general one that grants is an answer", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("consent", "default", { analytics_storage: "granted", region: ["US"] })
  await (await begin("google")).becomes(["denied", 0])
  banner.gtag("consent", "default", { analytics_storage: "granted" })
  await (await begin("google")).becomes(["granted", 1])
  banner.gtag("consent", "default", { analytics_storage: "denied", region: ["ES"] })
  await (await begin("google")).becomes(["denied", 0])
})

test("Consent Mode: other types, and another state for those who decline", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("consent", "update", { ...granted, ad_storage: "granted" })
  await (await begin({ adapter: "google", purposes: ["ad_storage", "analytics_storage"] })).becomes(["granted", 1])
  banner.gtag("consent", "update", { ad_storage: "denied" })
  await (await begin({ adapter: "google", purposes: ["ad_storage"], otherwise: "anonymous" })).becomes(["anonymous", 1])
})

test("TCF: the stub is enough to begin with; an open banner is no answer, a partial one is none either", async t => {
  const platform = tcfPlatform()
  t.after(platform.remove)
  const { becomes } = await begin("tcf")
  platform.load()
  platform.say("cmpuishown")
  await becomes(["denied", 0])
  platform.say("cmpuishown", { purposes: [1, 5, 6, 8] })
  await becomes(["denied", 0])
  platform.say("useractioncomplete", { purposes: [1, 5, 6] })
  await becomes(["denied", 0], "legitimate interest in 8 is no consent")
  platform.say("useractioncomplete", { purposes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] })
  await becomes(["granted", 1])
  platform.say("cmpuishown", { purposes: [1, 5, 6, 8] })
  await becomes(["granted", 1], "reopened, nothing is decided")
  platform.say("useractioncomplete", { purposes: [] })
  await becomes(["denied", 1])
})

test("TCF: what was chosen on an earlier page; where the law does not apply; a platform that comes late", async t => {
  const platform = tcfPlatform()
  t.after(platform.remove)
  platform.say("tcloaded", { purposes: [1, 5, 6, 8] })
  platform.load()
  await (await begin("tcf")).becomes(["granted", 1])
  platform.say("tcloaded", { gdprApplies: false })
  await (await begin("tcf")).becomes(["granted", 1])
  const { __tcfapi } = globalThis
  delete globalThis.__tcfapi
  const late = await begin("tcf")
  await late.becomes(["denied", 0])
  globalThis.__tcfapi = __tcfapi
  await pause(150)
  await late.becomes(["granted", 1])
})

test("TCF: other purposes and a vendor", async t => {
  const platform = tcfPlatform()
  t.after(platform.remove)
  platform.load()
  platform.say("tcloaded", { purposes: [1, 9], vendors: [7] })
  const asking = vendor => begin({ adapter: "tcf", purposes: [1, 9], vendor })
  await (await asking(7)).becomes(["granted", 1])
  await (await asking(8)).becomes(["denied", 0])
  await (await begin({ adapter: "tcf", purposes: [1, 2] })).becomes(["denied", 0])
})

test("Shopify: denied until the visitor has chosen, and again when they change their mind", async t => {
  t.after(device().remove)
  const shop = shopifyPrivacy()
  t.after(shop.remove)
  const { becomes } = await begin("shopify")
  await becomes(["denied", 0])
  assert.deepEqual(shop.requested, [{ name: "consent-tracking-api", version: "0.1" }])
  shop.choose({ analytics: true, preferences: true, marketing: false, sale_of_data: false })
  await becomes(["granted", 1])
  shop.choose({ preferences: false })
  await becomes(["denied", 1])
})

test("Shopify: an earlier choice; where no law asks; categories of one's own", async t => {
  t.after(device().remove)
  const begun = async (expected, shop, consent = "shopify") => {
    const stand = shopifyPrivacy(shop)
    try {
      await (await begin(consent)).becomes(expected)
    } finally {
      stand.remove()
    }
  }
  await begun(["granted", 1], { answers: { analytics: "yes", preferences: "yes" } })
  await begun(["denied", 0], { answers: { analytics: "yes", preferences: "no" } })
  await begun(["granted", 1], { asks: false })
  const marketing = { adapter: "shopify", purposes: ["marketing"] }
  await begun(["denied", 0], { answers: { analytics: "yes", preferences: "yes" } }, marketing)
  await begun(["granted", 1], { answers: { marketing: "yes" } }, marketing)
})

test("Shopify: a feature that does not load is told of, and consent stays denied", async t => {
  t.after(device().remove)
  const shop = shopifyPrivacy({ fails: true })
  t.after(shop.remove)
  const { becomes, problems } = await begin("shopify")
  await becomes(["denied", 0])
  assert.deepEqual(problems, [{ path: "consent.shopify", problem: "not loaded" }])
})

test("a page without the banner it names is told so once, and stays denied", async t => {
  t.mock.timers.enable({ apis: ["setTimeout"] })
  const server = backEnd()
  const { api } = await start(server, { consent: "tcf" })
  const problems = []
  api.listen("diagnostic", list => problems.push(...list))
  for (let at = 0; at < 300; at++) t.mock.timers.tick(100)
  assert.deepEqual(problems, [{ path: "consent.tcf", problem: "no banner" }])
  assert.equal(api.vitrine.consent, "denied")
})

test("what is neither a state nor an adapter is denied and told of", async t => {
  t.mock.method(console, "warn", () => {})
  for (const consent of ["Granted", "yes", "", "toString", { adapter: "cookiebot" }, {}, 1, ["granted", "denied"]]) {
    const { becomes } = await begin(consent)
    await becomes(["denied", 0], String(consent))
  }
  assert.equal(console.warn.mock.callCount(), 8)
  assert.match(console.warn.mock.calls[0].arguments[0], /^vitrine: consent: unknown$/)
  await settled()
})
