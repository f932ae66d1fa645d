/** What a shop says about carts, customers, orders and products, and the words of the wire. */

/** Resets what it is given for. */
export type EmptyObject = Record<string, never>

export interface Cart {
  /** SHA-256 of the visitor id this cart was rendered for; for pages that caches may mix up. */
  hcid?: string
  items: CartItem[]
}

export interface CartItem {
  product_id: string
  sku_id?: string
  name: string
  /** Per unit, in major units. */
  unit_price: number
  /** ISO 4217. */
  price_currency_code: string
  quantity: number
}

/** Who is logged in. */
export interface Customer {
  email?: string
  first_name?: string
  last_name?: string
  newsletter?: boolean
  /** Whether the customer agreed to marketing e-mail; absent means no. */
  marketing_permission?: boolean
  /** A long reference that cannot be guessed, the same on every device. */
  customer_reference?: string
  /** SHA-256 of the visitor id this was rendered for. */
  hcid?: string
  order_number?: string
  source?: string
  source_id?: string
  type?: string
}

export interface Order {
  external_order_ref?: string
  created_at?: Date
  info: OrderInfo
  items: OrderItem[]
  order_status?: string
  order_status_label?: string
  payment_provider?: string
}

export interface OrderInfo {
  /** The shop's own number; an order is counted once by it. */
  order_number: string
  email?: string
  first_name?: string
  last_name?: string
  phone?: string
  post_code?: string
  country?: string
  newsletter?: string | boolean
  marketing_permission?: boolean
  type?: string
}

export interface OrderItem {
  product_id: string
  sku_id?: string
  name: string
  quantity?: number
  /** Per unit, in major units. */
  unit_price?: number
  price_currency_code: string
}

/** A product by id, with whatever the page knows of it. Prices are in major units. */
export interface Product {
  product_id: string
  /** The variant that is looked at. */
  selected_sku_id?: string
  name?: string
  url?: string
  image_url?: string
  thumb_url?: string
  alternate_image_urls?: string[]
  price?: number
  list_price?: number
  price_currency_code?: string
  /** `InStock`, `OutOfStock`, … */
  availability?: string
  /** Paths with slashes, `"/Women/Shoes"`. */
  category?: string[]
  category_id?: string[]
  parent_category_id?: string[]
  brand?: string
  description?: string
  tags1?: string[]
  tags2?: string[]
  tags3?: string[]
  custom_fields?: Record<string, string>
  skus?: Sku[]
  /** By currency or customer group. */
  variations?: Record<string, Variation>
  variation_id?: string
  age_group?: string
  condition?: string
  gender?: string
  google_category?: string
  gtin?: string
  date_published?: Date
  source_updated?: Date
  update_received?: Date
  valid_until?: string
  inventory_level?: number
  rating_value?: number
  review_count?: number
  supplier_cost?: number
  unit_pricing_base_measure?: number
  unit_pricing_measure?: number
  unit_pricing_unit?: string
}

/** A variant of a product: a size, a colour. */
export interface Sku {
  id: string
  name: string
  price: number
  list_price?: number
  availability: string
  url?: string
  image_url?: string
  gtin?: string
  inventory_level?: number
  custom_fields: Record<string, string>
}

/** What a product costs in another currency or for another customer group. */
export interface Variation {
  price: number
  list_price?: number
  price_text?: string
  price_currency_code: string
  availability: string
  available: boolean
  discounted: boolean
}

/** A product id, with the variant where there is one. */
export type ProductIdentifier = string | { productId: string; skuId?: string }

/** A test of the shop's own and the variation the visitor sees. */
export interface Experiment {
  id: string
  variation: string
  id_stamp?: string
  name?: string
  variation_name?: string
}

export interface Coupon {
  campaign?: string
  code?: string
  used?: boolean
}

/** What happened to `target`, and what it is attributed to. */
export interface AttributionEvent {
  type: EventType
  /** Product id, category path, search term or campaign id, by type. */
  target?: string
  /** The result id that led here. */
  ref?: string
  /** Id of the product on whose page that result was shown. */
  refSrc?: string
  /** Part of the target, such as a SKU. */
  targetFragment?: string
  refType?: RefType
}

/** An {@link AttributionEvent} on the wire; a skipped part in the middle is `null` there. */
export type EventTuple = [
  type: EventType,
  target?: string,
  ref?: string,
  refSrc?: string,
  targetFragment?: string,
  refType?: RefType,
]

/**
 * Views: `vp` product, `vc` category, `pl` page. Cart and order: `cp` put into the cart, `or` order, `bp` bought.
 * Where from: `ec` campaign with utm parameters, `cc` any other campaign, `es` search engine, `src` source, `con`
 * content. Others: `is` search in the shop, `gc` coupon given, `cpr` cart popup, `lp` liked, `dp` disliked,
 * `rp` removed.
 */
export type EventType =
  | "vp" | "lp" | "dp" | "rp" | "bp" | "vc" | "or" | "is" | "cp" | "ec" | "es" | "gc" | "src" | "cpr" | "pl" | "cc" | "con"

/** What kind of thing a reference is: e-mail, picture in an e-mail, recommendation, api, onsite campaign, merchandised category, search. */
export type RefType = "email" | "imgrec" | "rec" | "api" | "oc" | "cmp" | "os"

export type PageType =
  | "front" | "category" | "product" | "cart" | "search" | "notfound" | "order" | "other" | "checkout" | "post-purchase"

/** How the server renders: markup, or products as data with pictures of a size. */
export type RenderMode =
  | "HTML" | "SIMPLE" | "JSON_ORIGINAL" | "VERSION_SOURCE"
  | "JSON_170x170" | "JSON_100_X_100" | "JSON_90x70" | "JSON_50x50" | "JSON_30x30" | "JSON_100x140" | "JSON_200x200"
  | "JSON_400x400" | "JSON_750x750" | "JSON_10_MAX_SQUARE" | "JSON_200x200_SQUARE" | "JSON_400x400_SQUARE"
  | "JSON_750x750_SQUARE"

/** What the visitor likes, as the server sees it. */
export interface Affinities {
  discount: number
  top_brands: Affinity[]
  top_categories: Affinity[]
  top_product_types: Affinity[]
  top_skus: Record<string, Affinity[]>
}

export interface Affinity {
  name: string
  score: number
}
