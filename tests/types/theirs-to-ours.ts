// Code written against our types takes the vendor's objects, where theirs promise as much as ours.
import type { Attribution as TheirAttribution, Cart as TheirCart, PushedCustomer, Visits, WebsiteOrder as TheirOrder, Action as TheirAction, Session as TheirSession } from "@nosto/nosto-js/client"
import type { Action, Attribution, Cart, Customer, Order, Session, Visit } from "vitrine"

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
export const asOrder: Order = order
export const asVisit: Visit = visit
export const asAttribution: Attribution = attribution

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
