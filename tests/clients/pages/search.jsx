/** A results page, a category page and suggestions with `@nosto/search-js` and its hooks. */
import { render } from "preact"
import { useEffect, useState } from "preact/hooks"
import { addToCart, search } from "@nosto/search-js"
import { getCurrencyFormatting, priceDecorator } from "@nosto/search-js/currencies"
import { CategoryPageProvider } from "@nosto/search-js/preact/category"
import {
  useActions, useFacet, useFacets, useLoadMore, useNostoAppState, usePagination, usePersonalization, useProductFilters, useRange,
  useResponse, useSort,
} from "@nosto/search-js/preact/hooks"
import { SearchPageProvider, SerpElement } from "@nosto/search-js/preact/serp"

const SIZE = 4
const sorts = [
  { id: "relevance", value: { sort: [] } },
  { id: "cheapest", value: { sort: [{ field: "price", order: "asc" }] } },
  { id: "dearest", value: { sort: [{ field: "price", order: "desc" }] } },
]

function Form() {
  const { newSearch } = useActions()
  const [suggestions, setSuggestions] = useState([])
  async function suggest({ target }) {
    const found = await search({ query: target.value, products: { size: 3, fields: ["productId", "name"] } }, { track: "autocomplete" })
    setSuggestions(found.products.hits)
  }
  function submit(event) {
    event.preventDefault()
    const query = new FormData(event.target).get("q")
    window.nostojs(api => api.recordSearchSubmit(query))
    newSearch({ query, products: { size: SIZE, from: 0 } })
  }
  return (
    <form onSubmit={submit}>
      <input name="q" onInput={suggest} />
      <button>Search</button>
      <ul id="suggestions">{suggestions.map(hit => <li key={hit.productId}>{hit.name}</li>)}</ul>
    </form>
  )
}

function Facet({ facet }) {
  const { toggleProductFilter } = useFacet(facet)
  return (
    <fieldset id={`facet-${facet.id}`}>
      <legend>{facet.name}</legend>
      {facet.data.map(({ value, count, selected }) => (
        <label key={value}>
          <input type="checkbox" value={value} checked={selected} onChange={() => toggleProductFilter(facet.field, value, !selected)} />
          {value} ({count})
        </label>
      ))}
    </fieldset>
  )
}

function Price() {
  const { min, max, range, updateRange } = useRange("price")
  return (
    <p>
      <span id="price">{min}–{max}</span>
      <button id="cheap" onClick={() => updateRange([min, Math.ceil((min + max) / 2)])}>Below {(min + max) / 2}, now {range.join("–")}</button>
    </p>
  )
}

function Results() {
  const { products } = useResponse()
  const { facets } = useFacets()
  const { loading } = useNostoAppState(({ loading }) => ({ loading }))
  const { activeSort, setSort } = useSort(sorts)
  const { pages, totalPages } = usePagination({ width: 5 })
  const { filters, removeAll } = useProductFilters()
  const { updateSearch } = useActions()
  const { loadMore } = useLoadMore(SIZE)
  return (
    <main data-loading={loading}>
      <output>{products.total} found</output>
      <select value={activeSort} onChange={({ target }) => setSort(target.value)}>{sorts.map(({ id }) => <option key={id} value={id}>{id}</option>)}</select>
      {facets.filter(({ type }) => type === "terms").map(facet => <Facet key={facet.id} facet={facet} />)}
      <Price />
      <p id="filters">{filters.map(filter => <button key={filter.value} onClick={filter.remove}>{filter.name}: {filter.value}</button>)}</p>
      <button id="no-filters" onClick={removeAll}>All</button>
      <ol>
        {products.hits.map(hit => (
          <li key={hit.productId} data-product={hit.productId} data-price={hit.price}>
            <SerpElement as="a" hit={hit} componentProps={{ href: "#clicked" }}>{hit.name}</SerpElement> <b>{hit.priceText}</b>
            <button onClick={() => addToCart("serp", { productId: hit.productId, skuId: hit.skus?.[0]?.id }, 2)}>Add to cart</button>
          </li>
        ))}
      </ol>
      <nav>{pages.map(({ page, from, current }) => <button key={page} aria-current={current ? "page" : undefined} onClick={() => updateSearch({ products: { from } })}>{page}</button>)}</nav>
      <span id="pages">{totalPages}</span>
      <button id="more" onClick={loadMore}>More</button>
    </main>
  )
}

/** What is known of the shopper, asked again when the test says that there is more to know. */
function Personal() {
  const { segments, boost } = usePersonalization()
  return <aside id="personal">{segments.length} segments, {boost.map(({ field, value }) => `${field}: ${value}`).join("; ")}</aside>
}

function Category() {
  const { newSearch } = useActions()
  useEffect(() => void newSearch({ products: { categoryPath: "/Women/Dresses", size: SIZE, from: 0 } }), [])
  return <Results />
}

window.money = amount => getCurrencyFormatting().formatCurrency(amount, "EUR")
// Failures as a shop would see them.
window.ask = (query, options) => search(query, options).then(result => ({ result }), error => ({ status: error.status, message: error.message }))

const query = new URLSearchParams(location.search)
const config = { search: { hitDecorators: [priceDecorator()] }, defaultCurrency: "EUR" }

render(
  query.get("page") === "category"
    ? <CategoryPageProvider config={config}><Category /></CategoryPageProvider>
    : <SearchPageProvider config={config}><Form /><Results /><Personal /></SearchPageProvider>,
  document.getElementById("app"),
)
