/**
 * Reads one tagging block by a table of its children. Class names alone count: any element may carry them, with other
 * classes beside them, at any depth. Where another block begins, this one has nothing to say.
 */

/** The trimmed text of an element. */
export const textOf = element => element.textContent.trim()

/**
 * A table of children: class name → its member and how it is taken. A word of a row is `class` or `class>member`;
 * several classes may fill one member.
 * @param rows pairs of a taker and its words. A taker gets the element, what the member holds so far, the path and
 *   the list for problems, and gives the new value, or undefined to leave the member as it is.
 */
export function table(...rows) {
  const children = new Map()
  for (const [take, words] of rows) {
    for (const word of words.split(" ")) {
      const [name, member = name] = word.split(">")
      children.set(name, [member, take])
    }
  }
  return children
}

/** Members of `block` by a table; `problems` gets a `{path, problem}` for what cannot be read. */
export function readBlock(block, children, path, problems, into = {}) {
  for (const element of block.children) {
    const name = [...element.classList].find(name => children.has(name))
    if (name) {
      const [member, take] = children.get(name)
      const value = take(element, into[member], `${path}.${member}`, problems)
      if (value !== undefined) into[member] = value
    } else if (!/(^|\s)nosto_/.test(element.className)) readBlock(element, children, path, problems, into)
  }
  return into
}

/** One value: the first element with a text decides. `parse` gives undefined for a text that says nothing. */
const one = parse => (element, old, path, problems) => {
  const text = textOf(element)
  if (old !== undefined || !text) return old
  const value = parse(text)
  if (value === undefined) problems.push({ path, problem: "unreadable" })
  return value
}

export const text = one(text => text)

/** Plain decimals with a dot. Anything else, such as `1.234,45`, is ambiguous, and a wrong price is worse than none. */
export const number = one(text => (/^[-.\d]+$/.test(text) && isFinite(text) ? +text : undefined))

/** Shops write `InStock` or the address schema.org has for it. */
export const availability = one(text => text.replace(/^.*schema\.org\//i, ""))

/** A time without a zone counts as UTC, so that every visitor reads the same moment. */
export const date = one(text => {
  const time = Date.parse(/^[\d-]+[T ][\d:.]+$/.test(text) ? `${text.replace(" ", "T")}Z` : text)
  return isNaN(time) ? undefined : new Date(time)
})

/** Consent: only an explicit yes is one, and a single no among several elements wins. */
export const flag = (element, old = true) => {
  const text = textOf(element)
  return text ? old && /^(true|1|yes)$/i.test(text) : undefined
}

/** One more value of a list. */
export const list = (element, old = []) => {
  const text = textOf(element)
  if (text) old.push(text)
  return old.length ? old : undefined
}

/** A list whose values may stand in elements of their own inside. */
export const group = (element, old) => {
  const inside = [...element.children]
  return inside.length ? inside.reduce((all, child) => list(child, all), old) : list(element, old)
}

/** Fields by the shop's own names: the whole class attribute is the name, a repeated one joins its values by commas. */
export function customFields(element, old = {}) {
  for (const child of element.children) {
    const name = (child.getAttribute("class") ?? "").replace("notranslate", "").trim()
    const value = textOf(child)
    if (!name) customFields(child, old)
    else if (value) old[name] = typeof old[name] == "string" ? `${old[name]},${value}` : value
  }
  return old
}

/** Blocks inside a block. One without `must`, the member that says what it is about, is left out. */
export const blocks = (must, children, finish = item => item) => (element, old = [], path, problems) => {
  const at = `${path}[${old.length}]`
  const item = readBlock(element, children, at, problems)
  if (item[must]) old.push(finish(item))
  else problems.push({ path: `${at}.${must}`, problem: "missing" })
  return old
}
