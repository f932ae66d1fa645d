import { list } from "./list.js"

/**
 * The rules that say on which pages a dynamic placement is. All rules of a placement must hold.
 *
 * The platform does not document the names of fields. These are ours, read without case, blanks and punctuation, with
 * or without `product`, `page` or `current` in front and an `s` at the end: `Page Type`, `page_type` and `pageType` are
 * one. A field has no, one or many values; a rule holds when one of them satisfies one of the rule's `values`.
 *
 * | field | values of the page |
 * | --- | --- |
 * | `type`, `page` | page type |
 * | `url`, `path`, `host` | the address and parts of it |
 * | `query` | the query as text; `query.utm_source` or `query:utm_source`: one parameter |
 * | `referrer` | address of the page before |
 * | `id`, `product`, `name`, `price`, `list price`, `availability` | of the tagged products; prices in major units |
 * | `brand`, `category`, `category id`, `tag` | of the tagged products and of the page |
 * | `custom field.material` | one custom field of the products and of the page |
 * | `search`, `search term` | what was searched |
 * | `cart total`, `cart size`, `cart product` | money in major units, number of pieces, ids of products |
 * | `variation`, `currency` | price variation |
 * | `customer group` | of the customer |
 */
const FIELDS = {
  page: "pageType",
  type: "pageType",
  url: "href",
  path: "pathname",
  host: "hostname",
  query: "search",
  "query:": "query.*",
  referrer: "referrer",
  id: "products.product_id",
  product: "products.product_id",
  name: "products.name",
  price: "products.price",
  listprice: "products.list_price",
  availability: "products.availability",
  brand: "products.brand brands",
  category: "products.category categories",
  categorie: "products.category categories",
  categoryid: "products.category_id categoryIds",
  tag: "products.tags1 products.tags2 products.tags3 tags",
  "customfield:": "products.custom_fields.* customFields.*",
  search: "searchTerms",
  searchterm: "searchTerms",
  carttotal: "total",
  cartsize: "size",
  cartproduct: "cart.items.product_id",
  variation: "variation",
  currency: "variation",
  customergroup: "customer.customer_group",
}

const fold = value => String(value).toLowerCase()

/** Loosely equal because a price of 10 is `"10.00"` too; text without case. */
const equals = (value, wanted) => value == wanted || fold(value) === fold(wanted)

/** A regular expression is taken as it is written: with case, anywhere in the value. The bounds of BETWEEN belong to it. */
const OPERATORS = {
  IS: equals,
  INCLUDES: equals,
  CONTAINS: (value, wanted) => fold(value).includes(fold(wanted)),
  MATCHES_REGEXP_PATTERN: (value, wanted) => new RegExp(wanted).test(value),
  LT: (value, wanted) => +value < +wanted,
  GT: (value, wanted) => +value > +wanted,
  LTE: (value, wanted) => +value <= +wanted,
  GTE: (value, wanted) => +value >= +wanted,
  BETWEEN: (value, _, [from, to]) => +value >= +(from ?? -Infinity) && +value <= +(to ?? Infinity),
}

/**
 * Reads the page at most once, when the first rule asks for it.
 * @param tagging gives the `TaggingData` of the page
 * @param warn is told once about each rule that cannot be read
 * @returns {(filters) => boolean} whether the page satisfies them
 */
function createRules(tagging, warn) {
  let page

  /** 1 holds, -1 does not, 0 cannot be told: that is not turned by `negate`, so a rule nobody understands shows nothing. */
  function test(rule) {
    const { field, operator, negate } = rule ?? {}
    const wanted = list(rule?.values)
    let verdict = 0
    if (operator === "AND") verdict = Math.min(1, ...wanted.map(test))
    else if (operator === "OR") verdict = Math.max(-1, ...wanted.map(test))
    else {
      try {
        const holds = OPERATORS[operator]
        page ??= readPage(tagging() ?? {})
        verdict = valuesOf(page, field).some(value => wanted.some(one => holds(value, one, wanted))) ? 1 : -1
      } catch {
        warn(`a placement has a rule that cannot be read: ${field} ${operator}`)
      }
    }
    return negate ? -verdict : verdict
  }

  return filters => list(filters).every(rule => test(rule) > 0)
}

/** What the paths of `FIELDS` start from. */
function readPage(tagging) {
  const { location, document } = globalThis
  const query = {}
  for (const [name, value] of new URLSearchParams(location.search)) query[name] = list(query[name]).concat(value)
  const sum = worth => list(tagging.cart?.items).reduce((total, item) => total + (worth(item) || 0), 0)
  return {
    ...tagging,
    ...location,
    referrer: document.referrer,
    query,
    total: sum(item => item.unit_price * item.quantity),
    size: sum(item => +item.quantity),
  }
}

/** Throws when there is no such field. */
function valuesOf(page, field) {
  const [, root, separator, name] = /^([^.:]*)([.:]?)(.*)$/.exec(field)
  const known = fold(root).replace(/[^a-z]/g, "").replace(/^(product|page|current)(?=.)/, "").replace(/s$/, "")
  return FIELDS[known + (separator && ":")].split(" ").flatMap(path =>
    path.split(".").reduce((found, key) => found.flatMap(value => value?.[key === "*" ? name : key] ?? []), [page]))
}

export const create = () => createRules
