import * as catalogue from "../catalogue.js"
import * as store from "../store.js"
import { html } from "../html.js"
import { crumbs, grid, recommendations } from "../parts.js"

const ORDERS = { "": "Our choice", cheapest: "Lowest price", dearest: "Highest price", rating: "Best rated" }

export function category({ slug }) {
  const shelf = catalogue.category(slug)
  if (!shelf) return null
  let order = ""
  return {
    title: shelf.name,
    category: slug,
    act: session => session.viewCategory(shelf.path).setPlacements(["category-1"]),
    body: () => {
      const products = sorted(catalogue.inCategory(slug), order)
      return html`
        ${crumbs([["/spa/", "Front page"]], shelf.name)}
        <div class="listing-head">
          <div><h1>${shelf.name}</h1><p>${products.length} products</p></div>
          <div class="sort"><label for="sort">Sort by</label>
            <select class="input" id="sort" data-test="sort">${Object.entries(ORDERS).map(([value, name]) => html`<option value="${value}" ${value === order && html`selected`}>${name}</option>`)}</select>
          </div>
        </div>
        ${grid(products)}
        ${recommendations("category-1", "Most wanted on this shelf")}`
    },
    ready: (place, { rerender }) => place.querySelector("#sort").addEventListener("change", event => {
      order = event.target.value
      rerender()
    }),
  }
}

function sorted(products, order) {
  const { currency } = store.read()
  const by = {
    cheapest: (one, other) => one.price[currency] - other.price[currency],
    dearest: (one, other) => other.price[currency] - one.price[currency],
    rating: (one, other) => other.rating - one.rating || other.reviews - one.reviews,
  }[order]
  return by ? products.sort(by) : products
}

export function search(_params, query) {
  const terms = (query.get("q") ?? "").trim().slice(0, 100)
  const found = catalogue.search(terms)
  return {
    title: terms ? `Search: ${terms}` : "Search",
    query: terms,
    act: session => (terms ? session.viewSearch(terms) : session.viewOther()).setPlacements(["search-1"]),
    body: () => html`
      <div class="listing-head"><div>
        ${terms
          ? html`<h1>“${terms}”</h1><p data-test="result-count">${found.length} ${found.length === 1 ? "product" : "products"}</p>`
          : html`<h1>Search</h1><p>Type what you look for into the field above.</p>`}
      </div></div>
      ${terms && !found.length && html`<p class="prose">Nothing matches. Try a material such as linen, a colour, or a thing: mug, lamp, jumper.</p>`}
      ${grid(found)}
      ${recommendations("search-1", "Others who searched chose")}`,
  }
}
