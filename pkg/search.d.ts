/**
 * Search. Everything of it is loaded with the first call of one of its methods; prices are in major units.
 */

/** The search methods of the api. */
export interface SearchApi {
  /**
   * Searches. The account, what is known of the visitor (unless `sessionParams` are given) and the variations of
   * running A/B tests are added. A part of a result is a result: what is missing is missing in it.
   * @throws {VitrineError} (by rejection) with `status` where the service answered: `http`, `graphql` when it
   *   answered with errors alone (in `errors`), `parse`, `network`, `timeout`, `aborted`
   */
  search(query: SearchQuery, options?: SearchOptions & { signal?: AbortSignal }): Promise<SearchResult>
  /** Records that results were shown; {@link SearchApi.search} does it by itself with the option `track`. */
  recordSearch(type: SearchTrackOptions, query: SearchQuery, response: SearchResult, options?: SearchAnalyticsOptions): void
  /** Records that a hit of the latest results of this type was clicked, on this page or the next. */
  recordSearchClick(type: SearchTrackOptions, hit: SearchHit): Promise<void>
  /** Records that a hit of the latest results was put into the cart; for the service that is a click as well. */
  recordSearchAddToCart(type: SearchTrackOptions, hit: SearchHit): Promise<void>
  /** Call it when a shopper sends off the form, before the search: that makes it, and what refines it, organic. */
  recordSearchSubmit(query: string): void
  /**
   * What searches may know of the visitor: segments, and affinities as boosts; `{}` when nothing is known.
   * @param options `maxWait`: how long to wait for a fresh answer in ms (default 2000), then the one before has to
   *   do; `cacheRefreshInterval`: for how long one is fresh in ms (default 60000)
   */
  getSearchSessionParams(options?: { maxWait?: number; cacheRefreshInterval?: number }): Promise<SearchSessionParams>
}

/** Where results are shown: the results page, a list under the search field, a category page. */
export type SearchTrackOptions = "serp" | "autocomplete" | "category"

/** How the shopper came by the query: by a suggested keyword, by a popular search. */
export interface SearchAnalyticsOptions {
  isKeyword?: boolean
  isPopular?: boolean
}

export interface SearchOptions extends SearchAnalyticsOptions {
  /** Leaves for the page the query stands for, if it does. */
  redirect?: boolean
  /** Records the results as shown. */
  track?: SearchTrackOptions
}

export type SearchHit = { productId: string; url?: string } & Record<string, unknown>

/** `{}` when nothing is known. */
export interface SearchSessionParams {
  /** Ids. */
  segments?: string[]
  products?: { personalizationBoost: { field: string; value: string[]; weight: number }[] }
}

/** What is asked for; a section that is not asked for is not answered, and without any the products are. */
export interface SearchQuery {
  /** Default: the account of the page. */
  accountId?: string
  /** What the shopper typed. */
  query?: string
  products?: SearchProductsQuery
  keywords?: SearchSectionQuery & { fields?: string[]; facets?: string[] }
  categories?: SearchSectionQuery & { fields?: string[] }
  popularSearches?: SearchSectionQuery & { fields?: string[] }
  segments?: string[]
  sessionParams?: Omit<SearchQuery, "name">
  abTests?: SearchAbTest[]
  rules?: string[]
  customRules?: unknown[]
  redirect?: string
  explain?: boolean
  /** Another time than now, in ms. */
  time?: number
  /** Name of the GraphQL operation, for whoever reads logs. */
  name?: string
}

export interface SearchProductsQuery {
  /** Dotted names of fields (`"customFields.key"`), or of what holds them; default: all public ones. */
  fields?: string[]
  /** Ids of facets, `["*"]` for all; without this and `customFacets` none are answered. */
  facets?: string[]
  customFacets?: unknown[]
  filter?: (SearchFilter & { excludeFacets?: string[] })[]
  preFilter?: SearchFilter[]
  sort?: { field: string; order: "asc" | "desc" }[]
  from?: number
  size?: number
  boost?: SearchBoost[]
  pin?: { field?: string; position: number; value: string[] }[]
  categoryId?: string
  categoryPath?: string
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

/** A condition: one of `value`, `range`, `prefix`, `hasValue` on a field, or a combination of others. */
export interface SearchFilter {
  field?: string
  /** One of these. */
  value?: string[]
  /** Numbers as text. */
  range?: { gt?: string; gte?: string; lt?: string; lte?: string }[]
  hasValue?: boolean
  prefix?: string[]
  all?: SearchFilter[]
  any?: SearchFilter[]
  not?: SearchFilter[]
}

export type SearchBoost = SearchFilter & { weight: number }

export interface SearchSectionQuery {
  from?: number
  size?: number
  emptyQueryMatchesAll?: boolean
  filter?: (SearchFilter & { excludeFacets?: string[] })[]
  sort?: { field: string; order: "asc" | "desc" }[]
  boost?: SearchBoost[]
  highlight?: { preTag: string; postTag: string }
}

export interface SearchAbTest {
  id: string
  activeVariation: { id: string }
}

/** An answer. */
export interface SearchResult {
  /** The text the results are of. */
  query?: string
  /** The page the text stands for. */
  redirect?: string
  /** The text before it was corrected. */
  autocorrect?: { original: string }
  abTests?: SearchAbTest[]
  explain?: { matchedRules: { id: string; name?: string; set?: unknown }[] }
  products?: SearchSection<SearchProduct> & {
    facets?: SearchFacet[]
    collapse?: string
    categoryId?: string
    categoryPath?: string
  }
  keywords?: SearchSection<SearchKeyword>
  categories?: SearchSection<SearchCategory>
  popularSearches?: SearchSection<SearchPopularSearch>
}

/** One page of hits; `total` counts all there are, at most 10,000. */
export interface SearchSection<T> {
  hits: T[]
  total: number
  size?: number
  from?: number
  /** Nothing was found, and this is what is near. */
  fuzzy?: boolean
}

export type SearchFacet =
  | { type: "stats"; id: string; field: string; name: string; min: number; max: number }
  | { type: "terms"; id: string; field: string; name: string; data: SearchFacetTerm[] }

export interface SearchFacetTerm {
  value: string
  /** Products that have it. */
  count: number
  /** There is a filter on it. */
  selected: boolean
  position?: number
  visual?: { type: "color" | "thumbnail"; value: string }
}

/** A product, as far as its fields were asked for. */
export interface SearchProduct {
  productId?: string
  name?: string
  url?: string
  imageUrl?: string
  thumbUrl?: string
  brand?: string
  description?: string
  price?: number
  listPrice?: number
  priceText?: string
  priceCurrencyCode?: string
  available?: boolean
  availability?: string
  categories?: string[]
  categoryIds?: string[]
  ratingValue?: number
  reviewCount?: number
  tags1?: string[]
  tags2?: string[]
  tags3?: string[]
  onDiscount?: boolean
  customFields?: { key: string; value: string }[]
  extra?: { key: string; value: string[] }[]
  skus?: SearchSku[]
  _pinned?: boolean
  [field: string]: any
}

export interface SearchSku {
  id?: string
  name?: string
  url?: string
  imageUrl?: string
  price?: number
  listPrice?: number
  priceText?: string
  availability?: string
  inventoryLevel?: number
  customFields?: { key: string; value: string }[]
  [field: string]: any
}

/** A text that completes what was typed. */
export interface SearchKeyword {
  keyword: string
  /** Products it finds. */
  total: number
  position?: number
  /** @deprecated `position` says the same. */
  priority: number
  facets: SearchFacet[]
  /** The page it stands for. */
  _redirect?: string
  /** HTML. */
  _highlight?: { keyword?: string }
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
  _highlight?: { keyword?: string }
}

export interface SearchPopularSearch {
  query?: string
  /** How often it was searched for. */
  total?: number
  _highlight?: { keyword?: string }
}
