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
  const state = async () => {
    await pause(20)
    return [library.api.vitrine.consent, server.requests.length]
  }
  return { ...library, server, problems, state }
}

const granted = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "granted", personalization_storage: "granted" }
const refused = Object.fromEntries(Object.keys(granted).map(type => [type, "denied"]))

test("Consent Mode: denied until the banner updates, then what it says, whatever wraps the layer", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("js", new Date())
  banner.gtag("consent", "default", { ...refused, wait_for_update: 500 })
  const { state, api } = await begin("google")
  assert.deepEqual(await state(), ["denied", 0])
  banner.loadTagManager()
  banner.gtag("event", "page_view")
  banner.gtag("consent", "update", granted)
  assert.deepEqual(await state(), ["granted", 1])
  banner.gtag("consent", "update", { analytics_storage: "denied" })
  assert.deepEqual(await state(), ["denied", 1])
  assert.equal(api.visit.getCustomerId(), undefined)
})

test("Consent Mode: what stands in the layer already counts; types that the banner never names are not asked for", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("consent", "default", { analytics_storage: "denied", ad_storage: "denied" })
  banner.gtag("consent", "update", { analytics_storage: "granted" })
  assert.deepEqual(await (await begin("google")).state(), ["granted", 1])
})

test("Consent Mode: a default for regions counts only where it refuses, a general one that grants is an answer", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("consent", "default", { analytics_storage: "granted", region: ["US"] })
  assert.deepEqual(await (await begin("google")).state(), ["denied", 0])
  banner.gtag("consent", "default", { analytics_storage: "granted" })
  assert.deepEqual(await (await begin("google")).state(), ["granted", 1])
  banner.gtag("consent", "default", { analytics_storage: "denied", region: ["ES"] })
  assert.deepEqual(await (await begin("google")).state(), ["denied", 0])
})

test("Consent Mode: other types, and another state for those who decline", async t => {
  const banner = consentMode()
  t.after(banner.remove)
  banner.gtag("consent", "update", { ...granted, ad_storage: "granted" })
  assert.deepEqual(await (await begin({ adapter: "google", purposes: ["ad_storage", "analytics_storage"] })).state(), ["granted", 1])
  banner.gtag("consent", "update", { ad_storage: "denied" })
  assert.deepEqual(await (await begin({ adapter: "google", purposes: ["ad_storage"], otherwise: "anonymous" })).state(), ["anonymous", 1])
})

test("TCF: the stub is enough to begin with; an open banner is no answer, a partial one is none either", async t => {
  const platform = tcfPlatform()
  t.after(platform.remove)
  const { state } = await begin("tcf")
  platform.load()
  platform.say("cmpuishown")
  assert.deepEqual(await state(), ["denied", 0])
  platform.say("cmpuishown", { purposes: [1, 5, 6, 8] })
  assert.deepEqual(await state(), ["denied", 0])
  platform.say("useractioncomplete", { purposes: [1, 5, 6] })
  assert.deepEqual(await state(), ["denied", 0], "legitimate interest in 8 is no consent")
  platform.say("useractioncomplete", { purposes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] })
  assert.deepEqual(await state(), ["granted", 1])
  platform.say("cmpuishown", { purposes: [1, 5, 6, 8] })
  assert.deepEqual(await state(), ["granted", 1], "reopened, nothing is decided")
  platform.say("useractioncomplete", { purposes: [] })
  assert.deepEqual(await state(), ["denied", 1])
})

test("TCF: what was chosen on an earlier page; where the law does not apply; a platform that comes late", async t => {
  const platform = tcfPlatform()
  t.after(platform.remove)
  platform.say("tcloaded", { purposes: [1, 5, 6, 8] })
  platform.load()
  assert.deepEqual(await (await begin("tcf")).state(), ["granted", 1])
  platform.say("tcloaded", { gdprApplies: false })
  assert.deepEqual(await (await begin("tcf")).state(), ["granted", 1])
  const { __tcfapi } = globalThis
  delete globalThis.__tcfapi
  const late = await begin("tcf")
  assert.deepEqual(await late.state(), ["denied", 0])
  globalThis.__tcfapi = __tcfapi
  await pause(150)
  assert.deepEqual(await late.state(), ["granted", 1])
})

test("TCF: other purposes and a vendor", async t => {
  const platform = tcfPlatform()
  t.after(platform.remove)
  platform.load()
  platform.say("tcloaded", { purposes: [1, 9], vendors: [7] })
  const asking = vendor => begin({ adapter: "tcf", purposes: [1, 9], vendor })
  assert.deepEqual(await (await asking(7)).state(), ["granted", 1])
  assert.deepEqual(await (await asking(8)).state(), ["denied", 0])
  assert.deepEqual(await (await begin({ adapter: "tcf", purposes: [1, 2] })).state(), ["denied", 0])
})

test("Shopify: denied until the visitor has chosen, and again when they change their mind", async t => {
  t.after(device().remove)
  const shop = shopifyPrivacy()
  t.after(shop.remove)
  const { state } = await begin("shopify")
  assert.deepEqual(await state(), ["denied", 0])
  assert.deepEqual(shop.requested, [{ name: "consent-tracking-api", version: "0.1" }])
  shop.choose({ analytics: true, preferences: true, marketing: false, sale_of_data: false })
  assert.deepEqual(await state(), ["granted", 1])
  shop.choose({ preferences: false })
  assert.deepEqual(await state(), ["denied", 1])
})

test("Shopify: an earlier choice; where no law asks; categories of one's own", async t => {
  t.after(device().remove)
  const begun = async (shop, consent = "shopify") => {
    const stand = shopifyPrivacy(shop)
    try {
      return await (await begin(consent)).state()
    } finally {
      stand.remove()
    }
  }
  assert.deepEqual(await begun({ answers: { analytics: "yes", preferences: "yes" } }), ["granted", 1])
  assert.deepEqual(await begun({ answers: { analytics: "yes", preferences: "no" } }), ["denied", 0])
  assert.deepEqual(await begun({ asks: false }), ["granted", 1])
  const marketing = { adapter: "shopify", purposes: ["marketing"] }
  assert.deepEqual(await begun({ answers: { analytics: "yes", preferences: "yes" } }, marketing), ["denied", 0])
  assert.deepEqual(await begun({ answers: { marketing: "yes" } }, marketing), ["granted", 1])
})

test("Shopify: a feature that does not load is told of, and consent stays denied", async t => {
  t.after(device().remove)
  const shop = shopifyPrivacy({ fails: true })
  t.after(shop.remove)
  const { state, problems } = await begin("shopify")
  assert.deepEqual(await state(), ["denied", 0])
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
    const { state } = await begin(consent)
    assert.deepEqual(await state(), ["denied", 0], String(consent))
  }
  assert.equal(console.warn.mock.callCount(), 8)
  assert.match(console.warn.mock.calls[0].arguments[0], /^vitrine: consent: unknown$/)
  await settled()
})
