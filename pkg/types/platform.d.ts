import type { Answer, CallOptions, Client, CommerceError, List, Patience } from "../commerce.js"
import type { Product, Sku, Variation } from "./data.js"
import type { SearchQuery, SearchResult } from "./search.js"

/** Where the platform is, and what may be done there. */
export interface PlatformConfig {
  /** The account's id: whose products `search` finds. Everything else is known by its token. */
  account?: string
  /** The address of the APIs; `https://api.nosto.com` by default. HTTPS only, for a key sent in the clear is revoked. */
  server?: string
  /** The address of the search service; `https://search.nosto.com` by default. */
  searchServer?: string
  /** Each opens a part of the APIs, and goes nowhere else; those of parts that are not used may be missing. */
  tokens?: PlatformTokens
  /** Who asks: `vitrine/<version>` by default. An empty one and those of bots are refused. */
  userAgent?: string
}

export interface PlatformTokens {
  /** `API_APPS`: sessions, orders, analytics, categories, identities, segments, recommendations, products by GraphQL. */
  apps?: string
  /** `API_EMAIL`: blacklist, consent, redaction, take-out. */
  email?: string
  /** `API_PRODUCTS`: products to upsert, discontinue, crawl again. */
  products?: string
  /** `API_RATES`: exchange rates. */
  rates?: string
  /** `API_SEARCH`: private members of searches; public ones need none. */
  search?: string
  /** `API_SETTINGS`: settings of the account. */
  settings?: string
}

/** A call for which there is no token rejects with a `ConfigError` before anything is sent. */
export interface Platform extends Client {
  sessions: {
    /** A new visitor's id, for the cookie `2c.cId`. `referer` is where the visitor came from, as an address. */
    create(params?: { referer?: string; customer?: { doNotTrack?: boolean } }, options?: CallOptions): Answer<string>
    /** Tells what happened, and asks for recommendations. A page view is counted unless `skipEvents` is set. */
    update(who: Who, params: PlatformSessionParams, wanted?: PlatformWanted, options?: CallOptions): Answer<PlatformSession>
    get(who: Who, wanted?: PlatformWanted, options?: CallOptions): Answer<PlatformSession | null>
    /**
     * The transport of sessions of `vitrine/headless`: `createSession({ fetch: platform.sessions.fetch, … })` speaks GraphQL.
     * Works detached.
     */
    fetch(url: string, init?: RequestInit): Promise<Response>
    /** Says after the fact what brought the visitor here. Only the operation's name is documented, not its arguments. */
    attribute(who: Who, params: { ref: string; refType?: string; target?: string }, options?: CallOptions): Answer<{ id: string }>
  }
  orders: {
    place(who: Who, params: { customer?: PlatformCustomer; order: PlatformOrderDetails }, wanted?: Pick<PlatformWanted, "pages">, options?: CallOptions): Answer<PlatformPlaced>
    updateStatus(number: string, params: { orderStatus?: string; paymentProvider?: string; statusDate?: string | Date }, options?: CallOptions): Answer<Pick<PlatformOrder, "number" | "statuses">>
    /** By number or reference; `null` for none. */
    get(id: string, options?: CallOptions): Answer<PlatformOrder | null>
  }
  analytics: {
    /** `timestamp` is now unless it is said. */
    record(who: Who, params: PlatformAnalytics, options?: CallOptions): Answer<{ message: string; errors?: string[] }>
  }
  products: {
    /** By REST, in batches of at most 2 MB. */
    upsert(products: Items<FeedProduct>, options?: BatchOptions): Promise<BatchReport>
    discontinue(ids: Items<string>, options?: BatchOptions): Promise<BatchReport>
    recrawl(products: Items<{ product_id: string; url: string }>, options?: BatchOptions): Promise<BatchReport>
    /** By GraphQL. */
    update(products: Items<PlatformProductUpdate>, options?: BatchOptions): Promise<BatchReport>
    /** `null` for none. */
    get(id: string, wanted?: { select?: string }, options?: CallOptions): Answer<PlatformProduct | null>
    /** Read as far as it is wanted, up to 10,000: beyond, no query reaches, and reading on is a `ConfigError`. */
    list(asked?: PlatformProductQuery, options?: CallOptions): List<PlatformProduct>
  }
  categories: { upsert(categories: Items<PlatformCategory>, options?: BatchOptions): Promise<BatchReport> }
  identities: {
    /** Makes or changes one; attributes that are not named stay. There is no way to delete one. */
    upsert(identity: PlatformIdentity, options?: CallOptions): Answer<PlatformIdentity>
    /** `null` for none. */
    get(email: string, options?: CallOptions): Answer<PlatformIdentity | null>
  }
  segments: { list(options?: CallOptions): Answer<PlatformSegment[]> }
  /** Recommendations for nobody in particular; those for a visitor are `recos` of a session. */
  recommendations: { get(asked: PlatformRecos, options?: CallOptions): Answer<PlatformRecommendations> }
  /** `rate` is how much of the currency one unit of the account's main one is worth. */
  rates: { set(rates: { rates: Record<string, { rate: number | string; price_currency_code: string }>; valid_until?: string | Date }, options?: CallOptions): Answer<unknown> }
  /** Addresses that get no triggered mail. Unknown ones are created. */
  blacklist: {
    add(addresses: Items<string>, options?: BatchOptions): Promise<BatchReport>
    remove(addresses: Items<string>, options?: BatchOptions): Promise<BatchReport>
  }
  customers: {
    /** Whether marketing mail may be sent. */
    consent(email: string, given: boolean, options?: CallOptions): Answer<unknown>
    /** Forgets; done within a day, and the account's owner gets a mail. */
    redact(email: string, options?: CallOptions): Answer<unknown>
    /** Asks for all data of a customer, which comes within a day by mail. */
    takeOut(email: string, options?: CallOptions): Answer<unknown>
  }
  settings: { update(settings: Record<string, unknown>, options?: CallOptions): Answer<unknown> }
  /** Needs `account`; `explain`, `time` and private fields need `tokens.search`. */
  search(query: SearchQuery, options?: CallOptions): Answer<SearchResult>
}

/** A visitor: by the visitor id, or by the reference of the customer. */
export type Who = string | { id: string } | { reference: string }

/** What is told of a session. Cart and customer replace what was there; an event counts. */
export interface PlatformSessionParams {
  event?: {
    type: "VIEWED_PAGE" | "VIEWED_PRODUCT" | "VIEWED_CATEGORY" | "SEARCHED_FOR"
    /** The page's address, the product's id, the category's path or the words searched for. */
    target: string
    /** The variant. */
    targetFragment?: string
    /** The `resultId` of the recommendation that led here. */
    ref?: string
    refType?: string
  }
  cart?: { items: PlatformItem[] }
  customer?: PlatformCustomer & { doNotTrack?: boolean }
  /** Counts no page view. */
  skipEvents?: boolean
}

export interface PlatformItem {
  productId: string
  skuId?: string
  name?: string
  /** In major units. */
  unitPrice?: number
  priceCurrencyCode?: string
  quantity?: number
}

export interface PlatformCustomer {
  firstName?: string
  lastName?: string
  email?: string
  marketingPermission?: boolean
  customerReference?: string
}

/** What is asked of a session. */
export interface PlatformWanted {
  include?: ("customer" | "cart" | "events" | "segments")[]
  /** By the fields of the API: `{forProductPage: {product: "a", params: {slotIds: ["product-1"]}}}`. */
  pages?: PlatformPages
  recos?: PlatformRecos
}

type Page<Named = unknown> = Named & { params?: PlatformPageParams; select?: string }

export interface PlatformPages {
  forFrontPage?: Page | true
  forNotFoundPage?: Page | true
  forGeneralLayoutPage?: Page | true
  forOtherPage?: Page | true
  forLandingPage?: Page | true
  forProductPage?: Page<{ product: string }>
  forCategoryPage?: Page<{ category: string }>
  forSearchPage?: Page<{ term: string }>
  /** `value`: what the cart costs, in major units. */
  forCartPage?: Page<{ value: number }>
  /** `value`: the number of the order. */
  forOrderPage?: Page<{ value: string }>
}

export interface PlatformPageParams {
  isPreview?: boolean
  imageVersion?: ImageVersion
  /** Placements; those of the account's templates by default. */
  slotIds?: string[]
  /** The currency or customer group. */
  variantId?: string
}

/** `VERSION_8_400_400`: the number of a size, then its pixels. */
export type ImageVersion = `VERSION_${number}_${number}_${number}` | "VERSION_ORIGINAL"

/** Ways to recommend without a placement; at least one. `select` says what is told of a product, in GraphQL. */
export interface PlatformRecos {
  toplist?: { hours?: number; sort?: "VIEWS" | "BUYS"; params?: PlatformRecoParams; select?: string } | true
  related?: { productIds: string[]; relationship?: "VIEWED_TOGETHER" | "BOUGHT_TOGETHER"; params?: PlatformRecoParams; select?: string }
  search?: { term: string; params?: PlatformRecoParams; select?: string }
  random?: { params?: PlatformRecoParams; select?: string } | true
  /** Of a session only. */
  history?: { params?: PlatformRecoParams; select?: string } | true
  /** A merchandised category; it counts as a view of it, unless `skipVCEvent` is set. */
  category?: {
    category: string
    minProducts?: number
    maxProducts?: number
    skipPages?: number
    /** Of the page before. */
    batchToken?: string
    include?: object
    exclude?: object
    skipVCEvent?: boolean
    select?: string
  }
  preview?: boolean
  image?: ImageVersion
  addAttributionParameters?: boolean
}

export interface PlatformRecoParams {
  minProducts?: number
  maxProducts?: number
  showRelatedProducts?: boolean
  skipProductsInCart?: boolean
  skipBoughtProducts?: boolean
}

export interface PlatformSession {
  id: string
  customer?: PlatformCustomer | null
  cart?: { items: PlatformItem[] } | null
  events?: { type: string; target: string | null; targetFragment: string | null; ref: string | null; refType: string | null }[]
  segments?: PlatformSegment[]
  pages?: { [Name in keyof PlatformPages]: PlatformPlacement[] }
  recos?: PlatformRecommendations
}

export interface PlatformPlaced {
  id: string
  pages?: PlatformSession["pages"]
}

export interface PlatformPlacement {
  divId: string
  /** Attribution: pass it on as `ref` of the event that a click leads to. */
  resultId: string
  primary: PlatformProduct[]
}

export type PlatformRecommendations = {
  [Name in keyof Omit<PlatformRecos, "preview" | "image" | "addAttributionParameters">]: {
    primary: PlatformProduct[]
    /** These three of `category` only. */
    resultId?: string
    batchToken?: string | null
    totalPrimaryCount?: number
  }
}

/** As it was selected. Prices are in major units. */
export interface PlatformProduct {
  productId: string
  name?: string | null
  url?: string | null
  imageUrl?: string | null
  price?: number | null
  listPrice?: number | null
  priceCurrencyCode?: string | null
  availability?: string | null
  brand?: string | null
  categories?: string[] | null
  [more: string]: unknown
}

export interface PlatformProductQuery {
  /** Of one page: 100 by default. */
  limit?: number
  sort?: { fields: string | string[]; reverse?: boolean }
  filter?: Record<string, unknown>
  /** What is told of a product, in GraphQL: `"productId name skus{id}"`. */
  select?: string
}

/** A product of a feed; REST has plural `categories`. Dates are ISO 8601. */
export interface FeedProduct extends Omit<Partial<Product>, "category" | "category_id" | "parent_category_id" | "custom_fields" | "skus" | "variations" | "date_published"> {
  product_id: string
  name: string
  url: string
  image_url: string
  availability: string
  /** In major units. */
  price: number
  price_currency_code: string
  /** Paths with slashes. */
  categories?: string[]
  tag1?: string[]
  tag2?: string[]
  tag3?: string[]
  custom_fields?: Record<string, string>
  skus?: (Partial<Sku> & { id: string })[]
  variations?: Record<string, Partial<Variation>>
  date_published?: string | Date
}

/** Members that are not named stay as they are. */
export interface PlatformProductUpdate {
  productId: string
  [member: string]: unknown
}

export interface PlatformCategory {
  id: string
  name: string
  parentId?: string
  urlPath?: string
  fullName?: string
  /** `false` hides it. */
  available?: boolean
}

export interface PlatformIdentity {
  email: string
  attributes?: { name: string; value: string }[]
}

export interface PlatformSegment {
  id: string
  name: string
}

export interface PlatformOrderDetails {
  number: string
  orderStatus?: string
  paymentProvider?: string
  /** Another name of the order, by which it is found too. */
  ref?: string
  purchasedItems: PlatformItem[]
}

export interface PlatformOrder {
  number: string
  ref: string | null
  orderStatus: string | null
  paymentProvider: string | null
  statuses: { date: string | null; orderStatus: string | null; paymentProvider: string | null }[]
  purchasedItems: PlatformItem[]
}

/** One of the four events. */
export interface PlatformAnalytics {
  type: "SEARCH" | "CATEGORY"
  timestamp?: string | Date
  searchClick?: { metadata: PlatformSearchMetadata; productId: string }
  searchImpression?: { metadata: PlatformSearchMetadata; productIds: string[]; page: number }
  categoryClick?: { metadata: PlatformCategoryMetadata; productId: string }
  categoryImpression?: { metadata: PlatformCategoryMetadata; productIds: string[]; page: number }
}

export interface PlatformSearchMetadata {
  query: string
  resultId: string
  organic?: boolean
  autoCorrect?: boolean
  autoComplete?: boolean
  keyword?: boolean
  sorted?: boolean
  hasResults?: boolean
  refined?: boolean
  refinedQuery?: string
}

export interface PlatformCategoryMetadata {
  category: string
  categoryId?: string
}

/** A list, a generator, a stream: read no further than requests go. */
export type Items<T> = Iterable<T> | AsyncIterable<T>

export interface BatchOptions extends Patience {
  /** Called after each request. */
  onProgress?(progress: BatchProgress): void
}

export interface BatchProgress {
  /** Items that were dealt with. */
  done: number
  /** All of them, where a list was given. */
  total?: number
  accepted: number
  failed: number
  requests: number
}

/** What became of a batch. Whatever stops all of it is thrown, with this as `error.report`. */
export interface BatchReport {
  accepted: number
  errors: BatchError[]
  requests: number
}

export interface BatchError {
  /** The place in what was given; missing where the platform does not say which it means. */
  index?: number
  /** The item's id, where it has one that is not personal. */
  id?: string
  field?: string
  message: string
  /** Why the whole request failed that the item was part of. */
  error?: CommerceError
}
