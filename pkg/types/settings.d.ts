/** Settings of an account, as its server gives them. */
import type { Cart, PageType } from "./data.js"

/**
 * One live object. Typed as the platform types it; where the page names no settings of its own and none are baked into
 * the script, everything but `account` and `server` may be missing all the same.
 */
export interface Settings {
  account: string
  server: string
  /** Host of the shop. */
  site: string
  subDomain: string
  anyDomain: boolean
  extraHosts: string[]

  /** Lifetime of the visitor cookie in seconds; default four years. */
  cookieTime: number
  /** Marks the visitor cookie `Secure` even where the page is not served over https. */
  secureCookie?: boolean
  /** Name of the first-party cookie whose value, as it stands there, is the visitor's id in another system. */
  externalIdentifier: string
  /** Whether Klaviyo's cookie is passed on. */
  klaviyoCookie?: boolean

  /** URL parameter that names the recommendation a visitor clicked; default `nosto`. */
  nostoRefParam: string
  /** URL parameter that names the channel of a link; default `nosto_source`. */
  sourceParameterName: string
  /** The channels a link may name; default `api`, `email`, `imgrec`, `cmp`. */
  trackingTypes: string[]
  /** Whether page views are attributed to the clicks that led to them, without parameters in links. */
  parameterlessAttribution?: boolean
  /** Whether the query is left out of the comparison between a link and the page it led to. */
  parameterlessAttributionNoQueryCheck?: boolean
  /** Ours: how long after a click, in ms, its page may claim it; default 30000. */
  attributionWindow?: number
  /** Ours: URL parameters other than `utm_*` that tell of a campaign. */
  campaignUrlParameters?: string[]
  /** URL parameters whose values are segment codes. */
  segmentUrlParameters: string[]
  /** Whether an e-mail address in the URL parameter `emailAddressUrlParamName` says who the visitor is. */
  collectEmailFromURL?: boolean
  emailAddressUrlParamName: string
  /** Ours: what puts products into the cart for `window.Nosto`; without it, Shopify's cart does on Shopify's pages. */
  cart?: ShopCart

  fullTaggingRequired: boolean
  sendTaggingOnlyIfNeeded?: boolean
  pageTypeFiltersForUntaggedPages?: boolean
  serverProductPlacementFiltering?: boolean
  browserQueueActive: boolean

  /** Dynamic placements by name. */
  placements: Record<string, DynamicPlacement>
  /** Names of placements that are filled when they come near the viewport, and of those that appear later. */
  intersectionObserved?: string[]
  mutationObserved?: string[]
  disablePlacementAntiFlickering?: boolean

  currencySettings: Record<string, CurrencyFormat>
  defaultCurrencyCode: string
  defaultVariantId: string
  exchangeRates?: boolean

  /** Popup campaigns by what triggers them. */
  discountPopupTriggers: Record<string, PopupCampaignSettings[]>
  discountPopupVisible?: boolean
  popupRibbonUrlFilter: boolean
  recoveryPopupEnabled: boolean
  addToCartPopup?: boolean
  triggerAddToCartPopupWithCookie?: boolean

  searchEnabled?: boolean
  searchApiUrl?: string
  searchQueryParam: string
  searchTemplatesEnabled?: boolean
  searchTemplateHost?: string
  searchDeploymentId?: string
  categoriesEnabled?: boolean
  cmpMode: string

  shopifyCmpRedirect?: boolean
  shopifySkuSelectionListener?: boolean
  usePixelAppExtension?: boolean
  webComponents?: boolean
  webComponentsVersion?: string
  thumbnailHost: string

  stacklaDomain: string
  stacklaEmbedCodeEndpoint: string
  stacklaTrackingUrl?: string
  stacklaWidgetAssetPath: string
  stacklaWidgetDomain: string

  jsErrorUrl: string
  measurePerformance: boolean
  debugParameterName: string
  debugRedirectUrl: string
  testing?: boolean
  live?: boolean
  skuParam?: string

  /** The rest is kept for whoever asks. */
  [name: string]: unknown
}

/** The shop's own way to fill its cart. */
export interface ShopCart {
  /** What it throws or rejects with, callers of `window.Nosto` get as an error of code `cart`. */
  add(item: { productId: string; skuId?: string; quantity: number }): unknown
  /** Refreshes what the page shows; a cart that it returns is sent. */
  reload?(): Cart | void | PromiseLike<Cart | void>
}

/** Where a campaign goes on pages that have no element of its own for it. */
export interface DynamicPlacement {
  id: string
  enabled: boolean
  cssSelector?: string
  /** All of them must hold. */
  filters: FilterRule[]
  /** Instead of the target, after it, before it, as all it holds, or as the first thing it holds. */
  mode: "REPLACE" | "APPEND" | "PREPEND" | "INSERT_INTO" | "INSERT_AFTER_BEGIN"
  /** A new `div` with the placement's id, one with the target's classes too, a clone of the target, or nothing around. */
  wrapper: "SIMPLE" | "PRESERVE_CLASS" | "CLONED" | "UNWRAPPED"
  /** Filled when it comes near the viewport. */
  intersection?: boolean
  /** Filled when its target appears later. */
  mutation?: boolean
}

/** `AND` and `OR` hold rules in `values`. */
export interface FilterRule {
  field?: string
  operator:
    | "INCLUDES" | "IS" | "CONTAINS" | "MATCHES_REGEXP_PATTERN" | "LT" | "GT" | "GTE" | "LTE" | "BETWEEN" | "AND" | "OR"
  values?: unknown[]
  negate?: boolean
}

export interface CurrencyFormat {
  currencyBeforeAmount: boolean
  currencyToken?: string
  decimalCharacter?: string
  decimalPlaces: number
  groupingSeparator?: string
}

export interface PopupCampaignSettings {
  id: string
  name: string
  popup_id: string
  enabled: boolean
  /** The lower one goes first. */
  ordinal: number
  condition: PopupCondition & PopupConditionFlags
  effect: {
    /** How long the visitor is on the page before it opens, in ms. */
    delay_min: number
    /** How far the page is scrolled before it opens, in percent. */
    scroll_min: number
    /** How long a pointer that left may take to come back, in ms. */
    re_entry_tolerance: number
  }
}

/** What must hold for a popup to open. An empty list is no condition; carts are in major units. */
export interface PopupCondition {
  min_cart_value: number
  max_cart_value: number
  min_cart_size: number
  max_cart_size: number
  min_page_views: number
  max_page_views: number
  /** Country, region, city. */
  locations: string[][]
  exc_locations: string[][]
  page_types: PageType[]
  exc_page_types: PageType[]
  urls: string[]
  exc_urls: string[]
  referer_urls: string[]
  exc_referer_urls: string[]
  url_parameters: string[]
  exc_url_parameters: string[]
  categories: string[]
  exc_categories: string[]
  brands: string[]
  exc_brands: string[]
  tags: string[]
  exc_tags: string[]
}

export interface PopupConditionFlags {
  enabled: boolean
  enabledInJs: boolean
  advanced: boolean
  hide_on_mobile: boolean
  hide_on_desktop: boolean
  treat_url_conditions_as_filters: boolean
}
