// The session panel: shows what `session-log.js` recorded. It reads and never writes the
// session, so that the shop behaves the same with and without it.
import { formatMajor } from "/assets/money.js"

const root = document.documentElement
const panel = document.querySelector("#session-panel")
const log = window.sessionLog
if (panel && log) open()

function open() {
  const body = make("div", { class: "panel-body", id: "panel-body", role: "region", "aria-label": "Live session", tabindex: "0" })
  const toggle = make("button", { class: "panel-toggle", id: "panel-toggle", type: "button", "aria-controls": "panel-body", "data-test": "panel-toggle" }, make("span", { class: "panel-dot", "aria-hidden": "true" }), "Session")
  const isOpen = () => root.dataset.panel === "open"

  const copy = make("button", { class: "panel-copy", type: "button", "data-test": "panel-copy" }, "Copy")
  copy.addEventListener("click", () => copyState(copy))
  const parts = sections()
  body.append(make("div", { class: "panel-head" }, make("h2", {}, "Session"), copy), ...parts.nodes)

  const refresh = () => {
    panel.dataset.state = log.state.trouble ? "trouble" : log.state.ready ? "live" : "idle"
    if (isOpen()) parts.refresh(log.state)
  }
  const set = open => {
    if (open) root.dataset.panel = "open"
    else delete root.dataset.panel
    toggle.setAttribute("aria-expanded", String(open))
    refresh()
  }
  const choose = open => {
    set(open)
    try { localStorage.setItem("shop.panel", open ? "open" : "closed") } catch { /* asked again on the next page */ }
  }
  toggle.addEventListener("click", () => choose(!isOpen()))
  panel.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !isOpen()) return
    choose(false)
    toggle.focus()
  })

  panel.append(toggle, body)
  set(isOpen())
  log.subscribe(refresh)
}

/** The parts of the body, built once; `refresh` writes only the text that changed. */
function sections() {
  const facts = make("dl", { class: "panel-facts" })
  const cart = make("ul", { class: "panel-list", "data-test": "panel-cart" })
  const customer = make("dl", { class: "panel-facts", "data-test": "panel-customer" })
  const timeline = make("ol", { class: "panel-timeline", "data-test": "panel-timeline", tabindex: "0", "aria-label": "Timeline" })
  const request = make("pre", { tabindex: "0", "data-test": "panel-request" })
  const response = make("pre", { tabindex: "0", "data-test": "panel-response" })
  const nodes = [
    facts,
    heading("Timeline"), timeline,
    heading("Cart"), cart,
    heading("Customer"), customer,
    make("details", {}, make("summary", {}, "Last request"), request),
    make("details", {}, make("summary", {}, "Last answer"), response),
  ]
  const refresh = state => {
    facts.replaceChildren(...pairs({ Visitor: state.visitor ?? "none yet", "Page views": state.pageViews ?? "–", Variation: state.variation ?? "–" }))
    cart.replaceChildren(...cartLines(state.cart))
    customer.replaceChildren(...(state.customer && Object.keys(state.customer).length ? pairs(state.customer) : [make("dt", {}, "not logged in")]))
    timeline.replaceChildren(...(state.timeline.length ? state.timeline.map(entry) : [make("li", { class: "panel-none" }, "nothing yet")]))
    request.textContent = pretty(state.request)
    response.textContent = pretty(state.response)
  }
  return { nodes, refresh }
}

function cartLines(cart) {
  if (!cart?.length) return [make("li", { class: "panel-none" }, "empty")]
  return cart.map(line => make("li", {}, make("span", {}, `${line.quantity} × ${line.name}`), make("span", {}, formatMajor(line.unit_price, line.price_currency_code))))
}

function entry({ at, kind, title, detail }) {
  const time = make("time", { datetime: new Date(at).toISOString() }, new Date(at).toTimeString().slice(0, 8))
  return make("li", { class: kind }, time, make("div", {}, make("strong", {}, title), make("span", {}, detail)))
}

async function copyState(button) {
  const { timeline, ...rest } = log.state
  try {
    await navigator.clipboard.writeText(pretty({ ...rest, timeline }))
    button.textContent = "Copied"
  } catch {
    button.textContent = "Not allowed"
  }
  setTimeout(() => { button.textContent = "Copy" }, 1500)
}

function pairs(values) {
  return Object.entries(values).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, typeof value === "object" ? JSON.stringify(value) : String(value))])
}

function pretty(value) {
  return value ? JSON.stringify(value, null, 2) : "nothing yet"
}

function heading(text) {
  return make("h3", {}, text)
}

function make(name, attributes, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
