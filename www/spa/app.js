// The single-page shop: loads the catalogue, opens the session, shows a view per route.
import { show } from "/assets/recommendations.js"
import * as catalogue from "./catalogue.js"
import * as store from "./store.js"
import { refreshFrame, listenToFrame } from "./frame.js"
import { navigate, start } from "./router.js"
import { front } from "./views/front.js"
import { category, search } from "./views/listing.js"
import { product } from "./views/product.js"
import { cart } from "./views/cart.js"
import { checkout, order } from "./views/checkout.js"
import { account } from "./views/account.js"
import { notFound } from "./views/notfound.js"

const ROUTES = [
  ["/spa", front],
  ["/spa/category/:slug", category],
  ["/spa/search", search],
  ["/spa/product/:id", product],
  ["/spa/cart", cart],
  ["/spa/checkout", checkout],
  ["/spa/order/:number", order],
  ["/spa/login", account],
  ["*", notFound],
]

// Null when the library is blocked or missing: the shop then sells without it.
const library = import("./session.js").then(session => {
  session.open()
  return session
}).catch(() => null)

const main = document.querySelector("#main")
const place = document.querySelector("#view")
let open = null
let arrivals = 0

try {
  await catalogue.load()
  listenToFrame()
  store.subscribe(storeChanged)
  start(ROUTES, arrive)
} catch {
  place.textContent = "The shop could not be loaded. Please try again in a moment."
}

// One action a route: `load()` here and nowhere else.
function arrive({ view, params, query }, { first, y }) {
  const found = view(params, query) ?? notFound(params, query)
  if (found.redirect) return navigate(found.redirect)
  open = found
  render()
  document.title = `${open.title} · Alder & Row`
  scrollTo(0, y)
  if (!first) (place.querySelector("[data-focus], h1") ?? main).focus({ preventScroll: true })
  const arrival = ++arrivals
  ask(session => session.view(found.act), () => arrival === arrivals)
}

// Puts a view on the page; its recommendations come later.
function render() {
  place.innerHTML = String(open.body())
  place.querySelector("h1")?.setAttribute("tabindex", "-1")
  refreshFrame(open)
  open.ready?.(place, { ask, rerender })
}

// What is on screen stays what it was, prices and recommendations change.
function storeChanged(what) {
  refreshFrame(open)
  if (what === "cart") ask(session => session.cartChanged())
  if (what === "currency") {
    const arrival = arrivals
    rerender()
    ask(session => session.viewAgain(open.act), () => arrival === arrivals)
  }
}

// Draws the open view anew and leaves the focus where it was.
function rerender() {
  const focused = document.activeElement?.id
  const kept = new Map([...place.querySelectorAll(".nosto_element")].map(slot => [slot.id, slot.closest(".reco") ?? slot]))
  render()
  for (const [id, row] of kept) {
    const slot = place.querySelector(`[id="${id}"]`)
    if (slot) (slot.closest(".reco") ?? slot).replaceWith(row)
  }
  if (focused && focused !== "main") (document.getElementById(focused) ?? place.querySelector("h1"))?.focus()
}

/** Runs `request` with the library, if there is one; shows what it brings if it is still wanted. */
async function ask(request, wanted = () => false) {
  const response = await library.then(session => session && request(session)).catch(() => null)
  if (wanted()) show(response, { root: place, href: id => `/spa/product/${encodeURIComponent(id)}` })
}
