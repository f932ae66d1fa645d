/** Changes of a value: making a new one costs a hundred times what reading it does. */

/** What a part is replaced by, besides other parts of the same value. */
const OTHERS = [null, true, 0, -1, 1.5, "", "0", "toString", "\ud800", [], {}, [[]], [null], { length: 1 }]

/** Numbers below `most` at random, the same for the same seed. */
export function randomness(seed) {
  return most => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
}

/** A copy of a JSON value in which one part is another, is missing, or has another name; of a text, another text. */
export function change(value, random) {
  const parts = []
  collect(value, parts)
  const target = parts[random(parts.length)]
  return copy(value)

  function copy(part) {
    if (part === target) return replace(part, parts, random)
    if (typeof part !== "object" || !part) return part
    if (Array.isArray(part)) return part.map(copy)
    const result = {}
    for (const name of Object.keys(part)) {
      if (part[name] === target && random(4) === 0) continue
      // `result[name] = …` would take `__proto__` for the prototype.
      Object.defineProperty(result, name, { value: copy(part[name]), enumerable: true, configurable: true, writable: true })
    }
    return result
  }
}

/** As `change`, of one of the members called `names`: the others stay what they are. */
export const changeOneOf = (...names) => (value, random) => {
  const name = names[random(names.length)]
  return { ...value, [name]: change(value[name], random) }
}

/** As `changeOneOf`, of texts that stay texts. */
export const editOneOf = (...names) => (value, random) => {
  const name = names[random(names.length)]
  return { ...value, [name]: edit(value[name], names.map(name => value[name]), random) }
}

function collect(value, parts) {
  parts.push(value)
  if (typeof value === "object" && value) for (const name of Object.keys(value)) collect(value[name], parts)
}

function replace(part, parts, random) {
  if (typeof part === "string" && random(2)) return edit(part, parts, random)
  return random(3) ? OTHERS[random(OTHERS.length)] : parts[random(parts.length)]
}

/** Cuts a piece out, or puts one of another text in. */
function edit(text, parts, random) {
  const at = random(text.length + 1)
  const other = parts[random(parts.length)]
  if (typeof other !== "string" || random(2)) return text.slice(0, at) + text.slice(at + 1 + random(4))
  return text.slice(0, at) + other.slice(random(other.length + 1)) + text.slice(at)
}
