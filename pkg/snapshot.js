/**
 * JSON text of a value as it is at this moment: what a page hands over may change right after the call.
 * Never throws: where `JSON.stringify` gives up (cycles, BigInt, throwing getters), what can be copied is.
 */
export function snapshot(value) {
  const restore = [].toJSON || "".toJSON ? withoutToJson() : undefined
  try {
    return JSON.stringify(value) ?? "null"
  } catch {
    return JSON.stringify(plain(value, [])) ?? "null"
  } finally {
    restore?.()
  }
}

/** The value as it is now, as far as JSON can say it. */
export const copy = value => JSON.parse(snapshot(value))

/** Old shop frameworks put a `toJSON` on the prototypes of the language, which quotes everything twice. */
function withoutToJson() {
  const taken = [Object, Array, String, Number].flatMap(({ prototype }) => {
    const found = Object.getOwnPropertyDescriptor(prototype, "toJSON")
    return found && Reflect.deleteProperty(prototype, "toJSON") ? [[prototype, found]] : []
  })
  return () => taken.forEach(([prototype, found]) => Object.defineProperty(prototype, "toJSON", found))
}

/** Deeper than any value that is read. */
const MAX_DEPTH = 8

/** A copy without what JSON cannot say. A cycle ends where it closes; `above` are the objects on the way here. */
function plain(value, above) {
  if (typeof value === "bigint") return String(value)
  if (typeof value !== "object" || !value) return value
  if (above.length > MAX_DEPTH || above.includes(value)) return
  const inside = [...above, value]
  try {
    if (typeof value.toJSON === "function") return plain(value.toJSON(), inside)
    const copy = Array.isArray(value) ? [] : {}
    for (const key of Object.keys(value)) {
      try {
        copy[key] = plain(value[key], inside)
      } catch {
        // a getter that throws costs its own member
      }
    }
    return copy
  } catch {
    // a revoked proxy has nothing to copy
  }
}
