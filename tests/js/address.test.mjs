/** A message as a request: where it goes, and how it travels. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { toRequest } from "../../pkg/address.js"
import { anonymous } from "../../pkg/personal.js"

const settings = { account: "a b", server: "https://s.test/" }
const request = (message, { order = false, view = true, events = true, visitor, own = settings } = {}) =>
  toRequest(order, !view, !events, "r", message, 0, own, visitor)

test("a short message travels in the query", () => {
  const { url, body, timeout } = request('{"url":"é"}', { visitor: "v" })
  assert.equal(url, "https://s.test/ev1?c=v&m=a%20b&rid=r&message=%7B%22url%22%3A%22%C3%A9%22%7D")
  assert.deepEqual([body, timeout], [undefined, 8_000])
})

test("flags are there only when set, and the visitor only when known", () => {
  const { url } = request("{}", { view: false, events: false })
  assert.equal(url, "https://s.test/ev1?m=a%20b&skipPageViews=true&skipEvents=true&rid=r&message=%7B%7D")
})

test("a URL has at most 2000 bytes", () => {
  const base = request("").address.length + "&message=".length
  const fitting = `{"url":"${"x".repeat(2_000 - base - '{"url":""}'.length - 2 * 7)}"}`
  for (const [message, isPost] of [[fitting, false], [fitting.replace('x"', 'xx"'), true]]) {
    const { url, body } = request(message)
    assert.equal(body !== undefined, isPost, `${url.length}`)
    assert.ok(isPost ? url.length < 2_000 : url.length === 2_000)
  }
})

test("a customer is never in a URL", () => {
  for (const customer of ["{}", '{"email":"a@b.test"}']) {
    const { url, body } = request(`{"customer":${customer}}`)
    assert.ok(body && !url.includes("customer"))
  }
})

test("nothing that says who the visitor is, is ever in a URL", () => {
  const who = [
    { customer: { customer_reference: "who-1" } }, { customer: { email: "who-1@b.test" } }, { customer: { first_name: "who-1" } },
    { customer: { last_name: "who-1" } }, { external_identifier: "who-1" }, { klaviyo_cookie: "who-1" },
  ]
  for (const members of who) {
    const { url, body } = request(JSON.stringify({ url: "https://shop.test/", ...members }))
    assert.ok(!url.includes("who-1") && body.includes("who-1"), JSON.stringify(members))
  }
})

test("of a visitor who must not be tracked neither message nor order says who it is", () => {
  const message = { customer: {}, cart_hash: "h", restore_link: "r", external_identifier: "e", klaviyo_cookie: "k", mail_ref: "m", mail_type: "email" }
  assert.deepEqual(JSON.parse(anonymous(JSON.stringify({ ...message, url: "u", cart: [{ unit_price: 19.9 }] }))), { url: "u", cart: [{ unit_price: 19.9 }] })
  const info = { email: "e", first_name: "f", last_name: "l", phone: "1", post_code: "2", newsletter: true }
  assert.deepEqual(JSON.parse(anonymous(JSON.stringify({ info: { ...info, order_number: "A-1" }, items: [] }))), { info: { order_number: "A-1" }, items: [] })
  assert.equal(anonymous("no JSON"), "{}")
})

test("an order is always a POST", () => {
  const { url, body } = request("{}", { order: true })
  assert.deepEqual([url, body], ["https://s.test/order/track?m=a%20b&rid=r", "{}"])
})

test("the settings say where to and for how long; what is no address or no time counts as not given", () => {
  const own = { account: "x", server: "", endpoints: { events: "/e/", order: 5 }, timeout: 50.5 }
  assert.deepEqual([request("{}", { own }).address, request("{}", { own }).timeout], ["/e?m=x&rid=r", 50])
  assert.equal(request("{}", { own, order: true }).address, "/order/track?m=x&rid=r")
  for (const odd of [null, {}, [], -1, "x"]) {
    const { address, timeout } = request("{}", { own: { account: "x", server: odd === "x" ? 5 : odd, endpoints: odd, timeout: odd } })
    assert.deepEqual([address, timeout], ["https://connect.nosto.com/ev1?m=x&rid=r", 8_000])
  }
})

test("a time limit of the call's own wins", () => {
  assert.equal(toRequest(false, false, false, "r", "{}", 90, { timeout: 5 }).timeout, 90)
})

test("an id of which no address can be made names nobody", () => {
  assert.equal(request("{}", { visitor: "\ud800" }).address, "https://s.test/ev1?c=&m=a%20b&rid=r")
})
