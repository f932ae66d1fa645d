import { createBus } from "./bus.js"
import { createChunks } from "./chunks.js"
import { createContext } from "./context.js"
import { createKeep } from "./keep.js"
import { createHttp } from "./http.js"
import { createLink } from "./link.js"
import { createMessages } from "./messages.js"
import { createPage } from "./page.js"
import { createPlacements } from "./placements.js"
import { domReady } from "./ready.js"
import { createRequests } from "./request.js"
import { createAttribution, createSessions } from "./session.js"
import { copy, snapshot } from "./snapshot.js"
import { createTagging } from "./tagging.js"
import { createVisit } from "./visit.js"

const nothing = () => {}

/**
 * Makes the `api` object that pages get. Its methods need no `this`, and it has no `then`.
 * @param loader `nostojs`, for `internal.context`
 * @param chunks functions that import what few pages need, by name
 */
export function createApi({ anonymous, autoLoad, fetch, settings, chunks, loader }) {
  const bus = createBus()
  const link = createLink(bus.report)
  const { host, visit } = createVisit(link, bus, anonymous)
  const keep = createKeep(() => settings.account, () => !visit.isDoNotTrack())
  const warned = new Set()
  /** Elements a call wants filled, by call and placement. */
  const targets = new Map()
  /** JSON text of the last answer. */
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

  const { watch, removeCampaigns, showPlacementPreviews, ...placements } = createPlacements({
    settings,
    bus,
    attribute: nothing,
    tagging: () => tagging.pageTagging(),
    observers: () => chunk("observers"),
  })
  const { getPlacements, injectCampaigns } = placements
  const fetchPage = (url, init) => (fetch ?? globalThis.fetch)(url, init)

  Object.assign(host, {
    emit(name, text) {
      bus.emit(name, () => {
        const payload = JSON.parse(text)
        // JSON has no dates.
        if (name === "prerender" && payload.eventDate) payload.eventDate = new Date(payload.eventDate)
        return [payload]
      })
      if (name === "taggingsent") {
        answer = text
        bus.emit("ev1end", () => [])
      }
    },
    settle(call, failed, text) {
      targets.delete(call)
      link.settled(call, failed, text)
    },
    inject: (call, text) => snapshot(injectCampaigns(JSON.parse(text), targets.get(call))),
    ...createHttp(fetchPage, (id, status, body) => link.run(core => core.answer(id, status, body))),
  })

  const { context, mode } = createContext({ settings, keep, loader })
  const page = createPage(() => undefined, () => undefined)
  const tagging = createTagging({ settings, getPlacements, bus })
  const events = event => createAttribution(link, page, 0).recordAttribution(event)

  /** Takes out of `message` what was rendered for another visitor. */
  async function trust(message) {
    const { cart, cart_hash: hcid, customer } = message
    const own = await tagging.trusted({ cart: cart && { hcid, items: cart }, customer }, visit.getCustomerId())
    if (!own.cart) delete message.cart
    if (!own.customer) delete message.customer
  }

  const request = createRequests({ link, page, targets, tagging: tagging.pageTagging, mode, trust })
  const { couponGiven, ...messages } = createMessages({ request, bus, tagging, visit, events })

  /** The request of a page load: tagging in, campaigns out. It counts a view. */
  async function load(reference) {
    await tagging.pageTaggingAsync()
    if (recommends) watch(loadMore)
    const builder = request({ includeTagging: true })
    if (!recommends) builder.setElements([])
    const given = copy(reference)
    if (given) builder.setRecommendationRef(given.markNostoElementClicked ?? given)
    return builder.load()
  }

  /** Asks for placements that came into view or into the document; the view they are on is counted already. */
  const loadMore = names =>
    request({ includeTagging: true }).setElements(names).load({ skipPageViews: true, skipEvents: true }).catch(nothing)

  /** What the server knows of the visitor: the last answer, or that of a request that counts nothing. */
  const profile = async () =>
    answer
      ? JSON.parse(answer)
      : (first ?? request().disableCampaignInjection().load({ skipPageViews: true, skipEvents: true }))

  /** The core is there: the page's own request goes out when the page can be read, unless it was switched off. */
  async function begin() {
    await domReady()
    if (!autoLoad) return
    first = load()
    first.catch(nothing)
  }

  function modifySettings(updates) {
    Object.assign(settings, updates)
    const text = snapshot(settings)
    link.run(core => core.configure(text))
  }

  function captureError(error, reporter, level = "error") {
    ;(console[level] ?? console.error)(error)
    bus.emit("scripterror", () => [{ msg: String(error?.message ?? error), stack: error?.stack, level }])
  }

  const createSession = createSessions(link, page)
  const session = createSession()

  const api = {
    ...messages,
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
    listen: bus.listen,
    unlisten: bus.unlisten,
    captureError,
    install: callback => void callback({ context, settings }),
    visit,
    placements: { ...placements, injectCampaigns: async (campaigns, elements) => injectCampaigns(campaigns, elements) },
    removeCampaigns,
    showPlacementPreviews,
    internal: {
      context,
      couponGiven,
      getCurrencyFormats: async () => settings.currencySettings ?? {},
      getCustomAffinities: async () => (await profile()).af ?? {},
      getSegments: async () => ((await profile()).se?.active_segments ?? []).map(({ id }) => id),
      getSettings: () => settings,
      modifySettings,
      setTaggingProvider: tagging.setTaggingProvider,
      emit: (name, ...payload) => bus.emit(String(name).toLowerCase(), () => payload),
      logger: console,
    },
  }

  const { chunk } = createChunks(chunks ?? {}, { api, bus, settings, keep, visit, profile, fetch: fetchPage, account: () => settings.account, page: page.here })
  return { api, host, link, bus, begin }
}
