/**
 * The GraphQL document of a search: what is asked for becomes the selection, everything else travels as variables,
 * so no text of a shopper is ever part of a document.
 */

/** Members of the query and their GraphQL types; only those that are given are declared. */
const ARGUMENTS =
  "accountId:String query:String segments:[String!] rules:[String!] customRules:[InputSearchRule!] products:InputSearchProducts keywords:InputSearchKeywords categories:InputSearchCategories popularSearches:InputSearchPopularSearches sessionParams:InputSearchQuery abTests:[InputSearchABTest!] explain:Boolean redirect:String time:Float"

const STATS =
  "age availabilityRatio buys cartRatio clicks conversion discount impressions inventoryLevel inventoryTurnover listPrice margin marginPercentage orders price profitPerImpression profitPerView published ratingValue revenue revenuePerImpression revenuePerView reviewCount views"

const SKU = "ai availability customFields id imageUrl imageHash inventoryLevel listPrice name price priceText url"

/** What a member that is an object consists of; where one name means two things, the key is its path. */
const OBJECTS = {
  affinities: "brand categories color size",
  ai: "dominantColors overridingColor primaryColor",
  customFields: "key value",
  extra: "key value",
  skus: SKU,
  stats: STATS,
  variations: "key value",
  "variations.value": "availability listPrice price priceCurrencyCode",
  _highlight: "keyword",
}

/** What is selected unless the query names `fields`. */
const FIELDS = {
  products:
    "_pinned affinities ageGroup ai alternateImageUrls alternateImageHashes availability available brand categories categoryIds condition customFields datePublished description extra gender googleCategory gtin imageUrl imageHash inventoryLevel listPrice name onDiscount pid price priceCurrencyCode priceText productId ratingValue realVariantIds reviewCount saleable skus tags1 tags2 tags3 thumbUrl thumbHash unitPricingBaseMeasure unitPricingMeasure unitPricingUnit url variantId variations",
  keywords: "keyword total position _redirect _highlight",
  categories: "name fullName externalId parentExternalId url urlPath _highlight",
  popularSearches: "query total _highlight",
}

/** The service refuses these to the public: they come only with `showPrivateFields`. */
const PRIVATE_FIELDS = " _explain _score isExcluded stats supplierCost"

const FACETS =
  "facets{... on SearchTermsFacet{id field type name data{value count selected position visual{type value}}}... on SearchStatsFacet{id field type name min max}}"

const isName = name => /^[a-z_]\w*$/i.test(name)

/** The selection of dotted paths: `["name", "customFields.key"]` → `name customFields{key}`. */
function select(paths, above = "") {
  const tree = {}
  for (const path of paths) {
    const [head, ...rest] = path.split(".")
    tree[head] = [...(tree[head] ?? []), rest.join(".")]
  }
  return Object.entries(tree).map(([name, inside]) => {
    const whole = inside.includes("") && (OBJECTS[above + name] ?? (OBJECTS[name] || ""))
    const parts = [...inside.filter(Boolean), ...(whole ? whole.split(" ") : [])]
    return parts.length ? `${name}{${select(parts, `${name}.`)}}` : name
  }).join(" ")
}

/** The selection of one kind of hits; `refuse(path)` is told what is no name of a field. */
function section(kind, asked, refuse) {
  const all = FIELDS[kind] + (kind === "products" && asked.showPrivateFields ? PRIVATE_FIELDS : "")
  let fields = Array.isArray(asked.fields) ? asked.fields.map(String) : all.split(" ")
  if (!fields.every(field => field.split(".").every(isName))) {
    refuse(`${kind}.fields`)
    fields = fields.filter(field => field.split(".").every(isName))
  }
  // What is shown is recorded by its id, whatever else the page wants to know of it.
  if (kind === "products") fields.push("productId")
  const more = kind === "products" ? " collapse categoryId categoryPath" : ""
  const withFacets = asked.facets || asked.customFacets
  return `${kind}{hits{${select(fields.length ? fields : all.split(" "))}} total size from fuzzy${more}${withFacets ? ` ${FACETS}` : ""}}`
}

/**
 * @param query a `SearchQuery`; sections it does not ask for are not selected, without any the products are
 * @param refuse is called with the path of what had to be left out
 * @returns the document and its variables
 */
export function createDocument(query, refuse) {
  const types = ARGUMENTS.split(" ").map(line => line.split(":")).filter(([name]) => query[name] != null)
  const variables = {}
  for (const [name] of types) variables[name] = query[name]
  const kinds = Object.keys(FIELDS).filter(kind => query[kind])
  const sections = (kinds.length ? kinds : ["products"]).map(kind => section(kind, query[kind] ?? {}, refuse))
  for (const kind of kinds) {
    // The selection is said by the document; the service knows no such members.
    const { fields, ...rest } = query[kind]
    if (kind !== "products") delete rest.facets
    variables[kind] = rest
  }
  const join = make => types.length ? `(${types.map(make).join(" ")})` : ""
  const explain = query.explain ? " explain{matchedRules{id name set}}" : ""
  const name = query.name && isName(query.name) ? ` ${query.name}` : ""
  return {
    text: `query${name}${join(([name, type]) => `$${name}:${type}`)}{search${join(([name]) => `${name}:$${name}`)}{query redirect autocorrect{original} abTests{id activeVariation{id}} ${sections.join(" ")}${explain}}}`,
    variables,
  }
}
