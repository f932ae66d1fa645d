// What the shop remembers in this browser: cart, login, currency, orders. Kept in
// localStorage where that is allowed, in memory where it is not.

const KEY = "spa.shop"
const MOST_OF_ONE = 20
const listeners = new Set()
const empty = () => ({ currency: "EUR", cart: [], customer: null, references: {}, orders: [] })

let state = restore()

/** The state now; never change it, call the functions below. */
export const read = () => state

/** Calls `listener(what)` after every change; `what` is `cart`, `customer`, `currency` or `orders`. */
export function subscribe(listener) {
  listeners.add(listener)
}

/** Puts `quantity` more of a variant in the cart, up to twenty. */
export function addToCart(product, sku, quantity) {
  const line = state.cart.find(line => line.sku === sku)
  const cart = line
    ? state.cart.map(each => each === line ? { ...line, quantity: Math.min(line.quantity + quantity, MOST_OF_ONE) } : each)
    : [...state.cart, { product, sku, quantity: Math.min(Math.max(quantity, 1), MOST_OF_ONE) }]
  change({ cart }, "cart")
}

/** Sets how many of a variant are in the cart; 0 takes it out. */
export function setQuantity(sku, quantity) {
  const cart = state.cart
    .map(line => line.sku === sku ? { ...line, quantity: Math.min(quantity, MOST_OF_ONE) } : line)
    .filter(line => line.quantity > 0)
  change({ cart }, "cart")
}

/** Logs somebody in; an e-mail address keeps its customer reference. */
export function logIn({ email, first_name, last_name, newsletter }) {
  const address = email.toLowerCase()
  const customer_reference = state.references[address] ?? randomReference()
  const customer = { customer_reference, email, first_name, last_name, newsletter, marketing_permission: newsletter }
  change({ customer, references: { ...state.references, [address]: customer_reference } }, "customer")
}

/** Logs out; orders are the customer's and go with them. */
export function logOut() {
  change({ customer: null, orders: [] }, "customer")
}

/** Shows prices in `currency` from now on. */
export function setCurrency(currency) {
  if (currency !== state.currency) change({ currency }, "currency")
}

/** Keeps a placed order and empties the cart. */
export function keepOrder(order) {
  change({ orders: [...state.orders, order], cart: [] }, "orders")
}

function change(part, what) {
  state = { ...state, ...part }
  try { localStorage.setItem(KEY, JSON.stringify(state)) } catch { /* kept for this page only */ }
  for (const listener of listeners) listener(what)
}

function restore() {
  try {
    return { ...empty(), ...JSON.parse(localStorage.getItem(KEY)) }
  } catch {
    return empty()
  }
}

/** Long and not to be guessed from the address. */
function randomReference() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("")
}
