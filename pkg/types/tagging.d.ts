/** What a page says of itself in its markup. */
import type { Cart, Customer, Order, PageType, Product } from "./data.js"

/** Everything a page is tagged with; what it is not tagged with is `undefined`. */
export interface TaggingData {
  products: Product[]
  cart: Cart | undefined
  customer: TaggedCustomer | undefined
  order: TaggedOrder | undefined
  variation: string | undefined
  restoreLink: string | undefined
  searchTerms: string[] | undefined
  brands: string[] | undefined
  categories: string[] | undefined
  categoryIds: string[] | undefined
  parentCategoryIds: string[] | undefined
  tags: string[] | undefined
  customFields: Record<string, string[]> | undefined
  /** Ids of the page's placements. */
  elements: string[] | undefined
  pageType: PageType | undefined
  affinitySignals: Record<string, string[]> | undefined
  sortOrder: string | undefined
  /** Versions of the shop system's plugin. */
  pluginVersion: { mainModule?: string; cmpModule?: string; msiModule?: string } | undefined
}

/** As the platform types it: a page that tags nothing but a reference has no address all the same. */
export type TaggedCustomer = Customer & { email: string }

/** As the platform types it: a page may leave out where the buyer lives all the same. */
export type TaggedOrder = Order & { info: { country: string; phone: string; post_code: string; newsletter?: string } }

/** A value in place of what the page is tagged with, or a function that gives it; `undefined` goes back to the page. */
export type TaggingProvider<Name extends keyof TaggingData = keyof TaggingData> = TaggingData[Name] | (() => TaggingData[Name])
