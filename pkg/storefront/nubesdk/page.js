import { id, text } from "../read.js"

/** The text in the store's language, else in any. */
const localized = (value, language) =>
  text(value) ?? (value && [value[language], ...Object.values(value)].map(text).find(Boolean))

/** Whether this is the page of a finished order, which is told as such and not as a page. */
export const isSuccess = ({ location }) => location?.page?.type === "checkout" && location.page.data?.step === "success"

/** The view of the present page as an action of `session`. */
export function viewPage(session, { location, store }) {
  const { type, data } = location?.page ?? {}
  const views = {
    __proto__: null,
    home: () => session.viewFrontPage(),
    product: () => id(data?.product?.id) && session.viewProduct(id(data.product.id)),
    category: viewCategory,
    products: viewCategory,
    search: () => text(data?.q) && session.viewSearch(data.q),
    checkout: () => session.viewCart(),
  }

  function viewCategory() {
    const name = localized(data?.name, store?.language)
    if (!name) return
    const action = session.viewCategory(`/${name}`)
    const category = id(data.id)
    // All products together are category 0, which is none.
    return category && category !== "0" ? action.setCategoryIds([category]) : action
  }

  return views[type]?.() || session.viewOther()
}
