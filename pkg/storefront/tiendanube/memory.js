import { createKeep } from "../../keep.js"

/** Of how many variants the product is remembered; the oldest make room. */
const MAX_VARIANTS = 300

const NAME = "tiendanube"

/**
 * What one page of the storefront has to tell the next: the last cart, so that the page after the checkout knows what
 * was bought; whose product a variant is; that somebody was logged in; and the number of the last order. Nothing of it
 * says who the visitor is. It is on the device only when the visitor has an id, thus after consent.
 */
export function createMemory(api) {
  const allowed = () => !api.visit.isDoNotTrack() && !!api.visit.getCustomerId()
  const keep = createKeep(() => api.internal.getSettings().account, allowed)
  /** `{cart, last, products, digits, loggedIn, order}` */
  const read = () => keep.get(NAME) ?? {}

  const set = (name, value) => keep.set(NAME, { ...read(), [name]: value })

  return {
    get: name => read()[name],
    set,
    /** The visitor may have got an id since: what was held back goes to the device. */
    save: () => keep.set(NAME, read()),
    /** Learns products by variant: pairs of ids. */
    learn(pairs) {
      const known = read().products ?? {}
      const fresh = pairs.filter(([variant, product]) => variant && product && known[variant] !== product)
      if (!fresh.length) return
      const all = Object.entries({ ...known, ...Object.fromEntries(fresh) })
      set("products", Object.fromEntries(all.slice(-MAX_VARIANTS)))
    },
  }
}
