/** What few pages need, by name: each is a file of its own beside the entry, loaded on its first use. */
export const chunks = {
  cart: () => import("./cart.js"),
  observers: () => import("./observers.js"),
  rules: () => import("./rules.js"),
  popups: () => import("./popups.js"),
  search: () => import("./search.js"),
}
