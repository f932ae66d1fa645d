/** Search: what is asked, and what comes back. Prices are in major units. */

/** What is asked for; a section that is not asked for is not answered, and without any the products are. */
export interface SearchQuery {
  /** What the visitor typed. */
  query?: string
  products?: SearchProductsQuery
  keywords?: SearchListQuery & { fields: string[]; facets: string[] }
  categories?: SearchListQuery & { fields?: string[] }
  popularSearches?: SearchListQuery & { fields?: string[] }
  accountId?: string
  segments?: string[]
  /** As {@link SearchSessionParams} has it. */
  sessionParams?: SearchQueryParams
  abTests?: SearchTest[]
  /** Ids of rules of the account, `*` stands for any ending. */
  rules?: string[]
  customRules?: SearchRule[]
  redirect?: string
  /** Needs a private key. */
  explain?: boolean
  /** Needs a private key: the time of scheduled rules, in ms. */
  time?: number
  /** Name of the GraphQL operation, for whoever reads logs. */
  name?: string
}

/** A query without the fields to return: inside rules and session parameters. */
export type SearchQueryParams = Omit<SearchQuery, "keywords" | "products" | "name"> & {
  keywords?: SearchListQuery
  products?: Omit<SearchProductsQuery, "fields">
}

export interface SearchProductsQuery {
  /** Dotted names of fields (`"customFields.key"`), or of what holds them; default: all public ones. */
  fields?: string[]
  /** Ids of facets, `["*"]` for all; without this and `customFacets` none are answered. */
  facets?: string[]
  customFacets?: SearchFacetConfig[]
  /** All of them must hold. */
  filter?: SearchTopLevelFilter[]
  /** As `filter`, but holds for the counts of facets too. */
  preFilter?: SearchFilter[]
  /** After these, by relevance. */
  sort?: SearchSort[]
  size?: number
  /** How many to skip. */
  from?: number
  boost?: SearchBoost[]
  pin?: SearchPin[]
  /** Makes it the page of a category; one of the two. */
  categoryId?: string
  categoryPath?: string
  /** One product for each value of this field. */
  collapse?: string
  variationId?: string
  currency?: string
  emptyQueryMatchesAll?: boolean
  personalizationBoost?: SearchBoost[]
  personalizationWeight?: number
  relevanceWeight?: number
  queryFields?: ("high" | "medium" | "low")[]
  exclusionBehaviour?: "deboost" | "hide" | "none"
  outOfStockBehaviour?: "deboost" | "hide" | "none"
  showPrivateFields?: boolean
}

export interface SearchListQuery {
  size?: number
  from?: number
  filter?: SearchTopLevelFilter[]
  sort?: SearchSort[]
  boost?: SearchBoost[]
  emptyQueryMatchesAll?: boolean
  highlight?: { preTag: string; postTag: string }
}

/** One kind of condition each: values (any of them), ranges, prefixes, whether there is a value, or nested filters. */
export interface SearchFilter {
  field?: string
  value?: string[]
  range?: SearchRange[]
  prefix?: string[]
  hasValue?: boolean
  all?: SearchFilter[]
  any?: SearchFilter[]
  not?: SearchFilter[]
}

export interface SearchTopLevelFilter extends SearchFilter {
  /** Facets that count without this filter; default those of the same field. */
  excludeFacets?: string[]
}

/** Numbers as text. */
export interface SearchRange {
  gt?: string
  gte?: string
  lt?: string
  lte?: string
}

export interface SearchBoost extends SearchFilter {
  weight: number
}

export interface SearchSort {
  field: string
  order: "asc" | "desc"
}

export interface SearchPin {
  /** Default `productId`. */
  field?: string
  /** From 1. */
  position: number
  value: string[]
}

export interface SearchFacetConfig {
  id: string
  name?: string
  field?: string
  type?: "terms" | "stats"
  enabled?: boolean
  order?: "count" | "index"
  position?: number
  size?: number
  prefix?: string[]
  infix?: string[]
}

/** Changes a query that matches. */
export interface SearchRule {
  id: string
  name?: string
  enabled?: boolean
  match?: SearchRuleMatch
  schedule?: SearchSchedule[]
  set?: SearchQueryParams
}

export interface SearchRuleMatch {
  everything?: boolean
  param?: string
  value?: string[]
  function?: "contains" | "stemmed" | "stemmedContains"
  all?: SearchRuleMatch[]
  any?: SearchRuleMatch[]
  not?: SearchRuleMatch
}

export interface SearchSchedule {
  type?: "ONE_TIME" | "WEEKLY"
  from?: string
  to?: string
  fromTime?: string
  toTime?: string
  timezone?: string
  weekDays?: ("MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY")[]
}

/** A test and the variation the visitor sees. */
export interface SearchTest {
  id: string
  activeVariation: { id: string }
}

/** What the visit adds to a query: segments, and boosts from what the visitor likes. */
export interface SearchSessionParams {
  segments?: string[]
  products?: { personalizationBoost: { field: string; value: string[]; weight: number }[] }
}

export interface SearchOptions extends SearchAnalyticsOptions {
  /** Goes where a redirect of the account points; default `false`. */
  redirect?: boolean
  /** Records that the result was shown. */
  track?: SearchTrackType
  /** Gives the search up. */
  signal?: AbortSignal
}

export interface SearchAnalyticsOptions {
  /** The query is a suggested keyword, or a popular search, that the visitor clicked. */
  isKeyword?: boolean
  isPopular?: boolean
}

/** Results page, suggestions while typing, or a category page. */
export type SearchTrackType = "serp" | "autocomplete" | "category"

/** A product of a result that was clicked or put into the cart. */
export interface SearchHit {
  productId: string
  url?: string
  [name: string]: unknown
}

export interface SearchResult {
  query?: string
  products?: SearchList<SearchProduct> & {
    facets?: SearchFacet[]
    collapse?: string
    categoryId?: string
    categoryPath?: string
  }
  keywords?: SearchList<SearchKeyword>
  categories?: SearchList<SearchCategory>
  popularSearches?: SearchList<{ query?: string; total?: number; _highlight?: SearchHighlight }>
  /** Where a rule sends this query. */
  redirect?: string
  /** The query was corrected; this is what it was. */
  autocorrect?: { original: string }
  abTests?: SearchTest[]
  explain?: { matchedRules: { id: string; name?: string; set?: unknown }[] }
}

export interface SearchList<Hit> {
  hits: Hit[]
  total: number
  size?: number
  from?: number
  /** Nothing matched as it was typed, so what is close to it came. */
  fuzzy?: boolean
}

export type SearchFacet =
  | { id: string; name: string; field: string; type: "stats"; min: number; max: number }
  | { id: string; name: string; field: string; type: "terms"; data: SearchTerm[] }

export interface SearchTerm {
  value: string
  count: number
  selected: boolean
  position?: number
  visual?: { type: "color" | "thumbnail"; value: string }
}

export interface SearchHighlight {
  keyword?: string
}

export interface SearchKeyword {
  keyword: string
  total: number
  facets: SearchFacet[]
  position?: number
  /** @deprecated Read `position`. */
  priority: number
  _redirect?: string
  _highlight?: SearchHighlight
  _score?: number
  _explain?: unknown
}

export interface SearchCategory {
  name?: string
  fullName?: string
  externalId?: string
  parentExternalId?: string
  url?: string
  urlPath?: string
  _highlight?: SearchHighlight
}

/** The fields that were asked for. */
export interface SearchProduct {
  productId?: string
  name?: string
  url?: string
  imageUrl?: string
  thumbUrl?: string
  alternateImageUrls?: string[]
  imageHash?: string
  thumbHash?: string
  alternateImageHashes?: string[]
  price?: number
  listPrice?: number
  priceText?: string
  priceCurrencyCode?: string
  availability?: string
  available?: boolean
  saleable?: boolean
  onDiscount?: boolean
  brand?: string
  description?: string
  categories?: string[]
  categoryIds?: string[]
  tags1?: string[]
  tags2?: string[]
  tags3?: string[]
  customFields?: { key: string; value: string }[]
  extra?: { key: string; value: string[] }[]
  skus?: SearchSku[]
  variations?: { key: string; value: { price?: number; listPrice?: number; priceCurrencyCode?: string; availability?: string } }[]
  variantId?: string
  realVariantIds?: string[]
  /** In ms since 1970. */
  datePublished?: number
  ratingValue?: number
  reviewCount?: number
  inventoryLevel?: number
  ageGroup?: string
  condition?: string
  gender?: string
  googleCategory?: string
  gtin?: string
  pid?: string
  supplierCost?: number
  unitPricingBaseMeasure?: number
  unitPricingMeasure?: number
  unitPricingUnit?: string
  affinities?: { brand?: string; categories?: string[]; color?: string[]; size?: string[] }
  ai?: SearchColors
  stats?: SearchStats
  isExcluded?: boolean
  _pinned?: boolean
  _score?: number
  _explain?: unknown
}

export interface SearchSku {
  id?: string
  name?: string
  price?: number
  listPrice?: number
  priceText?: string
  url?: string
  imageUrl?: string
  imageHash?: string
  availability?: string
  inventoryLevel?: number
  customFields?: { key: string; value: string }[]
  ai?: SearchColors
}

export interface SearchColors {
  dominantColors?: string[]
  overridingColor?: string
  primaryColor?: string
}

export interface SearchStats {
  age?: number
  availabilityRatio?: number
  buys?: number
  cartRatio?: number
  clicks?: number
  conversion?: number
  discount?: number
  impressions?: number
  inventoryLevel?: number
  inventoryTurnover?: number
  listPrice?: number
  margin?: number
  marginPercentage?: number
  orders?: number
  price?: number
  profitPerImpression?: number
  profitPerView?: number
  published?: number
  ratingValue?: number
  revenue?: number
  revenuePerImpression?: number
  revenuePerView?: number
  reviewCount?: number
  views?: number
}
