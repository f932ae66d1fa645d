import { element, shape, tree } from "./dom.js"
import { mask } from "./mask.js"

/** The rows of the log as elements: each is made once, so that what was unfolded stays so. */
export function createTimeline(log) {
  const made = new Map()
  const list = element("div", { role: "log", "aria-label": "Timeline" })
  const filter = element("input", { type: "search", placeholder: "Filter", "aria-label": "Filter the timeline", input: sift })
  let wanted = ""

  function sift() {
    wanted = filter.value.toLowerCase()
    for (const row of made.values()) hide(row)
  }

  const hide = row => (row.hidden = !row.textContent.toLowerCase().includes(wanted))

  function make(row) {
    const head = element("summary")
    const details = element("details", {
      toggle() {
        if (details.open && details.children.length < 2) details.append(tree(mask(row.data), new Set()))
      },
    }, head)
    return element("div", null, details)
  }

  function fill(row, place) {
    const { time, kind, title, data, ms, status, failed } = row
    const bad = failed || status >= 400
    place.className = `row ${kind}${bad ? " failed" : ""}`
    place.querySelector("summary").replaceChildren(
      element("small", null, (time / 1000).toFixed(3)), " ",
      element("span", { class: "tag" }, kind), " ",
      kind === "call" ? `${title}(${mask(data).map(shape).join(", ")})` : title, " ",
      element("i", null, [status, ms != null && `${Math.round(ms)} ms`].filter(Boolean).join(" · ")),
    )
    hide(place)
  }

  /** Brings the list up to date; `changed` are the rows that are new or have their outcome. */
  function update(changed) {
    for (const row of changed) {
      if (!made.has(row)) made.set(row, list.appendChild(make(row)))
      fill(row, made.get(row))
    }
    for (const [row, place] of made) {
      if (made.size <= log.rows.length) break
      made.delete(row)
      place.remove()
    }
  }

  return { update, parts: [filter, list] }
}
