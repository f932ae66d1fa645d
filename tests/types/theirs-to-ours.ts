// Code written against our types takes the vendor's objects, where theirs promise as much as ours.
import type { Attribution as TheirAttribution, Cart as TheirCart, PushedCustomer, Visits, WebsiteOrder as TheirOrder, Action as TheirAction, Session as TheirSession } from "@nosto/nosto-js/client"
import type { Action, Attribution, Cart, Customer, Session, Visit, WebsiteOrder } from "vitrine"

declare const session: TheirSession
declare const action: TheirAction
declare const attribution: TheirAttribution
declare const cart: TheirCart
declare const customer: PushedCustomer
declare const order: TheirOrder
declare const visit: Visits

// Values of theirs are values of ours without exception.
export const asCart: Cart = cart
export const asCustomer: Customer = customer
export const asOrder: WebsiteOrder = order
export const asVisit: Visit = visit
export const asAttribution: Attribution = attribution

export const asSession: Session = session
export const asAction: Action = action
