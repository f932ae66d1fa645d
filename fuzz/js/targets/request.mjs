/** A message as a request: the settings of the account, and any message. */
import assert from "node:assert/strict"
import fc from "fast-check"
import { toRequest } from "../../../pkg/address.js"
import { changeOneOf } from "../change.mjs"
import { json, like } from "../values.mjs"

const any = json("account server endpoints events order timeout".split(" "), ["demo", "https://server.test/", "/ev1", "/e"])
const settings = like({ account: any, server: any, endpoints: like({ events: any, order: any }, any), timeout: any }, any)
const message = fc.oneof(json("customer cart url elements".split(" "), ["https://shop.test/", "a@b.test"]), fc.string({ minLength: 1_900, maxLength: 2_100 }).map(url => ({ url })))

export const input = fc.record({ settings, message, order: fc.boolean(), visitor: fc.constantFrom(undefined, "5b1a481060b221115c4a251e", "a&m=other") })

export const change = changeOneOf("settings", "message")

export function check({ settings, message, order, visitor }) {
  const given = settings && typeof settings === "object" ? settings : {}
  const text = JSON.stringify(message) ?? "{}"
  const { address, url, body, timeout } = toRequest(order, true, false, "r.1", text, 0, given, visitor)
  assert.ok(timeout >= 1)
  assert.ok(url.startsWith(address) && (body === undefined) === (url !== address))
  if (body === undefined) assert.ok(url.length <= 2_000 && !order)
  else assert.equal(body, text)
  // Nothing of what is said leaves its parameter.
  const query = new URLSearchParams(address.slice(address.lastIndexOf("?") + 1))
  assert.equal(query.get("c") ?? undefined, visitor)
  assert.equal(query.get("rid"), "r.1")
  if (typeof given.account === "string" && given.account) assert.equal(query.get("m"), given.account.isWellFormed() ? given.account : "")
  if (body === undefined) assert.equal(decodeURIComponent(url.slice(`${address}&message=`.length)), text)
  // A customer is never in an address.
  if (message?.customer !== undefined && !Array.isArray(message)) assert.ok(body)
}
