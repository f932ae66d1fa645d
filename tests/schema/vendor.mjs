/**
 * The wire as the vendor's types describe it: a JSON Schema generated from them when tests run, and what is wrong
 * with a request by it. Members the types do not name are refused.
 */
import { join } from "node:path"
import { Ajv } from "ajv"
import addFormats from "ajv-formats"
import { createGenerator } from "ts-json-schema-generator"
import { root } from "../harness/sandbox.mjs"

/** The type of what goes to each path. */
const TYPES = {
  "/ev1": "EventRequestMessageV1",
  "/order/track": "WebsiteOrder",
  "/analytics/search/impression": "SearchImpression",
  "/analytics/search/click": "SearchClick",
  "/analytics/category/impression": "CategoryImpression",
  "/analytics/category/click": "CategoryClick",
}

/** Where the vendor's own guides contradict the types, or JSON Schema cannot say what they mean. Nothing else is bent. */
const AMENDMENTS = {
  /** The generator overlooks the `?` of named members; `null` stands for a member that is skipped in the middle. */
  EventTuple(schema) {
    schema.minItems = 1
    schema.items = schema.items.map((item, place) => (place ? { anyOf: [item, { type: "null" }] } : item))
  },
  /** The guides allow a reference instead of an address, `{}` to forget the customer, and show the permission. */
  PushedCustomer(schema) {
    delete schema.required
    schema.properties.marketing_permission = { type: "boolean" }
  },
  /** The guides' own order has no country, phone and post code, and its newsletter is a flag. */
  OrderCustomer(schema) {
    schema.required = ["order_number"]
    schema.properties.newsletter = { type: ["string", "boolean"] }
    schema.properties.marketing_permission = { type: "boolean" }
  },
}

/** The definitions of the vendor's types, amended. @returns {Record<string, object>} */
function definitions() {
  const path = join(root, "node_modules/@nosto/nosto-js/dist/client/nosto.d.ts")
  const generator = createGenerator({ path, skipTypeCheck: true, additionalProperties: false, expose: "all" })
  const found = Object.assign({}, ...Object.values(TYPES).map(type => generator.createSchema(type).definitions))
  for (const [name, amend] of Object.entries(AMENDMENTS)) amend(found[name])
  return found
}

let validators

function createValidators() {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTuples: false })
  addFormats(ajv)
  ajv.addSchema({ $id: "vendor", definitions: definitions() })
  return Object.fromEntries(Object.entries(TYPES).map(([path, type]) => [path, ajv.compile({ $ref: `vendor#/definitions/${type}` })]))
}

/**
 * What is wrong with a request as the sandbox shows it, by path: `/ev1 events/0/0: must be …`.
 * @returns {string[]} none for a good one
 */
export function problemsOf({ path, message, order }) {
  validators ??= createValidators()
  const validate = validators[path]
  if (!validate) return [`${path}: a path nobody knows the type of`]
  if (validate(message ?? order)) return []
  return validate.errors.map(({ instancePath, message, params }) =>
    `${path} ${instancePath.slice(1) || "message"}: ${message}${params.additionalProperty ? ` "${params.additionalProperty}"` : ""}`)
}
