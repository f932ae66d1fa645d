import { text } from "../read.js"

/** Pages by their path where the theme does not name its template, with a language before it or not. */
const PATHS = [
  ["home", /^\/$/],
  ["search", /^\/search\b/],
  ["cart", /^\/(comprar|cart|carrito|carrinho)\b/],
  ["checkout", /^\/checkout\b/],
]

/** What kind of page this is: what is on it says it best, then the theme's template, then the address. */
export function pageKind(ls, { pathname }, body) {
  if (ls.order) return "success"
  if (ls.product) return "product"
  const template = /(?:^|\s)template-(\S+)/.exec(body.className)?.[1]
  if (ls.category && (!template || template === "category")) return "category"
  if (template) return template
  const path = pathname.replace(/^\/(es|pt|en)(?=\/)/, "")
  return PATHS.find(([, pattern]) => pattern.test(path))?.[0]
}

/** All products together are category 0, which is none. */
const withId = (action, id) => (id && id !== "0" ? action.setCategoryIds([id]) : action)

/**
 * The view of a page as an action of `session`.
 * @param search the parameters of the address
 */
export function viewPage(session, kind, { productId, categoryId, categoryPath, search }) {
  const views = {
    __proto__: null,
    home: () => session.viewFrontPage(),
    product: () => productId && session.viewProduct(productId),
    category: () => categoryPath && withId(session.viewCategory(categoryPath), categoryId),
    search: () => text(search.get("q")) && session.viewSearch(search.get("q")),
    cart: () => session.viewCart(),
    checkout: () => session.viewCart(),
    404: () => session.viewNotFound(),
  }
  return views[kind]?.() || session.viewOther()
}
