/** The members of the vendor's `API` type and of everything its methods hand out, read from the types when tests run. */
import { createRequire } from "node:module"
import { join } from "node:path"
import { root } from "../harness/sandbox.mjs"

// The generator of the schemas brings a compiler with an api; the one we compile with has none.
const require = createRequire(createRequire(import.meta.url).resolve("ts-json-schema-generator"))

/** Types of the vendor that have methods of their own; what else a method returns is data. */
const OWNERS = ["API", "Session", "Action", "Attribution", "RequestBuilder", "Placements", "Visits", "Context"]

/** What the vendor writes without a name. */
const UNNAMED = {
  "API.internal": "internal",
  "internal.logger": "logger",
  "internal.getOverlay": "Overlay",
  "Context.mode": "mode",
  "Overlay.discountPopup": "discountPopup",
  "discountPopup.instance": "DiscountPopup",
  "DiscountPopup.internal": "DiscountPopup.internal",
}

/**
 * @returns {Record<string, Record<string, {method: boolean, owner?: string}>>} by type and member; `owner` is the type of
 *   what a method returns or a value is, where that has members of its own
 */
export function readMembers() {
  const ts = require("typescript")
  const path = join(root, "node_modules/@nosto/nosto-js/dist/client/nosto.d.ts")
  const program = ts.createProgram([path], { strict: true, lib: ["lib.es2015.d.ts"], types: [] })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(path)
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source))
  const found = {}

  const typeNamed = name => checker.getDeclaredTypeOfSymbol(exported.find(symbol => symbol.name === name))
  const named = new Map(OWNERS.map(name => [typeNamed(name), name]))
  /** Of a union, what is there when the feature is. */
  const whole = type => checker.getNonNullableType(type)
  const members = type => type.isUnion() ? members(type.types[0]) : checker.getPropertiesOfType(type)

  function read(owner, type) {
    if (found[owner]) return
    found[owner] = {}
    for (const symbol of members(type)) {
      const own = whole(checker.getTypeOfSymbolAtLocation(symbol, source))
      const [signature] = own.getCallSignatures()
      const given = signature ? whole(checker.getReturnTypeOfSignature(signature)) : own
      const inner = named.get(given) ?? UNNAMED[`${owner}.${symbol.name}`]
      found[owner][symbol.name] = { method: !!signature && !checker.getPropertyOfType(own, "q"), owner: inner }
      if (inner) read(inner, given)
    }
  }
  read("API", typeNamed("API"))
  return found
}
