/** The markup of a page, read as tagging: runs in a browser, whose parser makes of it what a visitor's would. */
import fc from "fast-check"
import { readPage } from "../../pkg/tagging/blocks.js"
import { change, randomness } from "./change.mjs"

const blocks = "nosto_product nosto_sku variation nosto_category nosto_cart line_item nosto_customer nosto_purchase_order nosto_page_type nosto_custom_field nosto_search_term nosto_tag".split(" ")
const members = "product_id name url price list_price quantity unit_price category tag1 custom_fields variation_id email newsletter marketing_permission order_number date_published id hcid restore_link category_string getAttribute children".split(" ")
const values = ["1", "19.90", "1.234,45", "key:value", "__proto__:x", "true", "2027-01-15 08:00:00", "https://schema.org/InStock", "", " ", "&#0;", "<b>", "NaN", "Infinity", "a@b.test"]

const open = fc.tuple(fc.constantFrom("div", "span", "p", "form", "select", "svg", "template", "table", "li"), fc.constantFrom(...blocks, ...members)).map(([tag, name]) => `<${tag} class="${name}">`)
const field = fc.tuple(fc.constantFrom("span", "input", "button", "x-y"), fc.constantFrom(...members), fc.constantFrom(...values)).map(([tag, name, text]) => `<${tag} class="${name}" name="${name}">${text}</${tag}>`)
const close = fc.constantFrom("</div>", "</span>", "</form>", "</p>", "</svg>", "</table>", "<!--", "-->", "<", ">")
const piece = fc.oneof({ weight: 4, arbitrary: open }, { weight: 5, arbitrary: field }, { weight: 3, arbitrary: close }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 5 }) })

/** Changes of each page: as for the other targets, cheaper than new ones. */
const CHANGES = 49

function check(pieces) {
  document.body.innerHTML = [].concat(pieces).filter(piece => typeof piece === "string").join("")
  for (const brief of [false, true]) {
    const paths = []
    const page = readPage(brief, path => void paths.push(path), () => {})
    const isList = value => value === undefined || Array.isArray(value)
    const fine = isList(page.products) && (page.products ?? []).every(product => typeof product.product_id === "string" && isPrice(product.price))
      && (!page.cart || page.cart.items.every(item => typeof item.product_id === "string" && isPrice(item.unit_price)))
      && (!page.customer || !!(page.customer.email ?? page.customer.customer_reference))
      && (!page.order || !!page.order.info.order_number)
      && paths.every(path => /^[\w[\].]+$/.test(path))
    if (!fine) throw new Error(`read as ${JSON.stringify(page)}, wrong at ${paths}`)
  }
  if ("x" in {} || "key" in {}) throw new Error("a prototype has changed")
}

const isPrice = price => price === undefined || Number.isFinite(price)

/** @returns what failed, or null */
export function fuzzMarkup({ runs, seed }) {
  const property = fc.property(fc.array(piece, { maxLength: 20 }), fc.noShrink(fc.integer()), (pieces, number) => {
    const random = randomness(number)
    for (let left = CHANGES, tried = pieces; left-- >= 0; tried = change(pieces, random)) check(tried)
  })
  const result = fc.check(property, { numRuns: Math.ceil(runs / (CHANGES + 1)), seed })
  document.body.innerHTML = ""
  return result.failed ? `${fc.defaultReportMessage(result)}\n${result.errorInstance}` : null
}
