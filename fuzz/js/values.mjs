/** What outside data looks like: JSON of any shape, with the names and the texts that mean something to a reader. */
import fc from "fast-check"

/** Names that every object has, and such as would make one if it were taken for an object of the language. */
const TRAPS = ["__proto__", "constructor", "toString", "valueOf", "length", "then", "toJSON"]

const CONVERSIONS = ["toString", "valueOf"]

/** No text can be made of it, which costs a reader that tries more than the member. */
const trap = fc.constant({ toString: 1, valueOf: 1 })

const leaf = (texts, traps) => fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts, "", null, true, false, 0, 1, -1, 1.5, 1e21, Date.now()) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  { weight: 1, arbitrary: fc.double() },
  ...(traps ? [{ weight: 1, arbitrary: trap }] : []),
)

/**
 * Any JSON value.
 * @param {string[]} names of members that readers ask for
 * @param {any[]} texts values that mean something
 * @param {{traps?: boolean}} [options] `traps: false`: no object that text cannot be made of
 */
export const json = (names, texts = [], { traps = true } = {}) => {
  const odd = traps ? TRAPS : TRAPS.filter(name => !CONVERSIONS.includes(name))
  const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
  const { node } = fc.letrec(tie => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: "xsmall", withCrossShrink: true },
      leaf(texts, traps),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(name, tie("node"), { maxKeys: 3, noNullPrototype: true }),
    ),
  }))
  return node
}

/** An object with some of `members`, an object of arbitraries; each may be of any other kind as well. */
export const like = (members, any) =>
  fc.record(Object.fromEntries(Object.entries(members).map(([name, arbitrary]) =>
    [name, fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: any })])), { requiredKeys: [], noNullPrototype: true })

/** The words in any order, with a little of anything between them. */
export const words = (list, maxLength = 8) =>
  fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...list) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) }), { maxLength })
    .map(parts => parts.join(""))
