/** The address of the page, the one it was reached from, and its cookies. */
import assert from "node:assert/strict"
import fc from "fast-check"
import { createClicks } from "../../../pkg/clicks.js"
import { createContext } from "../../../pkg/context.js"
import { createKeep } from "../../../pkg/keep.js"
import { createLanding } from "../../../pkg/landing.js"
import { createPage } from "../../../pkg/page.js"
import { editOneOf } from "../change.mjs"
import { store, visit } from "../page.mjs"
import { words } from "../values.mjs"

const query = words("? & = # #/ #! utm_source utm_campaign partner segment nosto nosto_source refSrc email imgrec mail a@b.test nostodebug nostopreview true false null %20 + ; / .. // #nosto_cmp __proto__ toString".split(" "), 10)
const host = fc.constantFrom("https://shop.test", "https://www.google.com", "https://search.yahoo.co.jp", "https://www.bing.com", "http://127.0.0.1:8080", "android-app://com.test")

export const input = fc.record({
  // What is no UTF-8 once in a while: it is slow to decode.
  query: fc.oneof({ weight: 19, arbitrary: query }, { weight: 1, arbitrary: query.map(text => `${text}=%F0&%zz`) }),
  from: fc.oneof(fc.constant(""), fc.tuple(host, query).map(([host, query]) => `${host}/${query}`)),
  cookie: words(["2c.cId", "__kla_id", "ext", "=", ";", "; ", "\"", "a"]),
  reloaded: fc.boolean(),
  anonymous: fc.boolean(),
})

const settings = {
  account: "demo", campaignUrlParameters: ["partner"], segmentUrlParameters: "segment", emailAddressUrlParamName: "mail",
  collectEmailFromURL: true, externalIdentifier: "ext", klaviyoCookie: true, parameterlessAttribution: true,
}

const known = ["events", "segment_codes", "mail_type", "mail_ref", "customer", "external_identifier", "klaviyo_cookie"]

export const change = editOneOf("query", "from", "cookie")

export function check({ query, from, cookie, reloaded, anonymous }) {
  visit({ url: `https://shop.test/p?${query}`, referrer: URL.canParse(from) ? new URL(from).href : "", cookie, reloaded })
  store({}, {})
  const keep = createKeep(() => "demo", () => !anonymous)
  const landing = createLanding({ settings, keep })
  const told = landing.take() ?? {}
  assert.deepEqual(Object.keys(told).filter(name => !known.includes(name)), [])
  if (anonymous) assert.ok(!told.customer && !told.external_identifier && !told.klaviyo_cookie)
  for (const [type, target] of told.events ?? []) assert.ok(/^(ec|cc|es)$/.test(type) && typeof target === "string" && target)
  assert.equal(landing.take(), undefined)

  const { ref, refSrc, refType } = createClicks({ settings, keep, record() {} }).reference() ?? {}
  for (const part of [ref, refSrc, refType]) assert.ok(part === undefined || typeof part === "string", String(part))

  const { context, mode, asked } = createContext({ settings, keep })
  for (const value of Object.values(mode())) assert.ok(value === undefined || typeof value === "string" || value === true)
  assert.equal(typeof asked(), "boolean")
  assert.equal(typeof context.debugToken, "string")

  // The address that messages carry names no mail address.
  const { url } = createPage(settings, () => {}, () => {}).here()
  assert.ok(!new URL(url).searchParams.get("mail"), url)
}
