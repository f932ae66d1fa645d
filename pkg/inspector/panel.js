import { element } from "./dom.js"
import { STYLE } from "./style.js"

/** How far, in pixels, an arrow key moves the panel. */
const STEP = 24

/**
 * The window of the inspector, in a shadow tree over the page.
 * @param views by title, functions that fill an element
 * @param state what the tab remembers: `{view, small, x, y}`; `remember(state)` keeps it
 * @param actions by title, what the buttons do; what they return is told
 */
export function createPanel({ views, state, remember, actions, nonce }) {
  const host = element("div", { "data-vitrine-inspector": true })
  const root = host.attachShadow({ mode: "open" })
  const titles = Object.keys(views)
  let current = titles.includes(state.view) ? state.view : titles[0]

  const layer = element("div", { "aria-hidden": "true" })
  const view = element("div", { class: "view", role: "tabpanel", tabindex: "0" })
  const status = element("footer", { role: "status" }, "Names and addresses of people are masked. Escape minimises.")
  const tabs = titles.map(title => element("button", { role: "tab", click: () => select(title) }, title))
  const buttons = Object.entries(actions).map(([title, act]) => element("button", { click: () => (status.textContent = act() ?? "") }, title))
  const grip = element("button", { "aria-label": "Move the inspector with the arrow keys", keydown: nudge }, "✥")
  const header = element("header", { pointerdown: drag }, grip, element("strong", null, "vitrine inspector"), buttons,
    element("button", { "aria-label": "Minimise", click: () => minimise(true) }, "–"))
  const panel = element("section", { class: "panel", "aria-label": "vitrine inspector", keydown: press },
    header, element("nav", { role: "tablist", keydown: turn }, tabs), view, status)
  const pill = element("button", { class: "pill", click: () => minimise(false) }, "vitrine")

  function change(changes) {
    Object.assign(state, changes)
    remember(state)
  }

  function select(title) {
    if (title !== current) change({ view: title })
    current = title
    show()
  }

  function show() {
    for (const tab of tabs) {
      const selected = tab.textContent === current
      tab.setAttribute("aria-selected", selected)
      tab.tabIndex = selected ? 0 : -1
    }
    view.setAttribute("aria-label", current)
    view.replaceChildren()
    refresh()
  }

  function refresh() {
    panel.hidden = !!state.small
    pill.hidden = !state.small
    for (const title of titles) views[title](title === current && !state.small ? view : undefined)
  }

  function minimise(small) {
    change({ small })
    refresh()
    ;(small ? pill : tabs[titles.indexOf(current)]).focus()
  }

  /** Keys in here are not the page's. */
  function press(event) {
    event.stopPropagation()
    if (event.key === "Escape") minimise(true)
  }

  function turn(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    const next = (titles.indexOf(current) + by + titles.length) % titles.length
    select(titles[next])
    tabs[next].focus()
  }

  /** Puts the panel where it is wholly in the window. */
  function move(x, y) {
    const { offsetWidth, offsetHeight, style } = panel
    const within = (value, most) => Math.max(0, Math.min(value, most))
    x = within(x, innerWidth - offsetWidth)
    y = within(y, innerHeight - offsetHeight)
    Object.assign(style, { left: `${x}px`, top: `${y}px`, right: "auto", bottom: "auto" })
    return { x, y }
  }

  function nudge({ key }) {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? []
    const { left, top } = panel.getBoundingClientRect()
    if (dx != null) change(move(left + dx * STEP, top + dy * STEP))
  }

  function drag(event) {
    if (event.target !== grip && event.target.closest("button")) return
    const { left, top } = panel.getBoundingClientRect()
    const [dx, dy] = [event.clientX - left, event.clientY - top]
    const follow = ({ clientX, clientY }) => Object.assign(state, move(clientX - dx, clientY - dy))
    header.setPointerCapture(event.pointerId)
    header.addEventListener("pointermove", follow)
    header.addEventListener("lostpointercapture", () => {
      header.removeEventListener("pointermove", follow)
      remember(state)
    }, { once: true })
  }

  dress(root, nonce)
  root.append(layer, panel, pill)
  return {
    root,
    layer,
    refresh,
    show() {
      document.documentElement.append(host)
      show()
      if (state.x != null) move(state.x, state.y)
    },
    close: () => host.remove(),
  }
}

/** A constructed sheet needs no leave of the page's policy. */
function dress(root, nonce) {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
  } catch {
    root.append(element("style", { nonce }, STYLE))
  }
}
