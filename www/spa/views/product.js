import { bindVariants } from "/assets/variants.js"
import * as catalogue from "../catalogue.js"
import * as store from "../store.js"
import { announce } from "../frame.js"
import { html } from "../html.js"
import { freeDeliveryFrom } from "../cart.js"
import { crumbs, icon, pictureAddress, price, priceTag, rating, recommendations } from "../parts.js"

export function product({ id }, query) {
  const product = catalogue.product(id)
  if (!product) return null
  const asked = product.variants.find(variant => variant.id === query.get("sku"))
  const result = query.get("nosto")
  const shelf = catalogue.category(product.category)
  let chosen = asked ?? product.variants.find(variant => variant.available)
  return {
    title: product.name,
    category: product.category,
    act: session => {
      const view = asked ? session.viewProductSku(id, asked.id) : session.viewProduct(id)
      return (result ? view.setRef(id, result) : view).setPlacements(["product-1", "product-2"])
    },
    body: () => html`
      ${crumbs([["/spa/", "Front page"], [`/spa/category/${product.category}`, shelf.name]], product.name)}
      ${details(product, chosen)}
      ${recommendations("product-1", "Often looked at together")}
      ${recommendations("product-2", "Often bought together")}`,
    ready: (place, { ask }) => {
      const form = place.querySelector("#buy")
      bindVariants(form, product.variants, variant => {
        chosen = variant
        place.querySelector(".product-price [data-price]").textContent = price(variant.price)
        const picture = place.querySelector("[data-picture]")
        const address = pictureOf(product, variant)
        if (picture.getAttribute("src") !== address) picture.src = address
      })
      form.addEventListener("submit", event => {
        event.preventDefault()
        store.addToCart(id, chosen.id, Number(place.querySelector("#quantity").value) || 1)
        if (result) ask(session => session.addedFrom(id, result))
        place.querySelector("[data-added]").hidden = false
        announce(`${product.name}, ${chosen.name}: in your cart.`)
      })
    },
  }
}

function details(product, chosen) {
  const { currency } = store.read()
  return html`
    <article class="product" data-test="product-page" data-product="${product.id}">
      <div class="product-picture"><img data-picture src="${pictureOf(product, chosen)}" alt="${product.name}" width="800" height="800" fetchpriority="high"></div>
      <div class="product-info">
        <div class="product-head">
          <p class="product-brand">${product.brand}</p>
          <h1>${product.name}</h1>
          ${rating(product)}
          <p class="product-price">${priceTag(chosen.price, product.list_price)}</p>
        </div>
        <p class="prose">${product.description}</p>
        <form class="buy" id="buy">
          ${options(product).map(([label, values]) => html`
            <fieldset><legend class="legend">${label}</legend><div class="options">${values.map(value => chip(label, value, chosen))}</div></fieldset>`)}
          <p class="buy-note" data-note aria-live="polite"></p>
          <div class="buy-row">
            <div class="field"><label for="quantity">How many</label><input class="input" id="quantity" type="number" name="quantity" value="1" min="1" max="20" inputmode="numeric" data-test="quantity"></div>
            <button class="button" type="submit" data-test="add-to-cart">Add to cart</button>
          </div>
          <p class="message" data-added data-test="notice" hidden>In your cart. <a href="/spa/cart" data-test="to-cart">See the cart</a></p>
        </form>
        <ul class="facts">
          <li>${icon("parcel")}Free delivery from ${price({ [currency]: freeDeliveryFrom(currency) })}</li>
          <li>${icon("back")}Sixty days to send it back</li>
          <li>${icon("spool")}Repairs for five years</li>
        </ul>
      </div>
    </article>`
}

function chip(label, value, chosen) {
  const checked = chosen.options.some(([name, picked]) => name === label && picked === value)
  return html`<label class="chip"><input type="radio" name="option.${label}" value="${value}" ${checked && html`checked`} required><span>${value}</span></label>`
}

/** Option labels with their values, in the order of the variants. */
function options(product) {
  const values = new Map()
  for (const [label, value] of product.variants.flatMap(variant => variant.options)) {
    if (!values.has(label)) values.set(label, new Set())
    values.get(label).add(value)
  }
  return [...values].map(([label, set]) => [label, [...set]])
}

function pictureOf(product, variant) {
  return pictureAddress(product.id, variant.options.find(([label]) => label === "Colour")?.[1])
}
