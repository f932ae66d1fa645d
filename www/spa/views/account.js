import { formatMinor } from "/assets/money.js"
import * as store from "../store.js"
import { html } from "../html.js"
import { field, newsletter, onForm, personProblems, problemSummary } from "../form.js"
import { navigate } from "../router.js"

export function account() {
  return store.read().customer ? loggedIn() : loggedOut()
}

function loggedIn() {
  const { customer } = store.read()
  return {
    title: "Your account",
    act: session => session.viewOther(),
    body: () => html`
      <div class="stack narrow">
        <h1>Hello, ${customer.first_name}</h1>
        <p>Logged in as ${customer.email}${customer.newsletter && ", with our newsletter"}.</p>
        ${orders(store.read().orders)}
        <button class="button quiet" type="button" data-test="log-out">Log out</button>
      </div>`,
    ready: place => place.querySelector("[data-test=log-out]").addEventListener("click", () => {
      store.logOut()
      navigate("/spa/")
    }),
  }
}

function orders(list) {
  if (!list.length) return html`<p class="muted">No orders yet.</p>`
  return html`<h2>Your orders</h2><ul class="mini">${[...list].reverse().map(order => html`
    <li class="order-row"><a class="number" href="/spa/order/${order.number}">${order.number}</a><span>${formatMinor(order.total, order.currency)}</span></li>`)}</ul>`
}

function loggedOut() {
  let values = {}
  let problems = {}
  return {
    title: "Log in",
    act: session => session.viewOther(),
    body: () => html`
      <div class="narrow stack">
        <h1>Log in</h1>
        <p class="muted">A demonstration: any name and address will do, and there is no password.</p>
        ${problemSummary(problems)}
        <form class="form" id="login" novalidate>
          <div class="pair">
            ${field({ name: "first_name", label: "First name", autocomplete: "given-name", required: true }, values, problems)}
            ${field({ name: "last_name", label: "Last name", autocomplete: "family-name" }, values, problems)}
          </div>
          ${field({ name: "email", label: "E-mail", type: "email", autocomplete: "email", required: true }, values, problems)}
          ${newsletter(values.newsletter)}
          <button class="button" type="submit" data-test="log-in">Log in</button>
        </form>
      </div>`,
    ready: (place, { rerender }) => onForm(place.querySelector("#login"), {
      typed: typed => { values = typed },
      submitted: () => {
        problems = personProblems(values)
        if (Object.keys(problems).length) {
          rerender()
          place.querySelector("[data-focus]").focus()
          return
        }
        store.logIn(values)
        navigate(store.read().cart.length ? "/spa/cart" : "/spa/login")
      },
    }),
  }
}
