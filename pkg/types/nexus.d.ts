import type { Answer, CallOptions, Client, List, Query } from "../commerce.js"

export interface NexusConfig {
  /** The address of the API, such as `https://your-nexuscommerce.com/api`. */
  url: string
  /** An API key, or a user's JWT. */
  token: string
  /** The tenant's UUID. */
  tenant: string
  /** What the key's plan allows. By default the answers tell. */
  allowance?: { perMinute: number; perHour: number }
}

export interface Nexus extends Client {
  health: { get(options?: CallOptions): Answer<{ status: string; version: string; timestamp: string }> }
  products: {
    list(filters?: NexusPaging & { status?: string; marketplace?: string; search?: string }, options?: CallOptions): List<NexusProduct>
    get(sku: string, options?: CallOptions): Answer<NexusProduct>
    create(product: object, options?: CallOptions): Answer<NexusProduct>
    update(sku: string, changes: object, options?: CallOptions): Answer<NexusProduct>
    delete(sku: string, options?: CallOptions): Answer<unknown>
  }
  orders: {
    list(filters?: NexusPaging & { status?: string; marketplace?: string; fulfillment_method?: string; start_date?: string | Date; end_date?: string | Date; has_returns?: boolean }, options?: CallOptions): List<NexusOrder>
    get(id: string, options?: CallOptions): Answer<NexusOrder>
    ship(id: string, shipment: { carrier: string; tracking_number: string; shipped_date?: string; line_items?: { external_line_item_id: string; quantity: number }[] }, options?: CallOptions): Answer<NexusOrder>
    cancel(id: string, reason?: object, options?: CallOptions): Answer<NexusOrder>
  }
  inventory: {
    list(filters?: NexusPaging & { status?: string; warehouse_id?: string; sku?: string }, options?: CallOptions): List<NexusInventory>
    get(sku: string, options?: CallOptions): Answer<NexusInventory>
    set(sku: string, stock: { warehouse_id: string; quantity: number; reason?: string; note?: string }, options?: CallOptions): Answer<NexusInventory>
    /** At most 500 updates. */
    setMany(stock: { updates: object[] }, options?: CallOptions): Answer<unknown>
  }
  rules: {
    list(filters?: Query, options?: CallOptions): List<Record<string, unknown>>
    create(rule: object, options?: CallOptions): Answer<Record<string, unknown>>
    update(id: string, changes: object, options?: CallOptions): Answer<Record<string, unknown>>
    delete(id: string, options?: CallOptions): Answer<unknown>
  }
  jobs: {
    create(job: { type: string; [more: string]: unknown }, options?: CallOptions): Answer<Record<string, unknown>>
    get(id: string, options?: CallOptions): Answer<Record<string, unknown>>
  }
  pricing: {
    recalculate(what?: object, options?: CallOptions): Answer<unknown>
    recommendations(filters?: Query, options?: CallOptions): List<Record<string, unknown>>
  }
}

export interface NexusPaging extends Query {
  /** Of a page: 50 by default, 200 at most. */
  limit?: number
  sort?: string
  order?: "asc" | "desc"
  /** Only these. */
  fields?: string | string[]
}

/** A projection may leave out any member, and more may come. Amounts are decimal text in major units. */
export interface NexusProduct {
  id?: string
  sku?: string
  title?: string
  description?: string
  status?: string
  gtin?: string
  /** What the seller paid: nothing for a visitor's eyes. */
  cost_price?: string | null
  images?: string[]
  listings?: NexusListing[]
  [more: string]: unknown
}

export interface NexusListing {
  marketplace?: string
  external_id?: string
  price?: string
  quantity?: number
  status?: string
  [more: string]: unknown
}

export interface NexusOrder {
  id?: string
  external_order_id?: string
  marketplace?: string
  status?: string
  fulfillment_method?: string
  total_amount?: string
  currency?: string
  created_at?: string
  line_items?: { sku?: string; title?: string; quantity?: number; unit_price?: string; line_total?: string; [more: string]: unknown }[]
  [more: string]: unknown
}

export interface NexusInventory {
  sku?: string
  title?: string
  total_on_hand?: number
  total_reserved?: number
  total_available?: number
  status?: string
  warehouses?: { warehouse_id?: string; on_hand?: number; reserved?: number; available?: number; [more: string]: unknown }[]
  [more: string]: unknown
}
