/**
 * The page's side of NubeSDK: it owns the state, tells the app's worker of events, and does for it what a worker cannot,
 * such as storage. `?page=` says which page this is; `shop.change(event, changes, payload)` is what a visitor does.
 */
const parameters = new URLSearchParams(location.search)
const log = document.querySelector("[data-test=log]")
const worker = new Worker("/tienda/nubesdk/worker.js", { type: "module" })

const remembered = name => JSON.parse(sessionStorage.getItem(name) ?? "null")
const pages = {
  home: ["/", undefined],
  product: ["/productos/remera-lisa/", { product: { id: 130345701, name: { es: "Remera lisa" }, variants: [] } }],
  category: ["/ropa/", { id: 12, name: "Ropa" }],
  search: ["/search/?q=taza", { q: "taza" }],
  start: ["/checkout/v3/start/1/abc", { step: "start" }],
  success: ["/checkout/v3/success/1/abc", { step: "success" }],
}

function locationOf(name) {
  const [path, data] = pages[name]
  const type = data?.step ? "checkout" : name
  return { url: location.origin + path, title: name, referrer: document.referrer, queries: {}, page: { type, data } }
}

let state = {
  cart: { id: "1587", items: [], prices: { subtotal: 0, total: 0, shipping: 0 }, validation: { status: "success" }, coupon: {} },
  customer: null,
  store: { id: 271146, name: "Muestra", domain: location.host, currency: "ARS", currency_details: { code: "ARS" }, language: "es" },
  session: { id: null },
  order: {},
  ...remembered("state"),
  location: locationOf(parameters.get("page") ?? "home"),
}

worker.onmessage = async ({ data: { call, name, args, log: line } }) => {
  if (line) log.append(line + "\n")
  if (!call) return
  const result = { getItem: key => localStorage.getItem(`app-1-${key}`), setItem: (key, value) => localStorage.setItem(`app-1-${key}`, value) }[name](...args)
  worker.postMessage({ answer: call, result })
}
worker.postMessage({ state })

window.shop = {
  worker,
  get state() {
    return state
  },
  /** The state changes, then the event is told. */
  change(event, changes = {}, eventPayload = null) {
    state = { ...state, ...changes, eventPayload }
    sessionStorage.setItem("state", JSON.stringify({ cart: state.cart, customer: state.customer }))
    worker.postMessage({ event, state })
  },
  go: (name, event = "location:updated") => shop.change(event, { location: locationOf(name) }),
}
shop.change("page:loaded")
