import type { Answer, CallOptions, Client, List, Query, Reads } from "../commerce.js"

export interface TiendanubeConfig {
  /** The store's id: what the token came with as `user_id`. */
  store: string
  token: string
  /** `Super app (http://superapp.com/contact)`: without it every request is refused. */
  userAgent: string
  /** The same API on two hosts, or another address for tests. */
  host?: "tiendanube" | "nuvemshop" | (string & {})
  /** `v1` by default. */
  version?: string
  /** Of single resources: `{products: "2025-03"}`. */
  versions?: Record<string, string>
  /** Which header carries the token. By default `authentication`, and the other where that is refused at first. */
  header?: "authentication" | "authorization"
}

/** An app of a partner, which a merchant installs. */
export interface InstalledApp {
  clientId: string
  host?: "tiendanube" | "nuvemshop" | (string & {})
  /** To be compared when the code comes back. */
  state?: string
  clientSecret?: string
  /** Good for minutes at most. */
  code?: string
}

/** Which of a store's things, and how they are changed. `body` is sent as it is. */
interface Reading<T, Filters = Query> {
  list: Reads<[filters?: TiendanubePaging & Filters, options?: CallOptions], List<T>>
  get: Reads<[id: string, options?: CallOptions], Answer<T>>
}
interface Writing<T> {
  create(body: object, options?: CallOptions): Answer<T>
  update(id: string, body: object, options?: CallOptions): Answer<T>
  delete(id: string, options?: CallOptions): Answer<unknown>
}

export interface Tiendanube extends Client {
  store: { get: Reads<[options?: CallOptions], Answer<TiendanubeStore>> }
  products: Reading<TiendanubeProduct> & Writing<TiendanubeProduct> & {
    /** The first that has it. */
    getBySku: Reads<[sku: string, options?: CallOptions], Answer<TiendanubeProduct>>
  }
  variants: {
    list: Reads<[product: string, filters?: TiendanubePaging, options?: CallOptions], List<TiendanubeVariant>>
    get: Reads<[product: string, id: string, options?: CallOptions], Answer<TiendanubeVariant>>
    create(product: string, body: object, options?: CallOptions): Answer<TiendanubeVariant>
    update(product: string, id: string, body: object, options?: CallOptions): Answer<TiendanubeVariant>
    delete(product: string, id: string, options?: CallOptions): Answer<unknown>
    replaceAll(product: string, body: object, options?: CallOptions): Answer<unknown>
    updateAll(product: string, body: object, options?: CallOptions): Answer<unknown>
    setStock(product: string, body: object, options?: CallOptions): Answer<unknown>
  }
  images: { list: Reads<[product: string, filters?: TiendanubePaging, options?: CallOptions], List<Record<string, unknown>>> }
  categories: Reading<TiendanubeCategory> & Writing<TiendanubeCategory>
  customers: Reading<TiendanubeCustomer> & Writing<TiendanubeCustomer>
  carts: {
    get: Reads<[id: string, options?: CallOptions], Answer<TiendanubeCart>>
    removeLine(id: string, line: string, options?: CallOptions): Answer<unknown>
    removeCoupon(id: string, coupon: string, options?: CallOptions): Answer<unknown>
  }
  checkouts: Reading<TiendanubeCart> & { addCoupon(id: string, body: { coupon_id: string | number }, options?: CallOptions): Answer<TiendanubeCart> }
  orders: Reading<TiendanubeOrder> & Omit<Writing<TiendanubeOrder>, "delete"> & Record<
    "close" | "open" | "pack" | "fulfill" | "cancel",
    (id: string, body?: object, options?: CallOptions) => Answer<TiendanubeOrder>
  >
  draftOrders: Reading<TiendanubeOrder> & Omit<Writing<TiendanubeOrder>, "update"> & {
    confirm(id: string, body?: object, options?: CallOptions): Answer<TiendanubeOrder>
  }
  scripts: Reading<Record<string, unknown>> & Writing<Record<string, unknown>>
  webhooks: Reading<TiendanubeWebhook> & {
    create(body: { event: TiendanubeEvent; url: string }, options?: CallOptions): Answer<TiendanubeWebhook>
    update(id: string, body: { event?: TiendanubeEvent; url?: string }, options?: CallOptions): Answer<TiendanubeWebhook>
    delete(id: string, options?: CallOptions): Answer<unknown>
  }
  coupons: Reading<Record<string, unknown>> & Writing<Record<string, unknown>>
}

export interface TiendanubePaging extends Query {
  /** From 1. */
  page?: number
  /** 200 by default, which is the most. */
  per_page?: number
  since_id?: string
  fields?: string | string[]
}

/** `{es: "…", pt: "…"}`; on writing, one text for all languages will do. */
export type TiendanubeText = Record<string, string> | string

export interface TiendanubeStore {
  id: string
  name?: TiendanubeText
  country?: string
  main_language?: string
  main_currency?: string
  domains?: string[]
  original_domain?: string
  [more: string]: unknown
}

/** Ids and amounts are text, whatever they were on the wire. */
export interface TiendanubeProduct {
  id: string
  name?: TiendanubeText
  description?: TiendanubeText
  handle?: TiendanubeText
  attributes?: TiendanubeText[]
  variants?: TiendanubeVariant[]
  images?: { id: string; src?: string; position?: number; [more: string]: unknown }[]
  /** Ids, or whole categories. */
  categories?: (string | TiendanubeCategory)[]
  brand?: string | null
  published?: boolean
  tags?: string
  canonical_url?: string
  [more: string]: unknown
}

export interface TiendanubeVariant {
  id: string
  product_id?: string
  image_id?: string | null
  /** `null` for a price on request, which is not free. */
  price?: string | null
  promotional_price?: string | null
  compare_at_price?: string | null
  /** `null` for as many as one likes. */
  stock?: number | null
  stock_management?: boolean
  sku?: string | null
  barcode?: string | null
  values?: TiendanubeText[]
  [more: string]: unknown
}

export interface TiendanubeCategory {
  id: string
  name?: TiendanubeText
  description?: TiendanubeText
  handle?: TiendanubeText
  parent?: string | null
  subcategories?: (string | TiendanubeCategory)[]
  [more: string]: unknown
}

export interface TiendanubeCustomer {
  id: string
  name?: string
  email?: string
  phone?: string | null
  accepts_marketing?: boolean | null
  total_spent?: string
  last_order_id?: string | null
  [more: string]: unknown
}

export interface TiendanubeCart {
  id: string
  token?: string
  abandoned_checkout_url?: string
  contact_email?: string | null
  contact_name?: string | null
  currency?: string
  subtotal?: string
  discount?: string
  total?: string
  products?: TiendanubeLine[]
  [more: string]: unknown
}

export interface TiendanubeLine {
  id?: string
  product_id?: string
  variant_id?: string | null
  name?: string
  price?: string
  compare_at_price?: string | null
  quantity?: number
  sku?: string | null
  [more: string]: unknown
}

export interface TiendanubeOrder {
  id: string
  number?: number
  status?: "open" | "closed" | "cancelled" | (string & {})
  payment_status?: "authorized" | "pending" | "paid" | "abandoned" | "refunded" | "voided" | (string & {})
  shipping_status?: string
  gateway?: string | null
  gateway_name?: string | null
  contact_email?: string | null
  /** Only with the scope `read_customers`. */
  customer?: TiendanubeCustomer
  currency?: string
  subtotal?: string
  discount?: string
  total?: string
  products?: TiendanubeLine[]
  storefront?: string
  created_at?: string
  [more: string]: unknown
}

export interface TiendanubeWebhook {
  id: string
  event?: TiendanubeEvent
  url?: string
  [more: string]: unknown
}

export type TiendanubeEvent =
  | `app/${"uninstalled" | "suspended" | "resumed"}`
  | `${"category" | "product" | "customer"}/${"created" | "updated" | "deleted"}`
  | `order/${"created" | "updated" | "paid" | "packed" | "fulfilled" | "cancelled" | "custom_fields_updated" | "edited" | "pending" | "voided"}`
  | "product_variant/custom_fields_updated" | "domain/updated" | "theme/updated"
  | (string & {})

/** Ids only: what has happened is to be asked for. */
export interface TiendanubeNotice {
  store_id: string
  event?: TiendanubeEvent
  id?: string
  [more: string]: unknown
}
