// Code written against our types takes the vendor's objects, where theirs promise as much as ours.
import type {
  Action as TheirAction, Attribution as TheirAttribution, Cart as TheirCart, DynamicPlacementDTO, Event as TheirEvent,
  EventRequestMessageV1, EventResponseMessage, JSONResult, PopupTriggerSettingsDTO, Product as TheirProduct, PushedCustomer,
  PushedProduct, SearchQuery as TheirQuery, SearchResult as TheirResult, SearchSessionParams as TheirParams,
  Session as TheirSession, Settings as TheirSettings, TaggingData as TheirTagging, Visits, WebsiteOrder as TheirOrder,
} from "@nosto/nosto-js/client"
import type {
  Action, Answer, Attribution, AttributionEvent, Cart, Customer, DynamicPlacement, Order, PopupCampaignSettings, Product,
  RecommendationResult, SearchQuery, SearchResult, SearchSessionParams, Session, Settings, TaggingData, Visit, WireMessage,
} from "vitrine"

declare const session: TheirSession
declare const action: TheirAction
declare const attribution: TheirAttribution
declare const cart: TheirCart
declare const customer: PushedCustomer
declare const order: TheirOrder
declare const visit: Visits
declare const event: TheirEvent
declare const product: TheirProduct
declare const pushed: PushedProduct
declare const message: EventRequestMessageV1
declare const answer: EventResponseMessage
declare const recommendation: JSONResult
declare const tagging: TheirTagging
declare const settings: Partial<TheirSettings>
declare const placement: DynamicPlacementDTO
declare const popup: PopupTriggerSettingsDTO
declare const query: TheirQuery
declare const result: TheirResult
declare const params: TheirParams

// Values of theirs are values of ours without exception.
export const asCart: Cart = cart
export const asCustomer: Customer = customer
export const asOrder: Order = order
export const asVisit: Visit = visit
export const asAttribution: Attribution = attribution
export const asEvent: AttributionEvent = event
export const asProduct: Product = product
export const asPushedProduct: Product = pushed
export const asMessage: WireMessage = message
export const asAnswer: Answer = answer
export const asRecommendation: RecommendationResult = recommendation
export const asTagging: TaggingData = tagging
export const asSettings: Partial<Settings> = settings
export const asPlacement: DynamicPlacement = placement
export const asQuery: SearchQuery = query
export const asResult: SearchResult = result
export const asParams: SearchSessionParams = params
export const asPopup: PopupCampaignSettings = popup

/**
 * What ours say more than theirs is `update()`: the vendor types its result `unknown`, though the guide shows a
 * promise of the response, which ours is. With that one promise taken back, theirs are ours.
 */
type Loose<T> = {
  [Name in keyof T]: Name extends "update" ? () => unknown : T[Name] extends (...given: infer Given) => infer Result ? Method<Given, Looser<Result>> : T[Name]
}
type Looser<T> = T extends Session ? Loose<Session> : T extends Action ? Loose<Action> : T
/** Compared as methods are, not as functions: ours take `null` too. */
type Method<Given extends unknown[], Result> = { method(...given: Given): Result }["method"]

export const asSession: Loose<Session> = session
export const asAction: Loose<Action> = action

// @ts-expect-error the vendor's `update()` promises nothing; when this compiles, `Loose` can go
export const asStrictAction: Action = action

// @ts-expect-error the comparison does compare: a session that cannot set a cart is none
export const asNoSession: Loose<Session> = {} as Omit<TheirSession, "setCart">
