import type { Answer, CallOptions, Client, List, Query } from "../commerce.js"

export interface CustomerApiConfig {
  /** The shop's own address; HTTPS only. */
  url: string
  /** Names the API password that the buyer made in the profile; with `token`, the site the buyer signed in to. */
  clientId: string
  clientSecret: string
  /** Of a buyer who signed in to another site. Without one, tokens come by the password. */
  token?: { accessToken: string; refreshToken?: string | null; life?: number | null }
  /** `/api/customer/oauth/access-token` */
  tokenPath?: string
  /** Where everything is. Nothing of it is documented: the default is a guess that no shop has confirmed. */
  profile?: CustomerApiProfile
}

export interface CustomerApiProfile {
  /** `/api/customer` */
  base?: string
  /** Paths of calls by their names, with the same `{…}`: `{"orders.get": "/my-orders/{id}"}`. */
  paths?: Partial<Record<"products.byCode" | "products.byBrand" | "orders.list" | "orders.get" | "orders.create" | "orders.update", string>>
  /** The member that holds the items of a list: `items`. */
  list?: string | null
  /** Numbered pages: `{page: "page", pages: "pages"}`; `null` for by `Link` alone. */
  paging?: { page: string; pages?: string } | null
}

/** A site that buyers sign in to with the credentials of the shop. */
export interface SignIn {
  url: string
  clientId: string
  redirectUri: string
  /** To be compared when the buyer comes back. */
  state?: string
  /** `all` */
  scope?: string
  /** Not documented; `/api/customer/oauth/authorize` is a guess. */
  authorizePath?: string
  tokenPath?: string
  clientSecret?: string
  code?: string
}

export interface CustomerApi extends Client {
  products: {
    /** Two makers may have the same code. */
    byCode(code: string, filters?: Query, options?: CallOptions): List<CustomerApiProduct>
    byBrand(brand: string, code: string, filters?: Query, options?: CallOptions): List<CustomerApiProduct>
  }
  orders: {
    list(filters?: Query, options?: CallOptions): List<CustomerApiOrder>
    get(id: string, options?: CallOptions): Answer<CustomerApiOrder>
    /** Never repeated by itself once it was sent: no key against doubled orders is documented. */
    create(order: object, options?: CallOptions): Answer<CustomerApiOrder>
    update(id: string, changes: object, options?: CallOptions): Answer<CustomerApiOrder>
  }
}

/** With the availability and the price that this buyer has, as the shop says them. */
export interface CustomerApiProduct {
  _type?: string
  code?: string
  brand?: string
  name?: string
  availability?: unknown
  price?: unknown
  [more: string]: unknown
}

export interface CustomerApiOrder {
  _type?: string
  id?: string
  number?: string
  payment_status?: string
  processing_status?: string
  lines?: Record<string, unknown>[]
  [more: string]: unknown
}
