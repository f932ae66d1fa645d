/** What few pages need: each is a file of its own beside the entry, loaded on its first use. */
const chunks = {
  banners: () => import("./banners.js"),
  cart: () => import("./cart.js"),
  consent: () => import("./consent.js"),
  delivery: () => import("./delivery.js"),
  emails: () => import("./emails.js"),
  hydrate: () => import("./hydrate.js"),
  observers: () => import("./observers.js"),
  rules: () => import("./rules.js"),
  popups: () => import("./popups.js"),
  search: () => import("./search.js"),
  inspector: () => import("./inspector.js"),
}

/** The chunk `name`, by an import that bundlers can follow. */
export const load = name => chunks[name]()
