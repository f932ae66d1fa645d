/** Cookies, the name of the host, and an id that a server gives the visitor. */
import assert from "node:assert/strict"
import fc from "fast-check"
import { VISITOR, cookieOf, domainsOf, isStorable, visitorCookie } from "../../../pkg/cookies.js"
import { editOneOf } from "../change.mjs"
import { words } from "../values.mjs"

const host = words(["www", ".", "shop", "co", "uk", "localhost", "127", "0", "[::1]"])
const cookies = words([VISITOR, "2c.cI", "=", ";", "; ", " ", "a", "5b1a481060b221115c4a251e"])
const id = fc.oneof(words(["5b1a481060b221115c4a251e", ";", ",", " ", '"', "\\", "=", "é", "\n"], 3), fc.string({ maxLength: 140 }))

export const input = fc.record({ host, cookies, id })

export const change = editOneOf("host", "cookies", "id")

export function check({ host, cookies, id }) {
  const found = cookieOf(cookies, VISITOR)
  if (found !== undefined) assert.ok(!found.includes("; ") && cookies.includes(`${VISITOR}=${found}`))

  if (isStorable(id)) {
    const cookie = visitorCookie(id, {}, "shop.test", true)
    assert.match(cookie, /^2c\.cId=[^;,\s"\\]{1,128}; path=\/; max-age=126144000; domain=shop\.test; SameSite=Lax; Secure$/)
    assert.equal(cookieOf(cookie, VISITOR), id)
  }

  const domains = domainsOf(host)
  for (const [at, domain] of domains.entries()) {
    assert.ok(host.endsWith(domain) && domain.includes("."))
    if (at) assert.ok(domain.length > domains[at - 1].length)
  }
}
