// The session library in the single-page shop: one action a route, and the cart when it changes.
// Loaded by a dynamic import, so that the shop runs on when the library is blocked.
import { init, nostojs } from "/index.js"
import * as store from "./store.js"
import { priced, toSessionCart } from "./cart.js"

let api
let toldCustomer = null

/** Starts the library. It takes calls at once; those made before its core is loaded are kept as they were made. */
export function open() {
  init({ account: "demo", server: location.origin, autoLoad: false })
  nostojs(given => {
    api = given
    window.sessionLog?.attach(api)
  })
}

/** Reports the view of a route: `act` makes an action of a session. Counts one page view. */
export function view(act) {
  return act(current()).load()
}

/** Asks again for the view that is open, in another currency: no page view, no event. */
export function viewAgain(act) {
  return act(current()).load({ skipPageViews: true, skipEvents: true })
}

/** Sends the cart as it is now. */
export function cartChanged() {
  return current().viewCart().update()
}

/** The product, found through the campaign `result`, went into the cart. */
export function addedFrom(product, result) {
  return current().reportAddToCart(product, result).update()
}

// `{}` makes the back end forget the customer and is said once, after a logout; null leaves
// what it knows.
function current() {
  const { customer, currency } = store.read()
  const said = customer ?? (toldCustomer ? {} : null)
  toldCustomer = customer
  return api.defaultSession().setVariation(currency).setCart(toSessionCart(priced(store.read()))).setCustomer(said)
}
