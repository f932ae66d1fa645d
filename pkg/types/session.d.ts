/** The fluent API for shops that say themselves what the visitor does. */
import type {
  Affinities, AttributionEvent, Cart, Customer, EmptyObject, EventTuple, EventType, Order, PageType, Product, RenderMode,
} from "./data.js"
import type { TaggingData } from "./tagging.js"

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
  dumpData(): TaggingData
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

/** Events to record together. */
export interface Attribution {
  recordAttribution(event: AttributionEvent): Attribution
  /** @throws {VitrineError} `not_ready` before the core is loaded. */
  dumpData(): EventTuple[]
  /** Sends what was recorded since the last `done()`. */
  done(): Promise<void>
}
