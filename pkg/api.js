import { campaignsOf, segmentsOf, toActionResponse, toPrerender } from "./answer.js"
import { createBus } from "./bus.js"
import { createChunks } from "./chunks.js"
import { createClicks } from "./clicks.js"
import { createContext } from "./context.js"
import { pageCookies } from "./cookies.js"
import { createError } from "./error.js"
import { createExchange } from "./exchange.js"
import { createHttp } from "./http.js"
import { createKeep } from "./keep.js"
import { createLanding } from "./landing.js"
import { createLink } from "./link.js"
import { createMessages } from "./messages.js"
import { createOutbox } from "./outbox.js"
import { createOverlay } from "./overlay.js"
import { createPage } from "./page.js"
import { createPlacements } from "./placements.js"
import { CART } from "./platform.js"
import { domReady, nextTask, whenIdle } from "./ready.js"
import { createRequests } from "./request.js"
import { createAttribution, createSessions } from "./session.js"
import { copy } from "./snapshot.js"
import { createTagging } from "./tagging.js"
import { createVisit } from "./visit.js"

const nothing = () => {}

/** The methods of the search chunk. */
const SEARCH = "search recordSearch recordSearchClick recordSearchAddToCart recordSearchSubmit getSearchSessionParams"

/**
 * Makes the `api` object that pages get. Its methods need no `this`, and it has no `then`.
 * @param loadChunk see `createChunks`
 */
export function createApi({ consent = { state: "granted" }, autoLoad, fetch, settings, loadChunk }) {
  const bus = createBus()
  const link = createLink(bus)
  const { read, remember, visit } = createVisit({ link, bus, settings, cookies: pageCookies, consent })
  const keep = createKeep(() => settings.account, () => !visit.isDoNotTrack())
  const warned = new Set()
  /** Elements a call wants filled, by call and placement. */
  const targets = new Map()
  /** The last answer. */
  let answer
  /** The page's own request. */
  let first
  let recommends = true

  /** Tells a developer what was wrong with the page's data: where, never what. */
  function warn(problems) {
    for (const { path, problem } of problems) {
      const line = `vitrine: ${path}: ${problem}`
      if (!warned.has(line)) console.warn(line)
      warned.add(line)
    }
  }

  bus.listen("diagnostic", warn)

  /** Whoever asks for something all the same, or has begun before consent was withdrawn. */
  function refuse() {
    if (consent.state === "denied") throw createError({ code: "denied" })
  }

  const { prepare, watch, removeCampaigns, showPlacementPreviews, ...placements } = createPlacements({
    settings,
    bus,
    attribute: (element, campaign) => clicks.attribute(element, campaign),
    tagging: () => tagging.pageTagging(),
    observers: () => link.opened().then(() => chunk("observers")),
    rules: async () => refuse() ?? chunk("rules"),
  })
  const { getPlacements, injectCampaigns } = placements
  /** By way of the parts, where the inspector puts one that it can watch. */
  const fetchPage = (url, init) => parts.fetch(url, init)

  const http = createHttp(fetchPage)
  const outbox = createOutbox({ link, keep, recover: () => chunk("delivery") })

  /** Gives an answer to the page: to its listeners, into its placements, and to the one who asked. */
  function deliver(given, call, html, injects, raw) {
    answer = given
    const elements = targets.get(call)
    targets.delete(call)
    bus.emit("prerender", () => [toPrerender(answer, visit.getCustomerId())])
    if (injects) {
      const report = injectCampaigns(campaignsOf(answer), elements)
      bus.emit("postrender", () => [{ responseData: answer, ...report }])
    }
    bus.emit("taggingsent", () => [answer])
    bus.emit("ev1end", () => [])
    if (answer.debug) bus.emit("debugdata", () => [answer.debug])
    answered(answer)
    link.settled(call, false, raw ? answer : toActionResponse(answer, html))
  }

  /** Gives the page an answer that came with it: its view is counted, and what it landed with is told. */
  function resume({ answer, html }) {
    autoLoad = false
    landing.take()
    deliver(answer, 0, html)
  }

  const host = createExchange({
    settings, bus, link, outbox, http, visit: { read, remember, isAnonymous: visit.isDoNotTrack }, deliver,
    last: () => answer,
    noted: (name, text) => name === "prerequest" && heard(text),
  })

  const { context, mode, asked } = createContext({ settings, keep })
  const clicks = createClicks({ settings, keep, record: event => events(event).done() })
  const landing = createLanding({ settings, keep })
  const page = createPage(settings, clicks.reference, landing.take)
  const tagging = createTagging({ settings, getPlacements, bus })
  const events = event => createAttribution(link, outbox, page, 0).recordAttribution(event)

  /** Takes out of `message` what was rendered for another visitor. */
  async function trust(message) {
    const { cart, cart_hash: hcid, customer } = message
    const own = await tagging.trusted({ cart: cart && { hcid, items: cart }, customer }, visit.getCustomerId())
    if (!own.cart) for (const member of ["cart", "cart_hash", "restore_link"]) delete message[member]
    if (!own.customer) delete message.customer
  }

  const request = createRequests({ link, outbox, page, targets, tagging: tagging.briefTagging, mode, trust })
  const { couponGiven, ...messages } = createMessages({ request, bus, tagging, visit, events })

  /** The request of a page load: tagging in, campaigns out. It counts a view. */
  async function load(reference) {
    await tagging.ready()
    if (recommends) watch(loadMore)
    const builder = request({ includeTagging: true })
    if (!recommends) builder.setElements([])
    const given = copy(reference)
    if (given) builder.setRecommendationRef(given.markNostoElementClicked ?? given)
    // Reading a large page and sending what it says are a task each.
    await nextTask()
    return builder.load()
  }

  /** Asks for placements that came into view or into the document; the view they are on is counted already. */
  const loadMore = names =>
    request({ includeTagging: true }).setElements(names).load({ skipPageViews: true, skipEvents: true }).catch(nothing)

  /** What the server knows of the visitor: the last answer, or that of a request that counts nothing. */
  const profile = async () =>
    answer ?? (first ?? request().disableCampaignInjection().load({ skipPageViews: true, skipEvents: true }))

  /** The core is there: the page's own request goes out when the page can be read, unless it was switched off. */
  async function begin() {
    await domReady()
    // The mode of the tab is in its storage, which is slow when it is touched first.
    whenIdle(() => {
      outbox.start()
      mode().debug_token && inspect()
    })
    if (!autoLoad) return
    first = load()
    first.catch(nothing)
  }

  function modifySettings(updates) {
    Object.assign(settings, updates)
  }

  function captureError(error, reporter, level = "error") {
    ;(console[level] ?? console.error)(error)
    bus.emit("scripterror", () => [{ msg: String(error?.message ?? error), stack: error?.stack, level }])
  }

  /** What few pages need, made with these when it is loaded. */
  const parts = {
    bus, link, settings, keep, visit, profile, http, outbox, resume, consent,
    fetch: async (url, init) => refuse() ?? (fetch ?? globalThis.fetch)(url, init),
    forget: () => (answer = first = undefined),
    answer: () => answer,
    account: () => settings.account,
    page: page.here,
  }
  const { chunk, methods } = createChunks(loadChunk, parts)
  parts.chunk = chunk
  /** Opens the inspector. Where the address asks for it, the page's callbacks wait, so that it sees every call. */
  const inspect = () => chunk("inspector").catch(bus.report)
  const { heard, answered, getOverlay, activateOverlay, ...popups } = createOverlay({ settings, bus, link, chunk })

  const createSession = createSessions(link, outbox, page)
  const session = createSession()

  const api = {
    ...messages,
    ...popups,
    reloadOverlay: nothing,
    load: () => load(),
    loadRecommendations: load,
    createRecommendationRequest: request,
    setAutoLoad: flag => void (autoLoad = !!flag),
    isAutoLoad: () => autoLoad,
    setRecommendationsEnabled: flag => void (recommends = !!flag),
    setResponseMode: nothing,
    createSession,
    defaultSession: () => session,
    pageTagging: tagging.pageTagging,
    pageTaggingAsync: tagging.pageTaggingAsync,
    setTaggingProvider: tagging.setTaggingProvider,
    recordAttribution: events,
    attributeProductClicksInCampaign: clicks.attribute,
    listen: bus.listen,
    unlisten: bus.unlisten,
    captureError,
    install: callback => void callback({ context, settings, overlay: getOverlay() }),
    visit: { ...visit },
    vitrine: {
      get consent() {
        return consent.state
      },
      setConsent: state => consent.set(state),
      forget: () => chunk("consent").then(({ forget }) => forget()),
    },
    placements: { ...placements, injectCampaigns: async (campaigns, elements) => injectCampaigns(campaigns, elements) },
    removeCampaigns,
    showPlacementPreviews,
    internal: {
      context,
      couponGiven,
      getOverlay,
      activateOverlay,
      getCurrencyFormats: async () => settings.currencySettings ?? {},
      getCustomAffinities: async () => (await profile()).af ?? {},
      getSegments: async () => segmentsOf(await profile()).map(({ id }) => id),
      getSettings: () => settings,
      modifySettings,
      setTaggingProvider: tagging.setTaggingProvider,
      emit: (name, ...payload) => bus.emit(String(name).toLowerCase(), () => payload),
      logger: console,
    },
  }

  Object.assign(api, methods("search", SEARCH, link.opened))
  parts.api = api
  return { api, host, parts, prepare: () => (asked() ? inspect().then(prepare) : prepare()), begin, platform: methods("cart", CART) }
}
