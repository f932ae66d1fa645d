import { formatMinor } from "/assets/money.js"
import * as store from "../store.js"
import { announce } from "../frame.js"
import { html } from "../html.js"
import { freeDeliveryFrom, priced } from "../cart.js"
import { recommendations, sums, variantPicture } from "../parts.js"

export function cart() {
  // Nothing goes with nothing: an empty cart asks for no companions.
  const empty = !priced(store.read()).lines.length
  return {
    title: "Cart",
    act: session => empty ? session.viewCart() : session.viewCart().setPlacements(["cart-1"]),
    body: () => html`
      <h1>Your cart</h1>
      <div id="cart">${contents(priced(store.read()))}</div>
      ${!empty && recommendations("cart-1", "Goes well with these")}`,
    ready: (place, { rerender }) => place.querySelector("#cart").addEventListener("click", event => {
      const button = event.target.closest("[data-sku-quantity]")
      if (!button) return
      store.setQuantity(button.dataset.sku, Number(button.dataset.skuQuantity))
      rerender()
      const { total, currency } = priced(store.read())
      announce(`Cart updated. Total ${formatMinor(total, currency)}.`)
    }),
  }
}

function contents(cart) {
  if (!cart.lines.length) {
    return html`<div class="empty" data-test="cart-empty"><p>There is nothing in it yet.</p><a class="button" href="/spa/">Look around</a></div>`
  }
  return html`
    <div class="split">
      <ul class="lines" aria-label="Cart lines">${cart.lines.map(line => row(line, cart.currency))}</ul>
      <section class="summary" aria-labelledby="summary">
        <h2 id="summary">Summary</h2>
        ${sums(cart)}
        ${cart.delivery > 0 && html`<p class="small muted">Delivery is free from ${formatMinor(freeDeliveryFrom(cart.currency), cart.currency)}: ${formatMinor(freeDeliveryFrom(cart.currency) - cart.subtotal, cart.currency)} to go.</p>`}
        <a class="button wide" href="/spa/checkout" data-test="checkout">Go to checkout</a>
      </section>
    </div>`
}

function row({ product, variant, quantity, unit, total }, currency) {
  const page = `/spa/product/${product.id}?sku=${variant.id}`
  const what = `${product.name}, ${variant.name}`
  const button = (amount, attributes, text) => html`<button type="button" data-sku="${variant.id}" data-sku-quantity="${amount}" ${attributes}>${text}</button>`
  return html`
    <li class="line" data-test="cart-line" data-sku="${variant.id}">
      <a class="line-picture" href="${page}" tabindex="-1" aria-hidden="true">${variantPicture(product.id, variant.name, 112)}</a>
      <div class="line-body">
        <div class="line-top">
          <div><a href="${page}">${product.name}</a><p class="muted small">${variant.name} · ${formatMinor(unit, currency)}</p></div>
          <p class="line-total" data-test="line-total">${formatMinor(total, currency)}</p>
        </div>
        <div class="line-controls">
          <div class="stepper" role="group" aria-label="Quantity of ${what}">
            ${button(quantity - 1, html`id="less-${variant.id}" aria-label="One less: ${what}" data-test="less"`, "−")}
            <output data-test="line-quantity">${quantity}</output>
            ${button(quantity + 1, html`id="more-${variant.id}" aria-label="One more: ${what}" data-test="more" ${quantity >= 20 && html`disabled`}`, "+")}
          </div>
          ${button(0, html`class="plain small" id="remove-${variant.id}" aria-label="Remove ${what}" data-test="remove"`, "Remove")}
        </div>
      </div>
    </li>`
}
