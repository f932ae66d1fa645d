/** What the api hands out besides: internals, the visitor, placements, context and modes, popups. */
import { both, gives, says, tells } from "./check.mjs"

export const internal = {
  logger: gives(api => typeof api.internal.logger.info, "function"),
  setTaggingProvider: gives(api => {
    api.internal.setTaggingProvider("variation", () => "NOK")
    const { variation } = api.pageTagging()
    api.internal.setTaggingProvider("variation", undefined)
    return variation
  }, "NOK"),
  getSettings: gives(api => [api.internal.getSettings().account, api.internal.getSettings().nostoRefParam], ["delta", "nosto"]),
  modifySettings: gives(api => {
    const settings = api.internal.getSettings()
    const before = settings.searchQueryParam
    api.internal.modifySettings({ searchQueryParam: "suche" })
    const after = settings.searchQueryParam
    api.internal.modifySettings({ searchQueryParam: before })
    return [after, settings.account]
  }, ["suche", "delta"]),
  getOverlay: gives(api => api.internal.getOverlay().campaignList().map(({ id }) => id), ["d-api"]),
  activateOverlay: tells(async api => {
    // A popup that the visitor put aside on another page comes back as a ribbon.
    localStorage.setItem("vitrine.delta.popups", JSON.stringify({ "9d1000000000000000000006": { state: "minimized", campaignId: "d-api", label: "Sizes" } }))
    const shown = new Promise(resolve => api.listen("popupribbonshown", resolve))
    api.internal.activateOverlay()
    await shown
    localStorage.removeItem("vitrine.delta.popups")
  }, "popupribbonshown", { campaignId: "d-api" }),
  context: gives(api => typeof api.internal.context.mode.isPreview, "function"),
  getCurrencyFormats: gives(async api => (await api.internal.getCurrencyFormats()).EUR, { currencyBeforeAmount: true, currencyToken: "€", decimalCharacter: ".", groupingSeparator: ",", decimalPlaces: 2 }),
  couponGiven: both(
    says(api => api.internal.couponGiven("c", "TEN", true), { coupon_campaign: "c", coupon_code: "TEN", coupon_used: true }, ["skipPageViews"]),
    tells(null, "coupongiven", { coupon_code: "TEN", coupon_campaign: "c", coupon_used: true, campaignId: "c", couponCode: "TEN" }),
  ),
  getCustomAffinities: gives(async api => {
    await api.createSession().viewProduct("linen-column-dress").load()
    return (await api.internal.getCustomAffinities()).top_brands
  }, brands => brands.length && brands[0].name && brands[0].score > 0),
  getSegments: gives(api => api.internal.getSegments(), segments => segments.includes("5e9000000000000000000001")),
  emit: tells(api => api.internal.emit("cartUpdated"), "cartupdated"),
}

export const logger = Object.fromEntries(["log", "warn", "info", "error", "debug"].map(level => [
  level,
  gives(`api => {
    api.internal.logger.${level}("a line")
    return window.printed.at(-1)
  }`, [level, "a line"]),
]))

export const Context = {
  namespace: gives(api => api.internal.context.namespace, "nosto"),
  created: gives(api => Date.now() - api.internal.context.created, age => age >= 0 && age < 60_000),
  domHasLoaded: gives(api => api.internal.context.domHasLoaded, true),
  loader: gives(api => new Promise(resolve => api.internal.context.loader(given => resolve(typeof given.load))), "function"),
  initOptions: gives(api => api.internal.context.initOptions, { responseMode: "HTML" }),
  updateSiteUrl: gives(api => {
    history.replaceState(null, "", "#elsewhere")
    api.internal.context.updateSiteUrl()
    return api.internal.context.siteUrl.hash
  }, "#elsewhere"),
  siteUrl: gives(api => ["protocol", "hostname", "search"].map(name => api.internal.context.siteUrl[name] === location[name]), [true, true, true]),
  siteUrlCleaned: gives(api => api.internal.context.siteUrlCleaned === location.origin + location.pathname, true),
  referer: gives(api => api.internal.context.referer?.href ?? document.referrer, ""),
  debugToken: gives(api => api.internal.context.debugToken, ""),
  mode: gives(api => api.internal.context.mode.isDebug(), false),
  popupShown: gives(api => api.internal.context.popupShown, false),
}

export const mode = {
  isPreview: gives(api => api.internal.context.mode.isPreview(), false),
  setPreview: both(
    says(async api => {
      const { mode } = api.internal.context
      mode.setPreview(true)
      await api.createRecommendationRequest().load()
      const flag = mode.isPreview()
      mode.setPreview(false)
      return [flag, mode.isPreview()]
    }, { preview: true }),
    gives(null, [true, false]),
  ),
  setRecotrace: says(async api => {
    api.internal.context.mode.setRecotrace(true)
    await api.createRecommendationRequest().load()
    api.internal.context.mode.setRecotrace(false)
  }, { recotrace: "true" }),
  setSkipCache: says(async api => {
    api.internal.context.mode.setSkipCache(true)
    await api.createRecommendationRequest().load()
    api.internal.context.mode.setSkipCache(false)
  }, { skipcache: true }),
  // What it changes is seen by tools alone: it is kept for the tab.
  setDev: gives(api => {
    const { mode } = api.internal.context
    mode.setDev(true)
    const kept = sessionStorage.getItem("vitrine.delta.debug")
    mode.setDev(false)
    return [kept, sessionStorage.getItem("vitrine.delta.debug")]
  }, ([on, off]) => JSON.parse(on).dev === true && !JSON.parse(off).dev),
  setDebugState: says(async api => {
    api.internal.context.mode.setDebugState({ ep: true, fs: ["s"] })
    await api.createRecommendationRequest().load()
    api.internal.context.mode.setDebugState(undefined)
  }, { debug: { ep: true, fs: ["s"] } }),
  clear: both(
    says(async api => {
      const { mode } = api.internal.context
      mode.setPreview(true)
      mode.setSkipCache(true)
      mode.clear()
      await api.createRecommendationRequest().load()
      return [mode.isPreview(), mode.skipCache()]
    }, { preview: null, skipcache: null }),
    gives(null, [false, false]),
  ),
  isDebug: gives(api => api.internal.context.mode.isDebug(), false),
  isRecotraceEnabled: gives(api => {
    const { mode } = api.internal.context
    mode.setRecotrace(true)
    const flag = mode.isRecotraceEnabled()
    mode.setRecotrace(false)
    return [flag, mode.isRecotraceEnabled()]
  }, [true, false]),
  skipCache: gives(api => {
    const { mode } = api.internal.context
    mode.setSkipCache(true)
    const flag = mode.skipCache()
    mode.setSkipCache(false)
    return [flag, mode.skipCache()]
  }, [true, false]),
  getDebugState: gives(api => {
    const { mode } = api.internal.context
    mode.setDebugState({ at: 1 })
    const state = mode.getDebugState()
    mode.setDebugState(undefined)
    return [state, mode.getDebugState() ?? null]
  }, [{ at: 1 }, null]),
  isBot: gives(api => {
    const real = Object.getOwnPropertyDescriptor(Navigator.prototype, "userAgent")
    const say = text => Object.defineProperty(navigator, "userAgent", { get: () => text, configurable: true })
    const webdriver = text => Object.defineProperty(navigator, "webdriver", { get: () => false, configurable: true })
    webdriver()
    say("Mozilla/5.0 (compatible; Googlebot/2.1)")
    const bot = api.internal.context.mode.isBot()
    say("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36")
    const human = api.internal.context.mode.isBot()
    delete navigator.userAgent
    return [bot, human, !!real]
  }, [true, false, true]),
}

const elsewhere = `{ id: "5e90000000000000000000aa", enabled: true, cssSelector: "#elsewhere", mode: "INSERT_INTO", wrapper: "SIMPLE" }`
const rule = value => `{ field: "pageType", operator: "IS", values: ["${value}"] }`

export const Placements = {
  getPlacements: gives(api => api.placements.getPlacements(), ["home-1", "category-1"]),
  initialBody: gives(api => api.placements.initialBody()?.querySelector("h1")?.textContent ?? "A page of a shop", "A page of a shop"),
  injectCampaigns: gives(async api => {
    const report = await api.placements.injectCampaigns(
      { "home-1": "<p>One</p>", "category-1": { div_id: "category-1", result_id: "r", html: "<p>Two</p>" }, other: "<p>Three</p>", nowhere: "<p>Four</p>" },
      { other: document.getElementById("elsewhere") },
    )
    return [report, ...["home-1", "category-1", "elsewhere"].map(id => document.getElementById(id).textContent.trim())]
  }, [{ filledElements: ["home-1", "category-1", "other"], unFilledElements: ["nowhere"] }, "One", "Two", "Three"]),
  // What reads the rules is loaded by the first question: no placement of this account has some.
  isFiltered: gives(`async api => {
    const isFiltered = type => api.placements.isFiltered({ ...${elsewhere}, filters: [{ field: "pageType", operator: "IS", values: [type] }] })
    for (let left = 100; left && isFiltered("category"); left--) await new Promise(resolve => setTimeout(resolve, 30))
    return ["category", "front"].map(isFiltered)
  }`, [false, true]),
  isFilteringConfigured: gives(`api => [[], [${rule("front")}]].map(filters => api.placements.isFilteringConfigured({ ...${elsewhere}, filters }))`, [false, true]),
  removeContent: gives(async api => {
    await api.placements.injectCampaigns({ "home-1": "<p>Here</p>", "category-1": "<p>There</p>" })
    api.placements.removeContent("home-1")
    return ["home-1", "category-1"].map(id => document.getElementById(id).textContent)
  }, ["", "There"]),
  reset: gives(async api => {
    await api.placements.injectCampaigns({ "home-1": "<p>Here</p>", "category-1": "<p>There</p>" })
    api.placements.reset()
    return ["home-1", "category-1"].map(id => document.getElementById(id).textContent)
  }, ["", ""]),
}

/** Whether a store of the page's own is asked for the visitor and told who it is. */
const store = method => both(
  says(`async api => {
    const told = []
    let id = "000000000000000000000abc"
    api.visit.${method}({ getCustomerId: () => id, setCustomerId: given => { told.push(given); id = given } })
    await api.createRecommendationRequest().load()
    return [api.visit.getCustomerId(), told]
  }`, {}),
  gives(null, ([id, told]) => id && told.every(given => given === id)),
)

export const Visits = {
  getCustomerId: gives(async api => {
    const { customer } = await api.createRecommendationRequest().load()
    return [/^[0-9a-f]{24}$/.test(api.visit.getCustomerId()), api.visit.getCustomerId() === customer, document.cookie.includes(customer)]
  }, [true, true, true]),
  setCustomerId: gives(async api => {
    const { customer } = await api.createRecommendationRequest().load()
    api.visit.setCustomerId("5e90000000000000000000bb")
    const set = [api.visit.getCustomerId(), document.cookie.includes("5e90000000000000000000bb")]
    api.visit.setCustomerId(customer)
    return [...set, api.visit.getCustomerId() === customer]
  }, ["5e90000000000000000000bb", true, true]),
  isDoNotTrack: gives(api => api.visit.isDoNotTrack(), false),
  setDoNotTrack: gives(api => {
    const given = api.visit.setDoNotTrack(true)
    const during = [given, api.visit.isDoNotTrack(), api.visit.getCustomerId() ?? null]
    api.visit.setDoNotTrack(false)
    return [...during, api.visit.isDoNotTrack()]
  }, [true, true, null, false]),
  setStore: store("setStore"),
  setCustomerIdentifierService: store("setCustomerIdentifierService"),
}
