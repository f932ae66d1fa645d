/** The tagging of the document: which blocks there are, and what each becomes. */
import { availability, blocks, customFields, date, flag, group, list, number, readBlock, table, text, textOf } from "./block.js"

const SKU = table(
  [text, "id name url image_url gtin"],
  [number, "price list_price inventory_level"],
  [availability, "availability"],
  [customFields, "custom_fields"],
)

/** Prices of a product in another currency or for another customer group. */
const VARIATION = table(
  [text, "variation_id id>variation_id price_currency_code"],
  [number, "price list_price"],
  [availability, "availability"],
)

/** By its id, with what the types of the platform want to be told beside it. */
function variation(element, old = {}, path, problems) {
  const [found] = blocks("variation_id", VARIATION)(element, [], path, problems)
  if (!found) return
  const { variation_id: id, ...rest } = found
  return { ...old, [id]: { ...rest, available: rest.availability == "InStock", discounted: rest.list_price > rest.price } }
}

/** Cost and stock of a product are taken by the server only from the shop itself. */
const PRODUCT = table(
  [text, "product_id name url image_url thumb_url price_currency_code brand description google_category condition gender age_group gtin unit_pricing_unit variation_id selected_sku_id valid_until"],
  [number, "price list_price rating_value review_count unit_pricing_base_measure unit_pricing_measure"],
  [availability, "availability"],
  [date, "date_published"],
  [list, "category category_id parent_category_id tag1>tags1 tag2>tags2 tag3>tags3 alternate_image_url>alternate_image_urls"],
  // As the platform's PHP library prints lists: a container, its values inside.
  [group, "categories>category tags1 tags2 tags3 alternate_image_urls"],
  [customFields, "custom_fields"],
  [variation, "variation>variations"],
  [blocks("id", SKU), "nosto_sku>skus"],
)

const LINE = table([text, "product_id sku_id name price_currency_code"], [number, "quantity unit_price"])
const lines = blocks("product_id", LINE)

const CART = table([lines, "line_item>items"], [text, "hcid"])

/** The types know `newsletter` for what pages tag as marketing permission. */
const CUSTOMER = table(
  [text, "email first_name last_name customer_reference hcid customer_group gender date_of_birth birth_date>date_of_birth"],
  [flag, "marketing_permission>newsletter newsletter"],
)

/** Who ordered. The types have `newsletter` as a text here. */
const BUYER = table(
  [text, "order_number email first_name last_name phone post_code country"],
  [(element, old) => flag(element, old && old == "true")?.toString(), "marketing_permission>newsletter newsletter"],
)

const ORDER = table(
  [text, "external_order_ref payment_provider order_status_code>order_status order_status_label"],
  [date, "created_at"],
  [lines, "line_item>items"],
)

/** Texts that stand alone on the page. The classes of brands, ids, sort order and affinities follow the pattern of the others. */
const LISTS = {
  searchTerms: ".nosto_search_term,.nosto_search",
  brands: ".nosto_brand",
  // The PHP library prints a category as an object; its own text would be all of it at once.
  categories: ".nosto_category,.nosto_category .category_string",
  categoryIds: ".nosto_category_id,.nosto_category .id",
  parentCategoryIds: ".nosto_parent_category_id,.nosto_category .parent_id",
  tags: ".nosto_tag",
}

const TEXTS = {
  variation: ".nosto_variation",
  restoreLink: ".nosto_cart .restore_link,.nosto_cart .restore_cart_url",
  pageType: ".nosto_page_type",
  sortOrder: ".nosto_sort_order",
}

/** `key:value`, a repeated key has several values. */
const RECORDS = { customFields: ".nosto_custom_field", affinitySignals: ".nosto_affinity_signals" }

const find = selector => [...(globalThis.document?.querySelectorAll(selector) ?? [])]

/** Texts of the innermost matches; undefined when there are none. */
function texts(selector) {
  const found = find(selector).filter(element => !element.querySelector(selector)).map(textOf).filter(Boolean)
  return found.length ? found : undefined
}

function record(selector, path, problems) {
  const found = new Map()
  for (const text of texts(selector) ?? []) {
    const [, key, value] = /^([^:]+):(.+)$/s.exec(text)?.map(part => part.trim()) ?? []
    if (key && value) found.set(key, [...(found.get(key) ?? []), value])
    else problems.push({ path, problem: "expected key:value" })
  }
  return found.size ? Object.fromEntries(found) : undefined
}

/** Of several blocks of a kind that a page can have once, the first. */
const whole = {
  products(path, problems) {
    const take = blocks("product_id", PRODUCT)
    return find(".nosto_product").reduce((all, block) => take(block, all, path, problems), [])
  },

  /** An empty block is an empty cart. Lines of which none is readable are none: they would empty the cart. */
  cart(path, problems) {
    const [block] = find(".nosto_cart")
    if (!block) return
    const cart = { items: [], ...readBlock(block, CART, path, problems) }
    return cart.items.length || !block.querySelector(".line_item") ? cart : undefined
  },

  /** Themes print the block empty for who is not logged in. */
  customer(path, problems) {
    const [block] = find(".nosto_customer")
    const customer = block && readBlock(block, CUSTOMER, path, problems)
    return block && Object.keys(customer).some(name => name != "hcid") ? customer : undefined
  },

  order(path, problems) {
    const [block] = find(".nosto_purchase_order")
    if (!block) return
    const info = readBlock(block, BUYER, `${path}.info`, problems)
    if (info.order_number) return { info, items: [], ...readBlock(block, ORDER, path, problems) }
    problems.push({ path: `${path}.info.order_number`, problem: "missing" })
  },

  /** Plugins tell their version in a meta element; where they name further modules is not documented. */
  pluginVersion() {
    const [meta] = find('meta[name="nosto-version"]')
    return meta?.content ? { mainModule: meta.content } : undefined
  },
}

/** What the document says for a member of `TaggingData`; problems go to `problems` as `{path, problem}`. */
export function readDocument(key, problems) {
  if (whole[key]) return whole[key](key, problems)
  if (RECORDS[key]) return record(RECORDS[key], key, problems)
  return LISTS[key] ? texts(LISTS[key]) : texts(TEXTS[key])?.[0]
}
