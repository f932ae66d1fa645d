import * as store from "../store.js"
import { html } from "../html.js"
import { field, newsletter, onForm, personProblems, problemSummary } from "../form.js"
import { placeOrder, priced, toSessionOrder } from "../cart.js"
import { icon, miniLines, recommendations, sums } from "../parts.js"
import { navigate } from "../router.js"

const COUNTRIES = { AT: "Austria", FI: "Finland", FR: "France", DE: "Germany", NL: "Netherlands", SE: "Sweden", GB: "United Kingdom", US: "United States" }
const PAYMENTS = { invoice: "Invoice, thirty days", card: "Card at the door" }
const NEEDED = { street: "Enter a street and number.", post_code: "Enter a postal code.", city: "Enter a town." }

export function checkout() {
  if (!priced(store.read()).lines.length) return { redirect: "/spa/cart" }
  let values = { ...store.read().customer }
  let problems = {}
  return {
    title: "Checkout",
    // Checkout steps are cart views for the session library: there is no view of their own.
    act: session => session.viewCart(),
    body: () => html`
      <h1>Checkout</h1>
      ${problemSummary(problems)}
      <div class="split">
        ${addressForm(values, problems)}
        <section class="summary" aria-labelledby="summary"><h2 id="summary">Your order</h2>${miniLines(priced(store.read()))}${sums(priced(store.read()))}</section>
      </div>`,
    ready: (place, { rerender }) => onForm(place.querySelector("#checkout"), {
      typed: typed => { values = typed },
      submitted: () => {
        problems = checkoutProblems(values)
        if (Object.keys(problems).length) {
          rerender()
          place.querySelector("[data-focus]").focus()
          return
        }
        const order = placeOrder(priced(store.read()), values)
        store.keepOrder(order)
        navigate(`/spa/order/${order.number}`)
      },
    }),
  }
}

function checkoutProblems(values) {
  const missing = Object.entries(NEEDED).filter(([name]) => !values[name])
  return { ...personProblems(values), ...Object.fromEntries(missing) }
}

function addressForm(values, problems) {
  const input = (name, label, more) => field({ name, label, ...more }, values, problems)
  const country = values.country ?? "FI"
  const payment = values.payment ?? "invoice"
  return html`
    <form class="form" id="checkout" novalidate>
      <div class="form-section">
        <h2>Who is it for?</h2>
        ${input("email", "E-mail", { type: "email", autocomplete: "email", required: true })}
        <div class="pair">
          ${input("first_name", "First name", { autocomplete: "given-name", required: true })}
          ${input("last_name", "Last name", { autocomplete: "family-name" })}
        </div>
        ${input("phone", "Telephone", { type: "tel", autocomplete: "tel" })}
        ${newsletter(values.newsletter)}
      </div>
      <div class="form-section">
        <h2>Where does it go?</h2>
        ${input("street", "Street and number", { autocomplete: "street-address", required: true })}
        <div class="pair">
          ${input("post_code", "Postal code", { autocomplete: "postal-code", required: true })}
          ${input("city", "Town", { autocomplete: "address-level2", required: true })}
        </div>
        <div class="field"><label for="country">Country</label>
          <select class="input" id="country" name="country" autocomplete="country">${Object.entries(COUNTRIES).map(([code, name]) => html`<option value="${code}" ${code === country && html`selected`}>${name}</option>`)}</select>
        </div>
      </div>
      <div class="form-section"><fieldset>
        <legend>How will you pay?</legend>
        <div class="choices">${Object.entries(PAYMENTS).map(([name, text]) => html`<label class="choice"><input type="radio" name="payment" value="${name}" ${name === payment && html`checked`}>${text}</label>`)}</div>
      </fieldset></div>
      <button class="button" type="submit" data-test="place-order">Place the order</button>
      <p class="small muted">Nothing is charged and nothing is sent: this shop is a demonstration.</p>
    </form>`
}

// A reload reports the order again; the back end counts an order number once.
export function order({ number }) {
  const order = store.read().orders.find(order => order.number === number)
  if (!order) return null
  const { first_name, street, post_code, city } = order.contact
  return {
    title: "Thank you",
    act: session => session.addOrder(toSessionOrder(order)).setPlacements(["order-1"]),
    body: () => html`
      <div class="split">
        <div class="stack">
          <div class="thanks" data-test="order-thanks">
            ${icon("done")}
            <h1>Thank you, ${first_name}</h1>
            <p>Your order <strong class="number" data-test="order-number">${number}</strong> is with us.</p>
          </div>
          <p class="muted">It would go to ${street}, ${post_code} ${city}, if this were a real shop.</p>
          <a class="button quiet" href="/spa/">Back to the shop</a>
        </div>
        <section class="summary" aria-labelledby="summary"><h2 id="summary">What you ordered</h2>${miniLines(order)}${sums(order)}</section>
      </div>
      ${recommendations("order-1", "For next time")}`,
  }
}
