/**
 * vitrine: the open, self-hosted browser session library for shops.
 *
 * Money is in major units of its currency (`12.5` is twelve and a half euros), times are in ms since 1970 unless
 * said otherwise. Wherever an id is wanted, a number is taken as well and travels as a string. Data that cannot be
 * read is left out and reported to listeners of `"diagnostic"` with the path where it stood; it never throws.
 */

import type { ConsentAdapter, ConsentAdapterOptions, ConsentControl, ConsentState } from "./types/consent.js"
import type {
  Affinities, AttributionEvent, Cart, Customer, Experiment, Product, ProductIdentifier,
} from "./types/data.js"
import type { BusEvents } from "./types/events.js"
import type { Context, Installed, Overlay, Placements, PopupOptions, PopupTrigger, Visit } from "./types/page.js"
import type { Answer, Campaign, RequestBuilder, WireMessage } from "./types/request.js"
import type {
  SearchAnalyticsOptions, SearchHit, SearchOptions, SearchQuery, SearchResult, SearchSessionParams, SearchTrackType,
} from "./types/search.js"
import type { Attribution, Session } from "./types/session.js"
import type { CurrencyFormat, DynamicPlacement, Settings } from "./types/settings.js"
import type { TaggingData, TaggingProvider } from "./types/tagging.js"

export * from "./types/consent.js"
export * from "./types/data.js"
export * from "./types/events.js"
export * from "./types/page.js"
export * from "./types/request.js"
export * from "./types/search.js"
export * from "./types/session.js"
export * from "./types/settings.js"
export * from "./types/tagging.js"

/** Version of the library, as in package.json. */
export const version: string

/**
 * Starts the library for one account. The promise resolves when the core is loaded; calls made through
 * {@link nostojs} before that are kept in order. Starting the same account again gives the same api.
 * Where there is a `window`, the globals `nostojs` and `nosto` are claimed and their queue is replayed.
 * @throws {VitrineError} (by rejection) `config` when there is no account, `unavailable` when the core does not load.
 */
export function init(options: InitOptions): Promise<Api>

/** Runs `callback` with the api as soon as {@link init} was called, and promises what it returns. */
export function nostojs<T>(callback: (api: Api) => T | PromiseLike<T>): Promise<T>

/** Options of {@link init}; each wins over the same name in `settings`. */
export interface InitOptions {
  /** Account id of the shop. Required here or in `settings`. */
  account?: string
  /** Origin of the back end; default `https://connect.nosto.com`. `""` means the page's own origin. */
  server?: string
  /** Paths on the server. */
  endpoints?: { events?: string; order?: string }
  /** Settings of the account, or the URL of such a JSON object. */
  settings?: Partial<Settings> | string | URL
  /** Where the core comes from; default `vitrine.wasm` beside this module. */
  wasm?: string | URL | Response | BufferSource | WebAssembly.Module
  /** Replacement for the page's `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /**
   * What the visitor agreed to, or the banner that knows. Without it, `window.vitrine.consent` counts, then
   * `"granted"`. What is neither a state nor an adapter is told to listeners of `"diagnostic"` and counts as `"denied"`.
   */
  consent?: ConsentState | ConsentAdapter | ConsentAdapterOptions
  /** Whether Global Privacy Control makes `"anonymous"` of `"granted"`; default `true`. */
  gpc?: boolean
  /**
   * Puts SHA-256 hashes (of the address trimmed and in lower case, hexadecimal) in the place of e-mail addresses before
   * anything is kept or sent; default `false`. For back ends that know customers by them: a hash gets no mail.
   */
  hashEmail?: boolean
  /**
   * Whether the page's own first request is wanted, as on a page of HTML tagging; default `false` here, since an
   * app tells of its views itself. The script tag defaults to `true`. See {@link Api.setAutoLoad}.
   */
  autoLoad?: boolean
  /** Time limit of a request in ms; default 8000. */
  timeout?: number
  /**
   * What the server's session left with `dehydrate()`: the page goes on with that visit. Where the page's first
   * request was made there, it is not made again.
   */
  hydrate?: string
}

/** What a failed call rejects with. */
export interface VitrineError extends Error {
  name: "VitrineError"
  code:
    /** The server could not be reached, or something between blocked the request. */
    | "network"
    /** No answer within the time limit. */
    | "timeout"
    /** Given up by the `signal` of the call. */
    | "aborted"
    /** The server answered with a status that is no success: see `status`. */
    | "http"
    /** The search service answered with errors alone: see `errors`. */
    | "graphql"
    /** The answer is not a JSON object. */
    | "parse"
    /** The shop's cart did not take a product. */
    | "cart"
    /** A required option is missing: see `path`. */
    | "config"
    /** The core could not be loaded. */
    | "unavailable"
    /**
     * Asked for something that needs the core before it was loaded, or one call more than the 1,000 that wait for it
     * or for consent.
     */
    | "not_ready"
    /** Consent was withdrawn while the call was open, or is not there for something that cannot wait. */
    | "denied"
    /** The session was closed, on a server. */
    | "closed"
    /** The core stopped working; a bug worth reporting. */
    | "internal"
  /** HTTP status, when the server answered. */
  status?: number
  /** Path of the endpoint, or of the option. */
  path?: string
  /** What the search service said. */
  errors?: { message: string }[]
}

/** What callbacks of {@link nostojs} get. Its methods need no `this`. */
export interface Api {
  /** The session of the page: the same object on every call. */
  defaultSession(): Session
  /** A session of its own, which shares nothing with others but the visitor. */
  createSession(): Session

  /** Switches the automatic first request of a page on or off. */
  setAutoLoad(flag: boolean): void
  isAutoLoad(): boolean
  /** The automatic request, by hand: reads the page's tagging and fills its placements. One page view. */
  load(): Promise<Answer>
  /** The same, where a click in a placement led to what is shown now. */
  loadRecommendations(clicked?: string | { markNostoElementClicked: string }): Promise<Answer>
  /** Whether the automatic request asks for recommendations. */
  setRecommendationsEnabled(flag: boolean): void
  /** @deprecated Without effect. */
  setResponseMode(): void
  /** A message put together by hand: from the page's tagging, from `state`, or from nothing. */
  createRecommendationRequest(from?: { includeTagging?: boolean; state?: WireMessage }): RequestBuilder

  /** What the page is tagged with now. */
  pageTagging(): TaggingData
  /** The same, once the document is parsed. */
  pageTaggingAsync(): Promise<TaggingData>
  /** Says one part of the tagging in the page's stead. `priority`: a later one without it does not take its place. */
  setTaggingProvider<Name extends keyof TaggingData>(name: Name, provider: TaggingProvider<Name>, options?: { priority?: boolean }): void
  setTaggingProvider(name: string, provider: unknown, options?: { priority?: boolean }): void

  /** Each of these sends one thing at once and counts no view. */
  sendTagging(): Promise<void>
  resendCartTagging(): Promise<void>
  resendCustomerTagging(): Promise<void>
  resendCartContent(cart: Cart): Promise<void>
  customer(customer: Customer): Promise<void>
  addSegmentCodeToVisit(segment: string): Promise<void>
  /** What the visitor says to like, by kind: `{brand: ["nike"]}`. */
  addAffinitySignals(signals: Record<string, string[]>): Promise<void>
  /** @deprecated */
  experiments(experiments: Experiment[]): Promise<void>
  /** A product was put into the cart from the result or placement `ref`. Does not change the cart. */
  reportAddToCart(product: ProductIdentifier, ref: string): Promise<void>
  /** @deprecated Call `reportAddToCart`. */
  recommendedProductAddedToCart(product: ProductIdentifier, ref: string): Promise<void>
  /** @deprecated */
  loadCartPopupRecommendations(products: Product[], cart: Cart, alwaysShow: boolean): Promise<Answer>

  /** Records an event that needs no recommendations; nothing is sent before `done()`. */
  recordAttribution(event: AttributionEvent): Attribution
  /**
   * Attributes clicks inside `element` to the campaign that was rendered into it; a second call replaces the first.
   * Links are claimed by the page they lead to (see `parameterlessAttribution`) and never rewritten; other elements
   * with `data-nosto-product` are told of at once.
   */
  attributeProductClicksInCampaign(element: Element, campaign: Campaign): void

  visit: Visit
  /** What is ours and not the platform's. */
  vitrine: ConsentControl
  placements: Placements
  /** Empties static placements and takes dynamic ones out of the page. */
  removeCampaigns(placements: string[]): void
  /** For tools: shows `content` where a placement would have it. */
  showPlacementPreviews(placement: { element: HTMLElement; mode: DynamicPlacement["mode"] }, content: string | HTMLElement): void

  /**
   * Searches. The account, what is known of the visitor (unless `sessionParams` are given) and the variations of
   * running A/B tests are added. A part of a result is a result: what is missing is missing in it.
   * @throws {VitrineError} (by rejection) with `status` where the service answered: `http`, `graphql` when it
   *   answered with errors alone (in `errors`), `parse`, `network`, `timeout`, `aborted`
   */
  search(query: SearchQuery, options?: SearchOptions): Promise<SearchResult>
  /** Records that results were shown; `search` does it by itself with the option `track`. */
  recordSearch(type: SearchTrackType, query: SearchQuery, response: SearchResult, options?: SearchAnalyticsOptions): void
  /** Records that a hit of the latest results of this type was clicked, on this page or the next. */
  recordSearchClick(type: SearchTrackType, hit: SearchHit): Promise<void>
  /** Records that a hit of the latest results was put into the cart; for the service that is a click as well. */
  recordSearchAddToCart(type: SearchTrackType, hit: SearchHit): Promise<void>
  /** Call it when a shopper sends off the form, before the search: that makes it, and what refines it, organic. */
  recordSearchSubmit(query: string): void
  /**
   * What searches may know of the visitor: segments, and affinities as boosts; `{}` when nothing is known.
   * @param options `maxWait`: how long to wait for a fresh answer in ms (default 2000), then the one before has to
   *   do; `cacheRefreshInterval`: for how long one is fresh in ms (default 60000)
   */
  getSearchSessionParams(options?: { maxWait?: number; cacheRefreshInterval?: number }): Promise<SearchSessionParams>

  /** Popups of the account; nothing where there are none. */
  popupCampaigns(): { id: string; name: string; type: PopupTrigger | undefined }[] | undefined
  openPopup(id: string, options?: PopupOptions): void
  enablePopup(id: string): void
  disablePopup(id: string): void
  /** @deprecated Without effect. */
  reloadOverlay(): void

  /** Calls `listener` on each event `name`, whatever its case. */
  listen<N extends keyof BusEvents>(name: N, listener: (...payload: BusEvents[N]) => void): void
  listen(name: keyof BusEvents, listener: (...payload: any[]) => void): void
  unlisten<N extends keyof BusEvents>(name: N, listener: (...payload: BusEvents[N]) => void): void
  unlisten(name: keyof BusEvents, listener: (...payload: any[]) => void): void

  /** Reports an error of the page's own; default level `error`. */
  captureError(error: unknown, reporter: string, level?: "log" | "warn" | "error" | "debug" | "info"): void
  /** For tools. */
  install(callback: (given: Installed) => void): void

  internal: {
    context: Context
    getSettings(): Settings
    modifySettings(updates: Partial<Settings>): void
    /** @deprecated Call the one of the api. */
    setTaggingProvider: Api["setTaggingProvider"]
    getOverlay(): Overlay
    activateOverlay(): void
    /** By currency. */
    getCurrencyFormats(): Promise<Record<string, CurrencyFormat>>
    couponGiven(campaignId: string, code: string, used: boolean): Promise<void>
    getCustomAffinities(): Promise<Affinities>
    /** Ids of the segments the visitor is in. */
    getSegments(): Promise<string[]>
    emit<N extends keyof BusEvents>(name: N, ...payload: BusEvents[N]): void
    emit(name: keyof BusEvents, ...payload: any[]): void
    logger: Pick<Console, "log" | "warn" | "info" | "error" | "debug">
  }
}
