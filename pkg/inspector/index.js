import { copy } from "../snapshot.js"
import { copyText } from "./copy.js"
import { element, toWarning, tree } from "./dom.js"
import { readSession, readStorage } from "./facts.js"
import { createLog } from "./log.js"
import { mask } from "./mask.js"
import { createOutlines } from "./outlines.js"
import { createPanel } from "./panel.js"
import { explainPlacements } from "./placements.js"
import { createTimeline } from "./timeline.js"

/** Changes are shown together, at most once in this time in ms. */
const PAUSE = 50

/** The name under which the tab keeps where the panel stands. */
const STATE = "inspector"

/** Opens the inspector: a panel that shows what the library does on this page. It changes nothing in it. */
export function create(parts) {
  const { api, settings, keep } = parts
  const opened = new Set()
  let changed = new Set()
  let due

  /** Nothing that goes wrong in here is the page's business. */
  const guard = job => (...args) => {
    try {
      return job(...args)
    } catch (error) {
      console.error(error)
    }
  }

  const log = createLog(parts, row => {
    changed.add(row)
    due ??= setTimeout(() => {
      due = undefined
      guard(() => panel.refresh())()
    }, PAUSE)
  })
  const timeline = createTimeline(log)

  const readTagging = () => log.ask(() => api.pageTagging())
  const told = value => mask(copy(value))
  const list = value => tree(told(value), opened)

  const views = {
    Timeline(view) {
      const atEnd = view && view.scrollHeight - view.scrollTop - view.clientHeight < 9
      timeline.update(changed)
      changed = new Set()
      if (view && !view.firstChild) view.append(...timeline.parts)
      // Who reads further up stays there.
      if (atEnd) view.scrollTop = view.scrollHeight
    },
    Tagging(view) {
      // Reading runs the page's own providers: once, when it is asked for.
      if (!view || view.firstChild) return
      const { value, problems } = readTagging()
      view.append(
        element("ul", null, problems.length ? problems.map(toWarning) : element("li", null, "Everything that is tagged could be read.")),
        tree(mask(value ?? {}), opened, problems),
      )
    },
    Placements(view) {
      const placements = view ? explainPlacements(parts, log) : []
      outlines.show(placements)
      view?.replaceChildren(element("ul", null, placements.length ? placements.map(toPlacement) : "There are no placements on this page."))
    },
    Session: view => view?.replaceChildren(list(readSession(parts, log))),
    Storage: view => view?.replaceChildren(list(readStorage(parts))),
  }

  const toPlacement = ({ name, state, reason, element: of }) => element("li", { class: "row" },
    element("span", { class: `tag ${state}` }, state), " ",
    of ? element("button", { click: () => of.scrollIntoView({ block: "center" }) }, name) : name,
    " ", element("i", null, reason))

  /** All of it, without personal data. */
  const report = () => JSON.stringify(told({
    vitrine: __VERSION__,
    page: location.href.split(/[?#]/)[0],
    timeline: log.rows,
    tagging: readTagging(),
    placements: explainPlacements(parts, log).map(({ name, state, reason }) => ({ name, state, reason })),
    session: readSession(parts, log),
    storage: readStorage(parts),
  }), undefined, 2)

  const panel = createPanel({
    views: Object.fromEntries(Object.entries(views).map(([title, view]) => [title, guard(view)])),
    state: { ...keep.session.get(STATE) },
    remember: state => keep.session.set(STATE, state),
    nonce: settings.nonce,
    actions: {
      "Copy as JSON": guard(() => (copyText(report(), panel.root) ? "Copied. Names and addresses of people are masked." : "The browser does not let the page copy.")),
      End() {
        api.internal.context.mode.clear()
        outlines.show([])
        panel.close()
      },
    },
  })
  const outlines = createOutlines(panel.layer)
  if (document.body) panel.show()
  else addEventListener("DOMContentLoaded", () => panel.show(), { once: true })
  return { report }
}
