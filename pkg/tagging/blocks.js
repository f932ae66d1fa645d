/**
 * The blocks a page is tagged with, and one walker that reads them all. A word of a table is `class` or `class:member`,
 * with a sign before it for its kind:
 *
 *   (none)  a text, or one block if there is a table of that name     *  a list of texts
 *   #       a number, plain decimals with a dot                       &  a list of blocks
 *   @       a date                                                    =  `key:value`, a key may have several values
 *   ?       consent                                                   +  fields by the shop's own names
 *                                                                     !  a text of the member `info`
 *
 * The first word of a block in a list is what it is about; a block without it is left out.
 */
const TABLES = {
  // Of brands, ids, sort order and affinities the classes are not documented: they follow the pattern of the others.
  page: "nosto_page_type:pageType nosto_variation:variation nosto_sort_order:sortOrder *nosto_search_term:searchTerms *nosto_search:searchTerms *nosto_brand:brands *nosto_category:categories *nosto_category_id:categoryIds *nosto_parent_category_id:parentCategoryIds *nosto_tag:tags =nosto_custom_field:customFields =nosto_affinity_signals:affinitySignals &nosto_product:products nosto_cart:cart nosto_customer:customer nosto_purchase_order:order",
  // The server takes cost and stock of a product from the shop itself only.
  nosto_product: "product_id name url image_url thumb_url price_currency_code brand description google_category condition gender age_group gtin unit_pricing_unit variation_id selected_sku_id #price #list_price #rating_value #review_count #unit_pricing_base_measure #unit_pricing_measure availability @date_published *category *category_id *parent_category_id *tag1:tags1 *tags1 *tag2:tags2 *tags2 *tag3:tags3 *tags3 *alternate_image_url:alternate_image_urls +custom_fields &variation:variations &nosto_sku:skus",
  nosto_sku: "id name url image_url gtin #price #list_price #inventory_level availability +custom_fields",
  variation: "variation_id id:variation_id price_currency_code #price #list_price availability",
  // As the platform's PHP library prints it; by hand it is the path alone.
  nosto_category: "*category_string:categories *id:categoryIds *parent_id:parentCategoryIds",
  nosto_cart: "hcid restore_link:restoreLink restore_cart_url:restoreLink &line_item:items",
  line_item: "product_id sku_id name price_currency_code #unit_price #quantity",
  // The types of the platform have `newsletter` for what pages tag as marketing permission, as a text for a buyer.
  nosto_customer: "email first_name last_name customer_reference hcid customer_group gender date_of_birth birth_date:date_of_birth ?marketing_permission:newsletter ?newsletter",
  nosto_purchase_order: "!order_number !email !first_name !last_name !phone !post_code !country !marketing_permission:newsletter !newsletter external_order_ref payment_provider order_status_code:order_status order_status_label @created_at &line_item:items",
}

const parsed = {}

/** A table as class → `[kind, member]`, made when it is first asked for. */
const table = name =>
  (parsed[name] ??= new Map(
    [...TABLES[name].matchAll(/(\W?)(\w+):?(\w*)/g)].map(([, kind, name, member]) => [name, [kind, member || name]])
  ))

const textOf = element => element.textContent.trim()

/** `TaggingData` as the document has it. A `brief` reading of products stops at
 * their ids. `bad(path)` is called for what cannot be read, `report(error)` when reading throws.
 */
export function readPage(brief, bad, report) {
  const page = read(document.querySelectorAll("[class*=nosto_]"), "page", "", {})

  // What the types want in another shape than the markup has it.
  for (const product of page.products ?? []) {
    product.variations &&= Object.fromEntries(product.variations.map(({ variation_id: id, ...rest }) =>
      [id, { ...rest, available: rest.availability == "InStock", discounted: rest.list_price > rest.price }]))
  }
  if (page.cart) {
    const { restoreLink, ...cart } = page.cart
    page.restoreLink = restoreLink
    // An empty block is an empty cart; lines of which none is readable are not: they would empty the cart.
    page.cart = cart.items?.length == 0 ? undefined : { items: [], ...cart }
  }
  // Themes print the block without a word for who is not logged in.
  if (!page.customer?.email && !page.customer?.customer_reference) page.customer = undefined
  if (page.order) page.order = page.order.info?.order_number ? { items: [], ...page.order } : bad("order")
  return page

  /** Reads what a table knows into `into`, at any depth; where another block begins, this one has nothing to say. */
  function read(elements, name, path, into) {
    const words = table(name)
    for (const element of elements) visit(element, words, name, path, into)
    return into
  }

  /** As `read`, by steps from child to child: making a collection of children costs more than most elements do. */
  function readInside(parent, name, path, into) {
    const words = table(name)
    for (let child = parent.firstElementChild; child; child = child.nextElementSibling) visit(child, words, name, path, into)
    return into
  }

  function visit(element, words, name, path, into) {
    try {
      const names = element.getAttribute("class") ?? ""
      // Nearly all have one class, and this is the innermost loop.
      const known = words.has(names) ? names : names.split(/\s+/).find(name => words.has(name))
      if (known) take(element, known, words.get(known), path, into)
      else if (!/nosto_/.test(names)) readInside(element, name, path, into)
    } catch (error) {
      // Forms hide their own members behind fields of the same name.
      report(error)
    }
  }

  function take(element, name, [kind, member], path, into) {
    if (kind == "&") {
      const items = (into[member] ??= [])
      path += `${member}[${items.length}]`
      const item = brief && name == "nosto_product" ? identify(element) : readInside(element, name, `${path}.`, {})
      item[/\w+/.exec(TABLES[name])] ? items.push(item) : bad(path)
    } else if (kind == "+") {
      into = into[member] ??= Object.create(null)
      for (const field of element.children) {
        // The whole attribute, because names of fields have spaces in them.
        const key = field.getAttribute("class")?.trim()
        const value = textOf(field)
        if (key && value) into[key] = into[key] ? `${into[key]},${value}` : value
      }
    } else if (kind == "*") {
      if (TABLES[name] && element.querySelector(".category_string")) readInside(element, name, "", into)
      // A container has its values in elements; a single one may be mere markup.
      else for (const text of [...(element.children.length > 1 ? element.children : [element])].map(textOf)) if (text) (into[member] ??= []).push(text)
    } else if (TABLES[name]) into[member] ??= readInside(element, name, `${path}${member}.`, {})
    else {
      const text = textOf(element)
      if (text) put(text, kind, member, path + member, into)
    }
  }

  /** Of a product, only which one it is. */
  function identify(element) {
    const item = {}
    for (const name of ["product_id", "selected_sku_id"]) {
      const text = [...element.querySelectorAll("." + name)].map(textOf).find(Boolean)
      if (text) item[name] = text
    }
    return item
  }

  function put(text, kind, member, path, into) {
    if (kind == "=") {
      const [, key, value] = /^(.+?)\s*:\s*(.+)/s.exec(text) ?? []
      key ? ((into[member] ??= Object.create(null))[key] ??= []).push(value) : bad(path)
    } else {
      if (kind == "!") into = into.info ??= {}
      const value = valueOf(text, kind)
      if (value !== value) bad(path)
      // The first one counts, but a refusal of consent counts wherever it stands.
      else if (into[member] === undefined || value === false) into[member] = value
    }
  }
}

/** What a text says by its kind; NaN for what is no number and no date. */
function valueOf(text, kind) {
  // Plain decimals only: `1.234,45` is ambiguous, and a wrong price is worse than none.
  if (kind == "#") return isFinite(text) ? +text : NaN
  if (kind == "@") return isNaN((text = new Date(text.replace(" ", "T")))) ? NaN : text
  // Only an explicit yes is consent.
  if (kind == "?") return /^(true|1|yes)$/i.test(text)
  return text.startsWith("http") ? text.replace(/^https?:\/\/schema\.org\/(?=\w+$)/, "") : text
}
