/** Requests put together by hand, and the messages and answers on the wire. */
import type {
  Affinities, AttributionEvent, Cart, CartItem, Coupon, Customer, EmptyObject, EventTuple, EventType, Experiment, Order,
  PageType, Product, RenderMode,
} from "./data.js"
import type { LoadFlags } from "./session.js"
import type { TaggingData } from "./tagging.js"

/**
 * A message under construction. Unlike the session it asks for `HTML` and puts it into the page, unless told
 * otherwise. Setters replace, adders append; `undefined` takes a value back.
 */
export interface RequestBuilder {
  /** Placements to fill. */
  setElements(elements: string[] | undefined): RequestBuilder
  addElements(elements: string | string[]): RequestBuilder
  /** Elements to fill, by placement; they win over those in the document. */
  setTargets(targets: Record<string, HTMLElement>): RequestBuilder
  disableCampaignInjection(): RequestBuilder
  setResponseMode(mode: RenderMode): RequestBuilder
  setPageType(pageType: PageType | undefined): RequestBuilder
  /** Products that are viewed. `ref` is the result they were all clicked on. */
  setProducts(products: (Product | { product_id: string; sku_id?: string })[], ref?: string): RequestBuilder
  /** The result each product was clicked on, by product id. */
  setRefs(refs: Record<string, string>): RequestBuilder
  /** The result that brought the visitor here, and the product on whose page it was shown. */
  setRecommendationRef(ref: string, refSrc?: string): RequestBuilder
  /** The mail that brought the visitor here, and the result in it. */
  setMailRef(mail: string, ref: string): RequestBuilder
  addEvent(event: AttributionEvent): RequestBuilder
  /** @deprecated Call it with an event. */
  addEvent(type: EventType, target?: string, ref?: string, targetFragment?: string): RequestBuilder
  setCartContent(cart: Cart | EmptyObject | undefined): RequestBuilder
  setRestoreLink(restoreLink: string | undefined): RequestBuilder
  setCustomer(customer: Customer | EmptyObject): RequestBuilder
  /** The same as `setCustomer`. */
  addCustomer(customer: Customer | EmptyObject): RequestBuilder
  /** An order, which is handed in on its own before the message goes. */
  addOrderData(order: Order | { items: CartItem[] }): RequestBuilder
  /** The active currency or customer group. */
  addCurrentVariation(variation: string): RequestBuilder
  addCurrentCategories(categories: string[]): RequestBuilder
  setCurrentCategories(categories: string[]): RequestBuilder
  addCurrentCategoryIds(categoryIds: string[]): RequestBuilder
  addCurrentTags(tags: string[]): RequestBuilder
  setCurrentTags(tags: string[]): RequestBuilder
  addCurrentBrands(brands: string[]): RequestBuilder
  setCurrentBrands(brands: string[]): RequestBuilder
  addCurrentCustomFields(fields: Record<string, string[] | string>): RequestBuilder
  setAffinitySignals(signals: Record<string, string[]>): RequestBuilder
  setSegmentCodes(segments: string[]): RequestBuilder
  setExperiments(experiments: Experiment[]): RequestBuilder
  setCoupon(coupon: Coupon): RequestBuilder
  /** For previews: segments the visitor shall be in. */
  setForcedSegments(segments: string[]): RequestBuilder
  setSortOrder(sortOrder: string): RequestBuilder
  enablePreview(): RequestBuilder
  /** Takes over what a page is tagged with; `ref` is the result its products were clicked on. */
  populateFrom(from: { data: TaggingData; forcedSegments: string[] }, ref?: string): RequestBuilder
  /** @deprecated SHA-256 of the visitor id the cart was rendered for: a cart has its `hcid`. */
  addCartCookieHash(hash: string): RequestBuilder
  /** @deprecated Without effect; so are the others of this name. */
  addCartItems(): RequestBuilder
  /** @deprecated */
  addCartTotal(): RequestBuilder
  /** @deprecated */
  addCartSize(): RequestBuilder
  /** Without effect: the wire has no field for it. */
  addCurrentParentCategoryIds(parentCategoryIds: string[]): RequestBuilder
  /** Without effect: the wire has no field for it. */
  setCurrentPriceFrom(value: number): RequestBuilder
  /** Without effect: the wire has no field for it. */
  setCurrentPriceTo(value: number): RequestBuilder

  /** The events as they would be sent. */
  getEvents(): AttributionEvent[]
  /** The message as it would be sent. */
  getData(): WireMessage
  /** Sends it as one page view and promises the server's answer as it came. */
  load(flags?: LoadFlags): Promise<Answer>
  /** @deprecated Call `load`. */
  loadRecommendations(flags?: LoadFlags): Promise<Answer>
  /** @deprecated Call `load`. */
  send(flags: LoadFlags): Promise<Answer>
  /** @deprecated Recommendations for a popup of the cart. */
  loadCartPopupRecommendations(alwaysShow: boolean): Promise<Answer>
}

/** A message as it leaves: `EventRequestMessageV1` of the platform. */
export interface WireMessage {
  url?: string
  referrer?: string
  page_type?: PageType
  elements?: string[]
  events?: EventTuple[]
  cart?: CartItem[]
  cart_hash?: string
  cart_popup?: boolean
  customer?: any
  categories?: string[]
  category_ids?: string[]
  brands?: string[]
  tags?: string[]
  custom_fields?: Record<string, string[]>
  affinity_signals?: Record<string, string[]>
  segment_codes?: string[]
  experiments?: Experiment[]
  /** The active currency or customer group. */
  current_variant_id?: string
  restore_link?: string
  response_mode?: RenderMode
  /** The result that brought the visitor here. */
  ref?: string
  mail_ref?: string
  mail_type?: string
  coupon_campaign?: string
  coupon_code?: string
  coupon_used?: boolean
  external_identifier?: string
  klaviyo_cookie?: string
  post_purchase_result_id?: string
  sort_order?: string
  /** When it happened, where it is sent later; ISO 8601 on the wire. */
  event_date?: any
  preview?: boolean
  skipcache?: boolean
  recotrace?: string
  debug?: any
  debug_token?: string
}

/** The server's answer as it came. Members the page does not know may be missing or of another type. */
export interface Answer {
  /** By placement; a placement without a result has no key. */
  recommendations: Record<string, CampaignResult>
  /** The visitor id. */
  customer: string
  visit: string
  /** Page views of the visitor so far. */
  pv: number
  /** Country, region, city. */
  gl: string[]
  /** Total of the cart in major units, and how many pieces are in it. */
  ct: number
  cs: number
  af: Affinities
  se: { active_segments: { id: string }[] }
  cmpid: string
  ed: Date
  errors: string[]
  /** Passed on as they came. */
  cdc: any
  cpr: any
  debug: any
  fb: any
  ga: any
  he: any
  hiic: any
  js: any
  nc: any
  sp: any
  processedRecommendations: any
}

/** What fills a placement: markup, markup with its result, or products as data. */
export type CampaignResult = string | AttributedCampaign | RecommendationResult

export interface AttributedCampaign {
  div_id: string
  result_id: string
  html: string
}

/** A campaign, and what its clicks are attributed to. */
export interface Campaign {
  result_id: string
  /** Says something else of single links, by the address they lead to (without its anchor) or by product id: `{ref?, refSrc?, refType?}`. */
  extra_attribution?: Record<string, Record<string, string>>
}

/** A recommendation in the JSON modes. */
export interface RecommendationResult {
  /** The placement that was asked for. */
  div_id: string
  /** What served the result: the value for attribution. */
  result_id: string
  result_type: "REAL" | "MOCK" | "RANDOM"
  reco_id: string
  element: string
  title?: string
  products: RecommendedProduct[]
  source_product_ids: string[]
  product_ids: Record<string, string>
  data: any
  raw_data?: any
  /** `nosto` is the result id, `refSrc` the product on whose page it is shown. */
  params?: Record<string, string>
}

/** Prices are in major units. */
export interface RecommendedProduct {
  product_id: string
  name: string
  url: string
  handle: string
  price: number
  price_text?: string
  price_currency_code: string
  list_price?: number
  list_price_text?: string
  image_url?: string
  thumb_url?: string
  alternate_image_urls: string[]
  brand?: string
  categories: string[]
  custom_fields: Record<string, string>
  /** In ms since 1970. */
  date_published?: number
  description?: string
  rating_value?: number
  review_count?: number
  recommended_sku?: RecommendedSku
  skus: RecommendedSku[]
  tags1: string[]
  tags2: string[]
  tags3: string[]
  variant_id?: string
}

export interface RecommendedSku {
  id: string
  name: string
  price: number
  list_price: number
  url: string
  image_url?: string
  available: boolean
  custom_fields: Record<string, string>
}
