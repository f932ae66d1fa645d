/** What a page hands over: any value of the language. */
import assert from "node:assert/strict"
import fc from "fast-check"
import { copy, snapshot } from "../../../pkg/snapshot.js"

const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true, maxDepth: 3, maxKeys: 4 })

const odd = [
  value => { const cycle = { value }; cycle.self = [cycle]; return cycle },
  value => ({ value, get broken() { throw new Error("a getter") } }),
  value => ({ toJSON() { throw value } }),
  value => new Proxy({ value }, { ownKeys() { throw value } }),
  value => [value, Symbol("s"), () => value, 1n],
]

export const input = value

/** The value inside something odd, each time. */
export const change = (value, random) => odd[random(odd.length)](value)

export function check(value) {
  const text = snapshot(value)
  assert.equal(JSON.stringify(JSON.parse(text)), text)
  copy(value)
}
