// The parts of the page around the view: navigation, search, currency, account, cart count.
import { formatMinor } from "/assets/money.js"
import * as catalogue from "./catalogue.js"
import * as store from "./store.js"
import { freeDeliveryFrom, priced } from "./cart.js"
import { html } from "./html.js"
import { navigate } from "./router.js"

const find = selector => document.querySelector(selector)

/** Wires the search form and the currency buttons, once. */
export function listenToFrame() {
  find("[data-search]").addEventListener("submit", event => {
    event.preventDefault()
    navigate(`/spa/search?q=${encodeURIComponent(find("#q").value.trim())}`)
  })
  for (const button of document.querySelectorAll("[data-currency]")) {
    button.addEventListener("click", () => store.setCurrency(button.value))
  }
  find("[data-footer-categories]").innerHTML = String(html`${catalogue.categories().slice(0, 5).map(link)}`)
  find("[data-categories]").innerHTML = String(html`${catalogue.categories().map(link)}`)
}

const link = ({ slug, name }) => html`<li><a href="/spa/category/${slug}">${name}</a></li>`

/** Brings the frame up to date with the store and the open view. */
export function refreshFrame(view) {
  const { currency, customer } = store.read()
  const { count } = priced(store.read())
  const badge = find("[data-cart-count]")
  badge.textContent = count
  badge.hidden = count === 0
  find("[data-account-name]").textContent = customer ? customer.first_name : "Log in"
  find("[data-free-delivery]").textContent = `Free delivery from ${formatMinor(freeDeliveryFrom(currency), currency).replace(/\.00$/, "")}, returns for sixty days`
  for (const button of document.querySelectorAll("[data-currency]")) button.setAttribute("aria-pressed", String(button.value === currency))
  for (const each of document.querySelectorAll("[data-categories] a")) {
    if (view?.category && each.pathname === `/spa/category/${view.category}`) each.setAttribute("aria-current", "page")
    else each.removeAttribute("aria-current")
  }
  if (view) find("#q").value = view.query ?? ""
}

/** Says something to assistive technology without moving the focus. */
export function announce(text) {
  find("#live").textContent = text
}
