/**
 * What the platform puts into every page of a store before its theme: the documented members of `LS`, in the documented
 * units, for the page that the address names. The cart is kept by the server, in the cookie of the visit; it is read
 * here because a static page has nobody who writes it into its markup.
 */
(function () {
  const data = ask("GET", "/tienda/catalogue.json")
  const cookie = name => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1]
  const [kind = "", handle = ""] = location.pathname.replace(/^\/tienda\/?/, "").split("/")
  const product = kind === "productos" && data.products.find(product => product.handle === handle)
  const category = data.categories.find(category => category.handle === kind)
  const order = kind === "checkout" && handle === "success" && cookie("last_order")
  const { currency } = data.store
  const ready = {}
  ready.promise = new Promise(resolve => (ready.resolve = resolve))
  const listeners = []

  /** The checkout has the bare code; its last page knows the order, and neither cart nor lines any more. */
  window.LS = {
    store: { id: data.store.id, url: data.store.url },
    lang: data.store.lang,
    country: data.store.country,
    currency: kind === "checkout" ? currency : { code: currency, display_short: "$", display_long: "$ ARS", cents_separator: ",", thousands_separator: "." },
    customer: cookie("store_login_session") ? Number(cookie("store_login_session")) : null,
    cart: cart(lines()),
    theme: { code: "muestra", name: "Muestra" },
    ready: ready.promise,
    registerOnChangeVariant: callback => void listeners.push(callback),
  }
  if (product) {
    LS.product = { id: product.id, name: product.name, tags: product.tags, requires_shipping: true }
    LS.variants = product.variants.map(variant => shown(product, variant))
  }
  if (category) LS.category = { id: category.id, name: category.name }
  if (order) LS.order = JSON.parse(decodeURIComponent(order))
  window.platform = {
    data, kind, handle, product, category,
    changeVariant: (variant, element) => listeners.forEach(listener => listener({ ...shown(product, variant), element })),
    /** As the platform's own code: a form by XMLHttpRequest, whose answer becomes the cart. */
    post(path, fields) {
      return new Promise(resolve => {
        const request = new XMLHttpRequest()
        request.open("POST", path)
        request.setRequestHeader("content-type", "application/x-www-form-urlencoded")
        request.setRequestHeader("x-requested-with", "XMLHttpRequest")
        request.onload = () => {
          LS.cart = cart(JSON.parse(request.responseText).items.map(({ variant_id, quantity }) => [variant_id, quantity]))
          resolve()
        }
        request.send(new URLSearchParams(fields))
      })
    },
  }
  addEventListener("DOMContentLoaded", ready.resolve)

  function lines() {
    const kept = decodeURIComponent(cookie("store_session_payload") || "")
    return kept.split(".").filter(Boolean).map(line => line.split(":").map(Number))
  }

  function cart(lines) {
    const items = lines.map(([id, quantity]) => {
      const product = data.products.find(({ variants }) => variants.some(variant => variant.id === id))
      const { options, price } = product.variants.find(variant => variant.id === id)
      const name = options.length ? `${product.name} (${options.join(", ")})` : product.name
      return { id, name, unit_price: price, quantity, requires_shipping: true }
    })
    const subtotal = items.reduce((sum, { unit_price, quantity }) => sum + unit_price * quantity, 0)
    return { subtotal, items, has_shippable_products: !!items.length, has_non_shippable_products: false }
  }

  function shown(product, { id, sku, options, price, stock }) {
    const [option0 = null, option1 = null, option2 = null] = options
    const number = price === null ? null : price / 100
    return {
      product_id: product.id, id, sku, stock, available: stock !== 0, contact: price === null, option0, option1, option2,
      price_number: number, price_number_raw: price, price_short: number && number.toLocaleString("es-AR", { style: "currency", currency }),
    }
  }

  function ask(method, path) {
    const request = new XMLHttpRequest()
    request.open(method, path, false)
    request.send()
    return JSON.parse(request.responseText)
  }
})()
