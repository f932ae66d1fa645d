/** What the bus tells, by name. Names are matched whatever their case. */
import type { Affinities, CartItem, Customer, Experiment, Order } from "./data.js"
import type { Answer, WireMessage } from "./request.js"
import type { SearchQuery, SearchResult } from "./search.js"
import type { TaggingData } from "./tagging.js"

/** For one HTML request: prerequest, prerender, postrender, taggingsent. */
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
  /** A request is complete; the answer as it came. */
  taggingsent: [answer: Answer]
  ev1end: []

  /** `sendTagging`, `resendCart…` and `resendCustomerTagging` or `customer` have sent this. */
  taggingresent: [data: TaggingData]
  carttaggingresent: [cart: { cart_items: CartItem[]; restore_link?: string }]
  customertaggingresent: [customer: Customer]
  setcart: []
  setsegments: [segment: { segment: string }]
  setcustomaffinities: []
  setexperiments: [experiments: { experiments: Experiment[] }]
  /** A product was put into the cart from a placement. */
  addtocart: [product: { productId: string; skuId?: string; placementId: string }]
  /** The shop's cart changed; told by the page or by its shop system's adapter. */
  cartupdated: []

  /** The server rejected something, or could not be asked. */
  servererror: [reasons: string[]]
  /** An order was rejected. */
  ordererror: [rejection: { payload: Order; response: { errors: { key: string; message_key: string }[] } }]
  /** A callback, listener or store of the page threw. */
  scripterror: [error: { msg: string; stack?: string; level: "log" | "warn" | "error" | "debug" | "info" }]
  /** The page handed over data that could not be read. */
  diagnostic: [problems: { path: string; problem: string }[]]
  debugdata: [data: any]

  popupopened: [popup: { campaignId: string; type: string; error?: unknown }]
  popupmaximized: [popup: PopupEvent]
  popupminimized: [popup: PopupEvent]
  popupclosed: [popup: PopupEvent]
  popupribbonshown: [popup: PopupEvent]
  /** The visitor left an address in a popup. */
  emailgiven: [customer: Customer]
  /** The platform's documents and its types disagree; both ways of saying it are there. */
  coupongiven: [coupon: {
    coupon_code: string
    coupon_campaign: string
    coupon_used: boolean
    campaignId?: string
    couponCode?: string
    origin?: string
    error?: unknown
  }]
  sendabandonedcartemail: [mail: { sent?: boolean; campaignId?: string; email?: string; message?: string }]

  searchsuccess: [search: { query: SearchQuery; graphqlQuery: string; graphqlVariables: object; response: SearchResult }]
  searchfailure: [search: { query: SearchQuery; graphqlQuery: string; graphqlVariables: object; error: string }]
  searchimpression: [event: SearchEvent & { page: number; productIds: string[] }]
  searchclick: [event: SearchEvent & { productId: string }]
  searchaddtocart: [event: SearchEvent & { productId: string }]
  categoryimpression: [event: CategoryEvent & { page: number; productIds: string[] }]
  categoryclick: [event: CategoryEvent & { productId: string }]
  categoryaddtocart: [event: CategoryEvent & { productId: string }]
}

export interface PopupEvent {
  campaignId: string
}

/** Something done with the result of a search. Pages count from 1. */
export interface SearchEvent {
  metadata: {
    query: string
    /** The same for everything done with one result. */
    resultId: string
    /** The visitor submitted the search form. */
    isOrganic: boolean
    isAutoCorrect: boolean
    isAutoComplete: boolean
    isKeyword: boolean
    isPopular: boolean
    isSorted: boolean
    hasResults: boolean
    isRefined: boolean
    refinedQuery?: string
  }
  properties?: { abTestAttribution?: Record<string, string> }
}

export interface CategoryEvent {
  metadata: { category: string; categoryId?: string }
  properties?: { abTestAttribution?: Record<string, string> }
}
