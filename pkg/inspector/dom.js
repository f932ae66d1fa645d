/**
 * An element without any markup text, so that no policy of a page stands in its way.
 * @param given attributes; functions listen to the event of their name; `true` is an attribute without a value
 * @param children elements and texts; what is false or null is left out
 */
export function element(tag, given, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(given ?? {})) {
    if (typeof value === "function") made.addEventListener(name, value)
    else if (value != null && value !== false) made.setAttribute(name, value === true ? "" : value)
  }
  made.append(...children.flat().filter(child => child != null && child !== false))
  return made
}

/** A part that can be unfolded; `content` is made when it is. `opened` remembers by path what was open before. */
export function fold(path, opened, title, content) {
  const fill = () => details.open && details.children.length < 2 && details.append(content())
  const details = element("details", {
    toggle() {
      opened[details.open ? "add" : "delete"](path)
      fill()
    },
  }, element("summary", null, title))
  details.open = opened.has(path)
  fill()
  return details
}

const isBranch = value => value && typeof value === "object" && Object.keys(value).length > 0

/** A JSON value as a list that can be unfolded, with the warnings of `{path, problem}` where they belong. */
export function tree(value, opened, warnings = [], path = "") {
  if (!isBranch(value)) return leaf(value)
  const isList = Array.isArray(value)
  const below = key => (isList ? `${path}[${key}]` : path ? `${path}.${key}` : key)
  const keys = Object.keys(value).filter(key => value[key] !== undefined)
  const within = at => warnings.filter(warning => warning.path === at || (warning.path.startsWith(at) && /[.[]/.test(warning.path[at.length])))
  const own = warnings.filter(warning => !keys.some(key => within(below(key)).includes(warning)))
  return element("ul", null, keys.map(key => {
    const member = value[key]
    const at = below(key)
    const inner = within(at)
    if (!isBranch(member)) return element("li", null, label(key), leaf(member), inner.map(toWarning))
    const title = [label(key), element("i", null, Array.isArray(member) ? `[${member.length}]` : summary(member)), inner.length > 0 && element("b", { class: "warn" }, ` ⚠ ${inner.length}`)]
    return element("li", null, fold(at, opened, element("span", null, title), () => tree(member, opened, inner, at)))
  }), own.map(toWarning))
}

const label = key => element("span", { class: "key" }, `${key}: `)
const leaf = value => element("span", { class: value === null ? "null" : typeof value }, typeof value === "string" ? value || "“”" : value && typeof value === "object" ? (Array.isArray(value) ? "[]" : "{}") : String(value))

/** What could not be read, as an item of a list. */
export const toWarning = ({ path, problem }) => element("li", { class: "warn" }, `⚠ ${path}: ${problem}`)

/** What is in an object, in a few words. */
function summary(value) {
  const keys = Object.keys(value)
  return `{${keys.slice(0, 3).join(", ")}${keys.length > 3 ? ", …" : ""}}`
}

/** The shape of an argument: short values as they are, of others what is in them. */
export function shape(value) {
  if (typeof value === "string") return `"${value.length > 24 ? `${value.slice(0, 24)}…` : value}"`
  if (Array.isArray(value)) return value.length === 1 ? `[${shape(value[0])}]` : `[${value.length}]`
  return value && typeof value === "object" ? summary(value) : String(value)
}
