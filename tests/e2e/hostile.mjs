/** Pages that make life hard: each file of `www/hostile/` is a test. */
import assert from "node:assert/strict"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { root } from "../harness/sandbox.mjs"

/** These pages break themselves by inline scripts, which the policy of the other mode refuses. */
export const only = ["wasm"]

/** What a page throws itself, before or without the library. */
const own = { queue: /a callback of the tag manager/ }

async function survives(visit, name) {
  await visit.page.goto(`${visit.sandbox.origin}/hostile/${name}.html`)
  assert.deepEqual(await visit.page.waitFor(() => window.result), { views: 1, products: true })
  const thrown = (await visit.page.thrown()).filter(problem => !own[name]?.test(problem.text))
  assert.deepEqual(thrown, [])
  const requests = await visit.sandbox.requests("alpha")
  assert.deepEqual(requests.map(({ method, message }) => [method, message.page_type]), [["GET", "front"], ["POST", "cart"]])
  assert.deepEqual(requests[0].message.cart, [{ product_id: "a", name: "A", unit_price: 123.45, price_currency_code: "EUR", quantity: 2 }])
  assert.equal(requests[1].message.cart, undefined, "the server knows it")
  assert.deepEqual(requests[1].message.customer, { email: "a@example.com", newsletter: true })
  assert.deepEqual(Object.keys(requests[0].message).filter(key => ["extend", "then_", "first"].includes(key)), [])
}

const pages = readdirSync(join(root, "www/hostile")).filter(name => name.endsWith(".html") && name !== "framed.html")

export const tests = Object.fromEntries(pages.map(file => {
  const name = file.replace(".html", "")
  return [name, visit => survives(visit, name)]
}))
