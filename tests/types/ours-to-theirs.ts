// Code written against the vendor's types takes our objects.
import type {
  API, Action as TheirAction, ActionResponse as TheirResponse, Attribution as TheirAttribution, BusEvent, Context as TheirContext,
  EventMapping, EventRequestMessageV1, EventResponseMessage, Overlay as TheirOverlay, Placements as TheirPlacements,
  RequestBuilder as TheirBuilder, SearchResult as TheirResult, Session as TheirSession, Settings as TheirSettings,
  TaggingData as TheirTagging, Visits, nostojs as TheirNostojs,
} from "@nosto/nosto-js/client"
import type {
  Action, ActionResponse, Answer, Api, Attribution, BusEvents, Context, Overlay, RequestBuilder, SearchResult, Session, Settings,
  TaggingData, WireMessage,
} from "vitrine"

declare const ourApi: Api
declare const session: Session
declare const action: Action
declare const attribution: Attribution
declare const response: ActionResponse
declare const builder: RequestBuilder
declare const answer: Answer
declare const message: WireMessage
declare const tagging: TaggingData
declare const settings: Settings
declare const context: Context
declare const overlay: Overlay
declare const result: SearchResult

/** All of it, without a cast. */
export const api: API = ourApi

// And each part by itself, so that a mistake says where it is.
export const asSession: TheirSession = session
export const asAction: TheirAction = action
export const asAttribution: TheirAttribution = attribution
export const asResponse: TheirResponse = response
export const asBuilder: TheirBuilder = builder
export const asAnswer: EventResponseMessage = answer
export const asMessage: EventRequestMessageV1 = message
export const asTagging: TheirTagging = tagging
export const asSettings: TheirSettings = settings
export const asContext: TheirContext = context
export const asOverlay: TheirOverlay = overlay
export const asResult: TheirResult = result
export const asVisits: Visits = ourApi.visit
export const asPlacements: TheirPlacements = ourApi.placements

/** No member is missing, and a new one of the vendor's is noticed here by its name. */
type Missing<Theirs, Ours> = Exclude<keyof Theirs, Known<Ours>>
type Known<Ours> = keyof { [Name in keyof Ours as string extends Name ? never : Name]: true }
type AllMissing =
  | Missing<API, Api> | Missing<API["internal"], Api["internal"]> | Missing<TheirContext, Context>
  | Missing<TheirContext["mode"], Context["mode"]> | Missing<TheirSession, Session> | Missing<TheirAction, Action>
  | Missing<TheirBuilder, RequestBuilder> | Missing<TheirPlacements, Api["placements"]> | Missing<Visits, Api["visit"]>
  | Missing<EventMapping, BusEvents> | Missing<EventRequestMessageV1, WireMessage> | Missing<TheirSettings, Settings>
  | Missing<TheirTagging, TaggingData> | Missing<EventResponseMessage, Answer> | Missing<TheirResult, SearchResult>
  | Missing<Extract<ReturnType<TheirOverlay["campaignList"]>[number], object>, ReturnType<Overlay["campaignList"]>[number]>
export const nothingMissing: Record<AllMissing, true> = {}

/** Listeners typed by the vendor hear our events: each payload of ours is one of theirs. */
type Differs = {
  [Name in BusEvent]: BusEvents[Name] extends EventMapping[Name] ? never : Name
}[BusEvent]
/** Our customers may have no address, and our orders no country; the vendor's guides do that too, its types do not. */
export const payloads: Record<Differs, true> = { customertaggingresent: true, emailgiven: true, ordererror: true }

// A function of a shop that is typed by the vendor's package.
function showCart(theirs: TheirSession): Promise<TheirResponse> {
  return theirs.setCart({ items: [] }).viewCart().setPlacements(["cart-1"]).load({ skipPageViews: true })
}
export const shown: Promise<TheirResponse> = showCart(session)

// The global function, as far as a callback sees it.
export const callback: Parameters<TheirNostojs>[0] = theirs => theirs.defaultSession()
