/**
 * JSON text of a value as it is at this moment: what a page hands over may change right after the call.
 * Never throws: where `JSON.stringify` gives up (cycles, BigInt, throwing getters), what can be copied is.
 */
export function snapshot(value) {
  const restore = [].toJSON || "".toJSON ? withoutToJson() : undefined
  try {
    return JSON.stringify(value)
  } catch {
    return JSON.stringify(plain(value, 8))
  } finally {
    restore?.()
  }
}

/** Old shop frameworks put a `toJSON` on the prototypes of the language, which quotes everything twice. */
function withoutToJson() {
  const taken = [Object, Array, String, Number].flatMap(({ prototype }) => {
    const found = Object.getOwnPropertyDescriptor(prototype, "toJSON")
    return found && delete prototype.toJSON ? [[prototype, found]] : []
  })
  return () => taken.forEach(([prototype, found]) => Object.defineProperty(prototype, "toJSON", found))
}

/** A copy without what JSON cannot say. A cycle ends at `depth`. */
function plain(value, depth) {
  if (typeof value === "bigint") return String(value)
  if (typeof value !== "object" || !value) return value
  if (!depth) return
  try {
    if (typeof value.toJSON === "function") return value.toJSON()
    const copy = Array.isArray(value) ? [] : {}
    for (const key of Object.keys(value)) {
      try {
        copy[key] = plain(value[key], depth - 1)
      } catch {
        // a getter that throws costs its own member
      }
    }
    return copy
  } catch {
    // a revoked proxy has nothing to copy
  }
}
