/** The theme of the sample store: it draws the page that the address names. It knows nothing of vitrine but its placement. */
(function () {
  const { data, kind, handle, product, category, post, changeVariant } = window.platform
  const money = cents => (cents / 100).toLocaleString("es-AR", { style: "currency", currency: data.store.currency })
  const link = (path, text, test) => `<a href="/tienda/${path}" data-test="${test}">${text}</a>`

  const pages = {
    "": ["home", home],
    productos: ["product", productPage],
    search: ["search", search],
    comprar: ["cart", cartPage],
    account: ["account-login", account],
    checkout: [`checkout`, handle === "success" ? thanks : checkout],
  }
  const [template, draw] = category ? ["category", listing] : pages[kind] ?? ["404", missing]
  document.body.className = `template-${template}`
  document.body.insertAdjacentHTML("beforeend", `<nav>${link("", "Tienda de muestra", "home")}
    ${data.categories.map(({ handle, name }) => link(`${handle}/`, name, `category-${handle}`)).join("")}
    ${link("comprar/", "Carrito", "cart")}${link("account/", LS.customer ? "Mi cuenta" : "Ingresar", "account")}
    <form action="/tienda/search/"><input name="q" aria-label="Buscar" placeholder="Buscar"></form></nav>
    <main>${draw()}</main><section class="nosto_element" id="${{ home: "home-1", product: "product-1", cart: "cart-1" }[template] ?? "other-1"}"></section>`)
  bind()

  function grid(products) {
    return `<ul class="grid">${products.map(product => `<li>${link(`productos/${product.handle}/`, product.name, `product-${product.handle}`)}</li>`).join("")}</ul>`
  }

  function home() {
    return `<h1>Bienvenidos</h1>${grid(data.products)}`
  }

  function listing() {
    return `<h1>${category.name}</h1>${grid(data.products.filter(product => product.category === category.id))}`
  }

  function search() {
    const wanted = new URLSearchParams(location.search).get("q") ?? ""
    return `<h1>Resultados</h1>${grid(data.products.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())))}`
  }

  function productPage() {
    const options = product.variants.map(({ id, options }) => `<option value="${id}">${options.join(", ") || product.name}</option>`)
    return `<h1>${product.name}</h1><p class="price" data-test="price"></p>
      <form id="product_form" data-test="product-form"><select name="variant" aria-label="Variante" data-test="variant">${options.join("")}</select>
      <button data-test="add">Agregar al carrito</button></form><p role="status" data-test="status"></p>`
  }

  function cartPage() {
    const rows = LS.cart.items.map(({ id, name, unit_price, quantity }) => `<tr><td>${name}</td><td>${money(unit_price)}</td>
      <td><input type="number" min="0" size="3" aria-label="Cantidad" value="${quantity}" data-line="${id}" data-test="quantity-${id}"></td></tr>`)
    return `<h1>Carrito</h1><table>${rows.join("")}</table><p data-test="subtotal">${money(LS.cart.subtotal)}</p>${link("checkout/start/", "Iniciar compra", "checkout")}`
  }

  function account() {
    return `<h1>Cuenta</h1><button data-test="${LS.customer ? "log-out" : "log-in"}">${LS.customer ? "Salir" : "Ingresar"}</button>`
  }

  function checkout() {
    return `<h1>Checkout</h1><p data-test="subtotal">${money(LS.cart.subtotal)}</p><button data-test="place-order">Realizar pedido</button>`
  }

  function thanks() {
    return `<h1>Gracias</h1><p>Pedido <span data-test="order-number">${LS.order?.number ?? ""}</span></p>`
  }

  function missing() {
    return "<h1>No encontramos esta página</h1>"
  }

  function on(name, type, act) {
    document.querySelector(`[data-test=${name}]`)?.addEventListener(type, event => (event.preventDefault(), act(event)))
  }

  function bind() {
    const chosen = () => product.variants.find(({ id }) => id === Number(document.querySelector("[data-test=variant]").value))
    const price = () => (document.querySelector("[data-test=price]").textContent = chosen().price === null ? "Consultar" : money(chosen().price))
    if (product) price()
    on("variant", "change", () => (price(), changeVariant(chosen(), "#product_form")))
    on("product-form", "submit", async () => {
      const variation = Object.fromEntries(chosen().options.map((option, index) => [`variation[${index}]`, option]))
      await post("/comprar/", { add_to_cart: product.id, quantity: 1, add_to_cart_enhanced: 1, ...variation })
      document.querySelector("[data-test=status]").textContent = "Agregado"
    })
    for (const input of document.querySelectorAll("[data-line]")) {
      input.addEventListener("change", () => post("/cart/update/", { [`quantity[${input.dataset.line}]`]: input.value }))
    }
    on("log-in", "click", () => sign("1077; path=/"))
    on("log-out", "click", () => sign("; path=/; max-age=0"))
    on("place-order", "click", order)
  }

  function sign(value) {
    document.cookie = `store_login_session=${value}`
    location.reload()
  }

  /** The platform takes the cart away and names the order; both happen on the way to the next page. */
  function order() {
    const { subtotal } = LS.cart
    const number = 100 + Math.floor(Math.random() * 1e6)
    const placed = { id: 871254203 + number, number, hash: "9f2c", created_at: "2026-11-20T10:00:00-03:00", coupon: [], discount: 1000, total: subtotal - 1000 + 250000, total_in_usd: 1, gateway: "mercadopago" }
    document.cookie = `last_order=${encodeURIComponent(JSON.stringify(placed))}; path=/`
    document.cookie = "store_session_payload=; path=/; max-age=0"
    location.href = "/tienda/checkout/success/"
  }
})()
