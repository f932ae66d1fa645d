/** A shop with every component of `@nosto/nosto-react`: a route each, and links between them. */
import { useEffect, useState } from "react"
import { createRoot } from "react-dom/client"
import {
  Nosto404, NostoCategory, NostoCheckout, NostoHome, NostoOrder, NostoOther, NostoPlacement, NostoProduct, NostoProvider,
  NostoSearch, NostoSession,
} from "@nosto/nosto-react"

const query = new URLSearchParams(location.search)
const account = query.get("account") ?? "alpha"

const line = { productId: "linen-column-dress", skuId: "linen-column-dress-ink-m", name: "Linen Column Dress", unitPrice: 129.5, priceCurrencyCode: "EUR", quantity: 2 }
const order = {
  externalOrderRef: "ref-7",
  info: { orderNumber: "R-1007", email: "ada@example.com", firstName: "Ada", lastName: "Test", country: "FI", phone: "1", postCode: "00100", type: "order" },
  items: [{ productId: "linen-column-dress", skuId: "linen-column-dress-ink-m", name: "Linen Column Dress", quantity: 2, unitPrice: 129.5, priceCurrencyCode: "EUR" }],
}

/** What each route holds, and the components that tell of it. */
const routes = {
  home: [["home-1", "banner-1"], <NostoHome key="home" />],
  category: [["category-1"], <NostoCategory key="category" category="/Women/Dresses" />],
  product: [["product-3"], <NostoProduct key="product" product="linen-column-dress" />],
  clicked: [["product-3"], <NostoProduct key="clicked" product="linen-column-dress" reference="home-1-bestsellers" />],
  variant: [["product-3"], <NostoProduct key="variant" tagging={{ product_id: "linen-column-dress", selected_sku_id: "linen-column-dress-ink-m" }} />],
  search: [["search-1"], <NostoSearch key="search" query="linen dress" />],
  cart: [["cart-1"], <NostoCheckout key="cart" placements={["cart-1"]} />],
  order: [["order-1"], <NostoOrder key="order" order={order} />],
  notfound: [["notfound-1"], <Nosto404 key="notfound" />],
  other: [["other-1"], <NostoOther key="other" />],
}

function Recommendation({ nostoRecommendation: { title, products, result_id } }) {
  return (
    <section data-result={result_id}>
      <h2>{title}</h2>
      <ul>{products.map(product => <li key={product.product_id}><a href={product.url}>{product.name}</a> <b>{product.price_text}</b></li>)}</ul>
    </section>
  )
}

function Shop() {
  const [route, setRoute] = useState(query.get("route") ?? "home")
  const [cart, setCart] = useState()
  const [customer, setCustomer] = useState()
  const [placements, teller] = routes[route]
  useEffect(() => {
    window.go = name => {
      history.pushState(null, "", `?${new URLSearchParams({ ...Object.fromEntries(query), route: name })}`)
      setRoute(name)
    }
  }, [])
  return (
    <>
      {query.get("session") && <NostoSession cart={cart} customer={customer} />}
      <button id="add" onClick={() => setCart({ items: [line] })}>Add</button>
      <button id="more" onClick={() => setCart({ items: [{ ...line, quantity: 3 }] })}>One more</button>
      <button id="login" onClick={() => setCustomer({ email: "ada@example.com", firstName: "Ada", lastName: "Test", customerReference: "ref-of-ada" })}>Log in</button>
      <main key={route}>
        <h1>{route}</h1>
        {placements.map(id => <NostoPlacement key={id} id={id} pageType={route} />)}
        {teller}
      </main>
    </>
  )
}

/** Ignores the address of the hosted service and loads the script from this server. */
function scriptLoader(address, { attributes = {} } = {}) {
  window.askedFor = address
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = `/include/${account}`
    script.onload = () => resolve()
    script.onerror = reject
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
    document.body.append(script)
  })
}

const loading = query.get("load") === "loader" ? { scriptLoader } : { loadScript: false }
const json = query.get("mode") === "json" ? { recommendationComponent: <Recommendation /> } : {}
const currency = query.get("currency") ? { multiCurrency: true, currentVariation: query.get("currency") } : {}

createRoot(document.getElementById("app")).render(
  <NostoProvider account={account} {...loading} {...json} {...currency}>
    <Shop />
  </NostoProvider>,
)
