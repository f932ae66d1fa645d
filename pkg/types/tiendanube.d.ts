/**
 * `vitrine/storefront/tiendanube`: feeds the session from what storefronts of Tiendanube and Nuvemshop say of
 * themselves, their global `LS`. It needs no token and no request of its own.
 */
import type { Api } from "../index.js"
import type { Customer, Order } from "./data.js"
import type { ActionResponse } from "./session.js"

/**
 * Tells the view of this page with cart and customer, and then what happens on it: variants that are chosen, changes of
 * the cart, the order on the page after the checkout. Once per api: a second call gives what the first one gave.
 *
 * It tells the page view, so the script tag's own one is switched off; where the library may have started long before,
 * its tag says `data-auto-load="false"`.
 *
 * What of `LS` cannot be read is left out and reported to listeners of `"diagnostic"`.
 */
export function tiendanube(api: Api, options?: TiendanubeOptions): Tiendanube

export interface TiendanubeOptions {
  /** Placements to fill; default those of the page. */
  placements?: string[]
  /** Whether results are put into the page; default `true`. Without, `ready` has products as data. */
  inject?: boolean
  /**
   * Who is logged in. `LS.customer` is an id of the shop without an e-mail address and is told to nobody; with a
   * function it is what the customer is asked for by, at a server of the shop's own.
   */
  customer?: Customer | ((id: string) => Customer | undefined | Promise<Customer | undefined>)
  /**
   * The order of the page after the checkout, where a server of the shop's own knows more than `LS.order`, which has
   * neither lines nor an e-mail address. Without, or when it gives nothing, the lines are those of the last cart.
   */
  order?: (order: StorefrontOrder) => Order | undefined | Promise<Order | undefined>
  /**
   * The product of a variant. Themes do not say it in every cart; without this it is known of variants the visitor has
   * seen on a page. A line whose product is not known is left out and reported.
   */
  productOf?: (variantId: string) => string | undefined
  /** The path of a category, `"/Women/Shoes"`; default its name. */
  category?: (category: { id: number; name: string } | undefined) => string | undefined
  /** What kind of page this is, where neither `LS` nor the theme's template nor the address says it. */
  page?: "home" | "product" | "category" | "search" | "cart" | "checkout" | "success" | "404" | "page"
  /**
   * How many digits of amounts in `LS` are behind the point; default 2, also where the currency has no cents, and what
   * the page itself shows by giving an amount in both forms.
   */
  minorDigits?: number
}

/** `LS.order`. Amounts are whole minor units. */
export interface StorefrontOrder {
  id: number
  number?: number
  hash?: string
  created_at?: string
  coupon?: unknown[]
  discount?: number
  total?: number
  gateway?: string
  [name: string]: unknown
}

/** The adapter at work. */
export interface Tiendanube {
  /** What the view of the page was answered; nothing where there is no `LS`. Rejects as `load()` does. */
  ready: Promise<ActionResponse | undefined>
  /** Looks at the cart at once, for themes that change it in a way nobody can see. */
  cartChanged(): void
  /** Tells nothing from now on. */
  stop(): void
}
