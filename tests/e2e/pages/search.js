// The search page of a shop, as its developer would write it. `?q=` is a search that came from another page's form.
const size = 4
const state = { query: "", from: 0, sort: undefined, filter: undefined }
const byId = id => document.getElementById(id)

window.events = []
window.nostojs(api => {
  for (const name of ["searchsuccess", "searchfailure", "searchimpression", "searchclick", "searchaddtocart"]) {
    api.listen(name, payload => window.events.push([name, payload]))
  }
})

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function show({ query, products }) {
  byId("total").textContent = `${products.total} of ${query}`
  byId("facets").replaceChildren(...products.facets.filter(facet => facet.id === "brand").flatMap(facet => facet.data.map(({ value, count, selected }) => {
    const button = element("button", { textContent: `${value} (${count})`, value })
    button.setAttribute("aria-pressed", selected)
    button.onclick = () => change({ from: 0, filter: [{ field: facet.field, value: [value] }] })
    return element("li", {}, button)
  })))
  byId("results").replaceChildren(...products.hits.map(hit => {
    const link = element("a", { href: hit.url, textContent: `${hit.name} ${hit.priceText}` })
    link.onclick = () => { window.nostojs(api => api.recordSearchClick("serp", hit)) }
    const buy = element("button", { textContent: "Add to cart" })
    buy.onclick = () => { window.nostojs(api => api.recordSearchAddToCart("serp", hit)) }
    const item = element("li", {}, link, buy)
    item.dataset.product = hit.productId
    item.dataset.price = hit.price
    return item
  }))
}

window.change = function change(changes) {
  Object.assign(state, changes)
  const { query, from, sort, filter } = state
  const products = { size, from, sort, filter, facets: ["*"], fields: ["name", "url", "price", "priceText"] }
  return window.nostojs(api => api.search({ query, products }, { track: "serp", redirect: true })).then(show)
}

byId("form").onsubmit = event => {
  event.preventDefault()
  const query = byId("text").value
  window.nostojs(api => api.recordSearchSubmit(query))
  change({ query, from: 0, sort: undefined, filter: undefined })
}
byId("cheap").onclick = () => change({ from: 0, sort: [{ field: "price", order: "asc" }] })
byId("more").onclick = () => change({ from: state.from + size })

const query = new URLSearchParams(location.search).get("q")
if (query) change({ query })
