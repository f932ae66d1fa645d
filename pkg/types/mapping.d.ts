/** From what a system answers to what a session is told. */
import type { Cart, Customer, EmptyObject, Order, Product } from "./data.js"
import type { Action, Session } from "./session.js"

/** What became of an answer. */
export interface Mapped<T> {
  /** `null` when the session shall not be told anything. */
  value: T | null
  /** What could not be read, by its path in the answer. */
  diagnostics: { path: string; problem: string }[]
}

/** Each takes an answer as its client gave it, or as JSON has it. `null` for a customer says that nobody is logged in. */
type Mapping<T, O> = (answer: unknown, options?: O & { wasm?: unknown }) => Promise<Mapped<T>>

export const map: {
  tiendanube: {
    /** Of a cart, of a checkout, and of a storefront's `LS.cart`. */
    cart: Mapping<Cart, TiendanubeMapping>
    /** Where the visitor gets this cart back. */
    restoreLink: Mapping<string, TiendanubeMapping>
    customer: Mapping<Customer | EmptyObject, TiendanubeMapping>
    product: Mapping<Product, TiendanubeMapping>
    /** Orders of other channels have no value. */
    order: Mapping<Order, TiendanubeMapping>
  }
  customerApi: {
    /** Of products as the API has them, each with its `quantity`. */
    cart: Mapping<Cart, CustomerApiMapping>
    customer: Mapping<Customer | EmptyObject, CustomerApiMapping>
    product: Mapping<Product, CustomerApiMapping>
    order: Mapping<Order, CustomerApiMapping>
  }
  nexus: {
    product: Mapping<Product, NexusMapping>
    /** Orders of other channels have no value. */
    order: Mapping<Order, NexusMapping>
  }
}

export interface TiendanubeMapping {
  /** The visitor's language or locale (`pt`, `pt_BR`). */
  language?: string
  /** The shop's: `meta.language` of an answer, or the store's `main_language`. */
  mainLanguage?: string
  /** ISO 4217, for products, and for carts that do not say it. */
  currency?: string
  /** For products without an address of their own. */
  domain?: string
  /** ISO 3166-1; decides the word in those addresses. */
  country?: string
  /** Digits behind the point of amounts in storefront carts; default 2. */
  minorDigits?: number
  /** See {@link customerReference}. */
  customerReference?: string
  /** The shop's categories, so that paths can be built. */
  categories?: unknown[]
  /** The `storefront`s whose orders are conversions; default `store` and `mobile`. */
  storefronts?: string[]
}

export interface CustomerApiMapping {
  /** ISO 4217. Required for amounts. */
  currency?: string
  /** The group of customers whose price the buyer's price is; without it products have none. */
  variation?: string
  customerReference?: string
  /** What products are called in the session, of `{code}` and `{brand}`; default `{code}`. */
  productId?: string
  /** Where members stand, with dots: no document of the API says it, the default is a guess. */
  fields?: Partial<Record<
    | "code" | "brand" | "name" | "price" | "linePrice" | "availability" | "quantity" | "lines" | "id" | "number" | "created"
    | "status", string>>
}

export interface NexusMapping {
  /** The channel that the storefront is: whose listing has the price, whose orders are conversions. */
  marketplace?: string
  /** ISO 4217, of listings. */
  currency?: string
  /** The address of a product's page, with `{sku}`, `{id}` or `{external_id}`. */
  url?: string
  /** What `inventory.get(sku)` answers. */
  inventory?: unknown
}

/**
 * The same reference for a customer on every device, by his id in a system and a key that only the merchant has:
 * hex HMAC-SHA256. For `customer_reference`.
 */
export function customerReference(key: string, id: string | number, options?: { wasm?: unknown; dangerouslyAllowBrowser?: boolean }): Promise<string>

/** What {@link feed} did. */
export interface Fed {
  /** The order as an action of the session; nothing is sent before its `load()`. */
  action?: Action
  diagnostics: { path: string; problem: string }[]
}

/** What is used of a session: `HeadlessSession` and the browser's have it. */
export type FedSession = Pick<Session, "setCart" | "setCustomer" | "setRestoreLink" | "addOrder">

/** Asks a client for what is named, maps it, and tells a session. Rejects as the client does. */
export const feed: {
  tiendanube(
    session: FedSession, client: object,
    wanted: { cart?: string; checkout?: string; customer?: string | null; order?: string }, options?: TiendanubeMapping,
  ): Promise<Fed>
  /** Cart and customer are the host page's: the API has neither. */
  customerApi(
    session: FedSession, client: object,
    wanted: { cart?: { code: string; brand?: string; quantity: number }[]; customer?: Customer | null; order?: string },
    options?: CustomerApiMapping,
  ): Promise<Fed>
  nexus(session: FedSession, client: object, wanted: { order?: string }, options?: NexusMapping): Promise<Fed>
}
