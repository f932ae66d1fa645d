// A template tag that escapes by default: `html` marks what is already safe.

class Safe {
  constructor(text) { this.text = text }
  toString() { return this.text }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

/** Markup in which every inserted value is escaped, except markup made by `html` itself. */
export function html(strings, ...values) {
  return new Safe(strings.reduce((text, part, place) => text + write(values[place - 1]) + part))
}

// Null, undefined and false insert nothing, so that `condition && html`…`` reads well.
function write(value) {
  if (value === null || value === undefined || value === false) return ""
  if (value instanceof Safe) return value.text
  if (Array.isArray(value)) return value.map(write).join("")
  return String(value).replace(/[&<>"']/g, letter => ENTITIES[letter])
}
