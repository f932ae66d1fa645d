// Code written against the vendor's types takes our objects.
import type { API, Action as TheirAction, Session as TheirSession, Attribution as TheirAttribution, Visits, ActionResponse as TheirResponse, nostojs as TheirNostojs, Placements } from "@nosto/nosto-js/client"
import type { Action, ActionResponse, Api, Attribution, Session } from "vitrine"

declare const session: Session
declare const action: Action
declare const attribution: Attribution
declare const response: ActionResponse
declare const api: Api

export const asSession: TheirSession = session
export const asAction: TheirAction = action
export const asAttribution: TheirAttribution = attribution
export const asResponse: TheirResponse = response
export const asVisits: Visits = api.visit

/** The members of the vendor's API that are ours so far. */
type Shared = Pick<API, "defaultSession" | "createSession" | "setAutoLoad" | "isAutoLoad" | "listen" | "unlisten" | "visit" | "recordAttribution" | "search" | "recordSearch" | "recordSearchClick" | "recordSearchAddToCart" | "recordSearchSubmit" | "getSearchSessionParams">
export const asApi: Shared = api

/** Placements as far as ours go: filtering and undoing are the vendor's alone so far. */
export const asPlacements: Pick<Placements, keyof Api["placements"]> = api.placements

// A function of a shop that is typed by the vendor's package.
function showCart(theirs: TheirSession): Promise<TheirResponse> {
  return theirs.setCart({ items: [] }).viewCart().setPlacements(["cart-1"]).load({ skipPageViews: true })
}
export const shown: Promise<TheirResponse> = showCart(session)

// The global function, as far as a callback sees it.
export const callback: Parameters<TheirNostojs>[0] = theirs => theirs.defaultSession()
