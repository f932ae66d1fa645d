import { guarded } from "./client.js"
import { configError } from "./error.js"
import { loadCore } from "./load.js"
import { guardSecret } from "./secret.js"

/** What of each system can be mapped; on the right what the core calls the system. */
const MAPPINGS = {
  tiendanube: ["tiendanube", "cart restoreLink customer product order"],
  customerApi: ["customer", "cart customer product order"],
  nexus: ["nexus", "product order"],
}

async function run(system, kind, value, { wasm, ...options } = {}) {
  // Nothing says something else than `null`, which resets a customer.
  if (value === undefined) throw configError(`${system}.${kind}: nothing to map`)
  const core = await loadCore(wasm)
  return JSON.parse(guarded(() => core.map(system, kind, JSON.stringify(value), JSON.stringify(options))))
}

/** `map.tiendanube.cart(answer, options)`, …: promises of `{value, diagnostics}`. */
export const map = Object.fromEntries(Object.entries(MAPPINGS).map(([name, [system, kinds]]) =>
  [name, Object.fromEntries(kinds.split(" ").map(kind => [kind, (value, options) => run(system, kind, value, options)]))]))

/** The `customer_reference` of a customer's id, by a key that only the merchant has. */
export async function customerReference(key, id, options) {
  guardSecret(options ?? {})
  const { value } = await run("any", "reference", id, { key: String(key ?? ""), wasm: options?.wasm })
  if (!value) throw configError("customerReference: a key and an id")
  return value
}
