/**
 * vitrine: the open, self-hosted browser session library for shops.
 *
 * Money is in major units of its currency (`12.5` is twelve and a half euros), times are in ms since 1970 unless
 * said otherwise. Wherever an id is wanted, a number is taken as well and travels as a string. Data that cannot be
 * read is left out and reported to listeners of `"diagnostic"` with the path where it stood; it never throws.
 */

import type { SearchApi } from "./search.js"

export type * from "./search.js"

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
   * `"granted"` (default); `"anonymous"`: no visitor id is read, stored or sent; `"denied"`: nothing is loaded,
   * stored or sent, calls wait.
   */
  consent?: "granted" | "anonymous" | "denied"
  /**
   * Whether the page's own first request is wanted, as on a page of HTML tagging; default `false` here, since an
   * app tells of its views itself. The script tag defaults to `true`. See {@link Api.setAutoLoad}.
   */
  autoLoad?: boolean
  /** Time limit of a request in ms; default 8000. */
  timeout?: number
}

/** Settings of an account, as far as this version obeys them; the rest is kept for whoever asks. */
export interface Settings {
  account: string
  server: string
  /** Lifetime of the visitor cookie in seconds; default four years. */
  cookieTime: number
  /** Marks the visitor cookie `Secure` even where the page is not served over https. */
  secureCookie: boolean
  /** URL parameter that names the recommendation a visitor clicked; default `nosto`. */
  nostoRefParam: string
  /** URL parameter that names the channel of a link; default `nosto_source`. */
  sourceParameterName: string
  /** The channels a link may name; default `api`, `email`, `imgrec`, `cmp`. */
  trackingTypes: string[]
  /** Whether page views are attributed to the clicks that led to them, without parameters in links. */
  parameterlessAttribution: boolean
  /** Whether the query is left out of the comparison between a link and the page it led to. */
  parameterlessAttributionNoQueryCheck: boolean
  /** How long after a click, in ms, its page may claim it; default 30000. */
  attributionWindow: number
  /** URL parameters other than `utm_*` that tell of a campaign. */
  campaignUrlParameters: string[]
  /** URL parameters whose values are segment codes. */
  segmentUrlParameters: string[]
  /** Whether an e-mail address in the URL parameter `emailAddressUrlParamName` says who the visitor is. */
  collectEmailFromURL: boolean
  emailAddressUrlParamName: string
  /** Name of the first-party cookie whose value, as it stands there, is the visitor's id in another system. */
  externalIdentifier: string
  /** Whether Klaviyo's cookie is passed on. */
  klaviyoCookie: boolean
  /** What puts products into the cart for `window.Nosto`; without it, Shopify's cart does on Shopify's pages. */
  cart: ShopCart
  [name: string]: unknown
}

/** The shop's own way to fill its cart. */
export interface ShopCart {
  /** What it throws or rejects with, callers of `window.Nosto` get as an error of code `cart`. */
  add(item: { productId: string; skuId?: string; quantity: number }): unknown
  /** Refreshes what the page shows; a cart that it returns is sent. */
  reload?(): Cart | void | PromiseLike<Cart | void>
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
    /** A required option is missing: see `path`. */
    | "config"
    /** The core could not be loaded. */
    | "unavailable"
    /** Asked for something that needs the core before it was loaded. */
    | "not_ready"
    /** The shop's cart did not take a product. */
    | "cart"
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
export interface Api extends SearchApi {
  /** The session of the page: the same object on every call. */
  defaultSession(): Session
  /** A session of its own, which shares nothing with others but the visitor. */
  createSession(): Session
  /** Records an event that needs no recommendations; nothing is sent before `done()`. */
  recordAttribution(event: AttributionEvent): Attribution
  /**
   * Attributes clicks inside `element` to the campaign that was rendered into it; a second call replaces the first.
   * Links are claimed by the page they lead to (see `parameterlessAttribution`) and never rewritten; other elements
   * with `data-nosto-product` are told of at once. `extra_attribution` says something else of single links, by the
   * address they lead to (without its anchor) or by product id: `{ref?, refSrc?, refType?}`.
   */
  attributeProductClicksInCampaign(
    element: Element,
    campaign: { result_id: string; extra_attribution?: Record<string, Record<string, string>> },
  ): void
  /** Switches the automatic first request of a page on or off. */
  setAutoLoad(flag: boolean): void
  isAutoLoad(): boolean
  /** Calls `listener` on each event `name`, whatever its case. */
  listen<N extends keyof BusEvents>(name: N, listener: (...payload: BusEvents[N]) => void): void
  listen(name: keyof BusEvents, listener: (...payload: any[]) => void): void
  unlisten<N extends keyof BusEvents>(name: N, listener: (...payload: BusEvents[N]) => void): void
  unlisten(name: keyof BusEvents, listener: (...payload: any[]) => void): void
  visit: Visit
  placements: Placements
  internal: {
    getSettings(): Partial<Settings>
    modifySettings(updates: Partial<Settings>): void
    emit<N extends keyof BusEvents>(name: N, ...payload: BusEvents[N]): void
    logger: Pick<Console, "log" | "warn" | "info" | "error" | "debug">
  }
}

/** What the bus tells, by name. For one HTML request: prerequest, prerender, postrender, taggingsent. */
export interface BusEvents {
  /** A message is about to leave. */
  prerequest: [message: WireMessage]
  /** An answer arrived, nothing is rendered yet. Affinity lists hold at most five entries. */
  prerender: [answer: {
    customerId?: string
    affinityScores: Affinities
    geoLocation: string[]
    eventDate: Date
    pageViews: number
    segments: { active_segments: { id: string }[] }
  }]
  /** Campaigns were put into the page (HTML mode with injection). */
  postrender: [report: { responseData: Record<string, unknown>; filledElements: string[]; unFilledElements: string[] }]
  /** A request is complete; the raw answer. */
  taggingsent: [answer: any]
  /** The server rejected something, or could not be asked. */
  servererror: [reasons: string[]]
  /** An order was rejected. */
  ordererror: [rejection: { payload: Order; response: { errors: { key: string; message_key: string }[] } }]
  /** A callback, listener or store of the page threw. */
  scripterror: [error: { msg: string; stack?: string; level: "log" | "warn" | "error" | "debug" | "info" }]
  /** The page handed over data that could not be read. */
  diagnostic: [problems: { path: string; problem: string }[]]

  // The names below are the platform's. This version takes listeners for them and tells them only what a page
  // itself emits by `internal.emit`.
  taggingresent: any[]
  carttaggingresent: any[]
  customertaggingresent: any[]
  emailgiven: any[]
  popupopened: any[]
  popupmaximized: any[]
  popupminimized: any[]
  popupclosed: any[]
  popupribbonshown: any[]
  coupongiven: any[]
  sendabandonedcartemail: any[]
  setexperiments: any[]
  setsegments: any[]
  setcustomaffinities: any[]
  setcart: any[]
  addtocart: any[]
  ev1end: any[]
  debugdata: any[]
  searchsuccess: any[]
  searchfailure: any[]
  searchclick: any[]
  searchaddtocart: any[]
  searchimpression: any[]
  categoryclick: any[]
  categoryaddtocart: any[]
  categoryimpression: any[]
  cartupdated: any[]
}

/** A visitor's session. Setters only remember; what they say goes out with the next action. */
export interface Session {
  /**
   * The whole cart: it replaces the one before. `{}` empties it, `null` and `undefined` change nothing.
   * Prices are per unit in major units.
   */
  setCart(cart: Cart | EmptyObject | null | undefined): Session
  /** Who is logged in. `{}` forgets the customer, `null` and `undefined` change nothing. */
  setCustomer(customer: Customer | EmptyObject | null | undefined): Session
  /** The active currency or customer group, case-sensitive; nothing or `""` takes it back. */
  setVariation(variation: string | null | undefined): Session
  /** A link that restores this cart, for e-mails. */
  setRestoreLink(restoreLink: string | null | undefined): Session
  /** `"JSON_ORIGINAL"` (default) gives products as data, `"HTML"` gives markup. */
  setResponseMode(mode: RenderMode): Session
  /** Puts results of the `HTML` mode into the page. Off by default. */
  enableCampaignInjection(): Session
  disableCampaignInjection(): Session

  /** The home page. Each of these makes a new {@link Action}: one page view. */
  viewFrontPage(): Action
  /** The cart, and every step of the checkout. */
  viewCart(): Action
  viewNotFound(): Action
  /** A product by its id, or as an object whose `selected_sku_id` says which variant is looked at. */
  viewProduct(product: string | number | Product): Action
  viewProductSku(productId: string | number, skuId: string | number): Action
  /** One or more category paths, `"/Women/Shoes"`. */
  viewCategory(...categories: string[]): Action
  /** @deprecated The platform gives tag pages no type of their own; it is sent as `other`. */
  viewTag(...tags: string[]): Action
  /** Filters of the current page by field; sent as page type `other`. */
  viewCustomField(customFields: Record<string, string[] | string>): Action
  /** The search terms as the visitor typed them, not URL-encoded. */
  viewSearch(...searchTerms: string[]): Action
  viewOther(): Action
  /** The confirmation page of an order. The order is handed in on its own, the page view follows. */
  addOrder(order: Order): Action
  /** A product was put into the cart from a recommendation. Does not change the cart: that is `setCart`. */
  reportAddToCart(product: string | number, element: string): Action
  /** An event that needs no recommendations; nothing is sent before `done()`. */
  recordAttribution(type: EventType, target: string, ref?: string, refSrc?: string): Attribution
}

/** One page view under construction. Nothing is sent before `load()` or `update()`. */
export interface Action {
  /** `reference` is the `result_id` of the recommendation on which this product was clicked. */
  setRef(productId: string | number, reference: string): Action
  /** A product in focus beside the one that is viewed. */
  setProduct(product: string | number | Product): Action
  /** @deprecated Call `setProduct`. */
  setProducts(products: (string | number | Product)[]): Action
  /** As on the session, for this action only. */
  setCart(cart: Cart | EmptyObject | null | undefined): Action
  setCustomer(customer: Customer | EmptyObject | null | undefined): Action
  setVariation(variation: string | null | undefined): Action
  setRestoreLink(restoreLink: string | null | undefined): Action
  setOrder(order: Order): Action
  setSearchTerms(searchTerms: string[]): Action
  setBrands(brands: string[]): Action
  setCategories(categories: string[]): Action
  setCategoryIds(categoryIds: string[]): Action
  /** Kept for `dumpData()`; the wire has no field for them. */
  setParentCategoryIds(parentCategoryIds: string[]): Action
  setTags(tags: string[]): Action
  setCustomFields(customFields: Record<string, string[] | string>): Action
  /** Ids of the placements to fill. Without them nothing comes back. */
  setPlacements(placements: string[]): Action
  /** A type that is unknown is sent as `other`. */
  setPageType(pageType: PageType): Action
  /** Signals merge by key, the last one wins; `clear` drops those added before. */
  addAffinity(affinity: Record<string, string[]> | null | undefined, options?: { clear?: boolean }): Action
  /**
   * What this action would say, by the names of the tagging API.
   * @throws {VitrineError} `not_ready` before the core is loaded.
   */
  dumpData(): any
  /**
   * Sends the action as one page view and promises its results. On a repeated call hints are sent again, events
   * and the order are not.
   */
  load(flags?: LoadFlags): Promise<ActionResponse>
  /** As `load()`, without counting a page view. */
  update(): Promise<ActionResponse>
}

/** How a load counts. */
export interface LoadFlags {
  /** This is no new page view. */
  skipPageViews?: boolean
  /** `false` asks for results without recording what is looked at; `true` sends events once more. */
  trackEvents?: boolean
  /** The server shall not record the events. */
  skipEvents?: boolean
  /** Accepted and ignored. */
  reloadCart?: boolean
  /** Gives the request up: the promise rejects with `aborted`. */
  signal?: AbortSignal
  /** Time limit of this request in ms. */
  timeout?: number
}

/** Results of an action. */
export interface ActionResponse {
  /** By placement; a placement without a result has no key. HTML mode: markup, or an object with `html`. */
  recommendations: Record<string, unknown>
  /** The same split by kind; not in HTML mode. */
  campaigns?: { recommendations: Record<string, unknown>; content: Record<string, unknown> }
  /** Page views of the visitor so far. */
  page_views: number
  /** Country, region, city. */
  geo_location: string[]
  affinities: Affinities
  /** Result id of category merchandising, `""` if there is none. */
  cmpid: string
}

/** What the visitor likes, as the server sees it. */
export interface Affinities {
  discount: number
  top_brands: Affinity[]
  top_categories: Affinity[]
  top_product_types: Affinity[]
  top_skus: Record<string, Affinity[]>
}

export interface Affinity {
  name: string
  score: number
}

/** Events to record together. */
export interface Attribution {
  recordAttribution(event: AttributionEvent): Attribution
  /** @throws {VitrineError} `not_ready` before the core is loaded. */
  dumpData(): EventTuple[]
  /** Sends what was recorded since the last `done()`. */
  done(): Promise<void>
}

/** What happened to `target`, and what it is attributed to. */
export interface AttributionEvent {
  type: EventType
  /** Product id, category path, search term or campaign id, by type. */
  target?: string
  /** The result id that led here. */
  ref?: string
  /** Id of the product on whose page that result was shown. */
  refSrc?: string
  /** Part of the target, such as a SKU. */
  targetFragment?: string
  refType?: RefType
}

/** An {@link AttributionEvent} on the wire; a skipped part in the middle is `null` there. */
export type EventTuple = [
  type: EventType,
  target?: string,
  ref?: string,
  refSrc?: string,
  targetFragment?: string,
  refType?: RefType,
]

export type EventType =
  | "vp" | "lp" | "dp" | "rp" | "bp" | "vc" | "or" | "is" | "cp" | "ec" | "es" | "gc" | "src" | "cpr" | "pl" | "cc" | "con"

export type RefType = "email" | "imgrec" | "rec" | "api" | "oc" | "cmp" | "os"

export type PageType =
  | "front" | "category" | "product" | "cart" | "search" | "notfound" | "order" | "other" | "checkout" | "post-purchase"

/** How the server renders: markup, or products as data with pictures of a size. */
export type RenderMode =
  | "HTML" | "SIMPLE" | "JSON_ORIGINAL" | "VERSION_SOURCE"
  | "JSON_170x170" | "JSON_100_X_100" | "JSON_90x70" | "JSON_50x50" | "JSON_30x30" | "JSON_100x140" | "JSON_200x200"
  | "JSON_400x400" | "JSON_750x750" | "JSON_10_MAX_SQUARE" | "JSON_200x200_SQUARE" | "JSON_400x400_SQUARE"
  | "JSON_750x750_SQUARE"

/** Resets what it is given for. */
export type EmptyObject = Record<string, never>

export interface Cart {
  /** SHA-256 of the visitor id this cart was rendered for; for pages that caches may mix up. */
  hcid?: string
  items: CartItem[]
}

export interface CartItem {
  product_id: string
  sku_id?: string
  name: string
  /** Per unit, in major units. */
  unit_price: number
  /** ISO 4217. */
  price_currency_code: string
  quantity: number
}

/** Who is logged in. */
export interface Customer {
  email?: string
  first_name?: string
  last_name?: string
  newsletter?: boolean
  /** Whether the customer agreed to marketing e-mail; absent means no. */
  marketing_permission?: boolean
  /** A long reference that cannot be guessed, the same on every device. */
  customer_reference?: string
  /** SHA-256 of the visitor id this was rendered for. */
  hcid?: string
  order_number?: string
  source?: string
  source_id?: string
  type?: string
}

export interface Order {
  external_order_ref?: string
  created_at?: Date
  info: OrderInfo
  items: OrderItem[]
  order_status?: string
  order_status_label?: string
  payment_provider?: string
}

export interface OrderInfo {
  /** The shop's own number; an order is counted once by it. */
  order_number: string
  email?: string
  first_name?: string
  last_name?: string
  phone?: string
  post_code?: string
  country?: string
  newsletter?: string | boolean
  marketing_permission?: boolean
  type?: string
}

export interface OrderItem {
  product_id: string
  sku_id?: string
  name: string
  quantity?: number
  /** Per unit, in major units. */
  unit_price?: number
  price_currency_code: string
}

/** A product by id; other members are kept for `dumpData()`. */
export interface Product {
  product_id: string
  /** The variant that is looked at. */
  selected_sku_id?: string
  [name: string]: unknown
}

/** Who the visitor is. */
export interface Visit {
  /** The visitor id; none before the first answer, and none for a visitor who is not tracked. */
  getCustomerId(): string | undefined
  setCustomerId(id: string | undefined): void
  isDoNotTrack(): boolean
  /** To be called before the first request: no visitor id is read, stored or sent. Returns the flag. */
  setDoNotTrack(flag: boolean): boolean
  /** Replaces the cookie by a store of the page's own. */
  setStore(store: VisitorStore): VisitorStore
  /** The same as `setStore`. */
  setCustomerIdentifierService(service: VisitorStore): VisitorStore
}

/** Where a page keeps the visitor id itself. */
export interface VisitorStore {
  /** Nothing for a new visitor. */
  getCustomerId(): string | undefined
  /** Called with the id the server gave. */
  setCustomerId(id: string | undefined): void
}

/** The places of a page that campaigns go to. */
export interface Placements {
  /** Ids of the elements of class `nosto_element`. */
  getPlacements(): string[]
  /**
   * Puts markup into placements, and runs its scripts under the page's policy. `targets` names elements that win
   * over those in the document. Unknown placements are reported, not thrown.
   */
  injectCampaigns(
    campaigns: Record<string, string | { html: string }>,
    targets?: Record<string, HTMLElement>,
  ): Promise<{ filledElements: string[]; unFilledElements: string[] }>
}

/** A message as it leaves: `EventRequestMessageV1` of the platform, as far as this version writes it. */
export interface WireMessage {
  url?: string
  referrer?: string
  page_type?: PageType
  elements?: string[]
  events?: EventTuple[]
  cart?: CartItem[]
  cart_hash?: string
  customer?: any
  categories?: string[]
  category_ids?: string[]
  brands?: string[]
  tags?: string[]
  custom_fields?: Record<string, string[]>
  affinity_signals?: Record<string, string[]>
  current_variant_id?: string
  restore_link?: string
  response_mode?: RenderMode
  event_date?: any
}
