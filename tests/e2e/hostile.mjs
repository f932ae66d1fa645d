/** Pages that make life hard, and on which a visit works all the same: `www/hostile/`, one test each. See docs/hostile.md. */
import assert from "node:assert/strict"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { root } from "../harness/sandbox.mjs"
import { tests as crippled } from "./crippled.mjs"

/** These pages break themselves by inline scripts, which the policy of the other mode refuses. */
export const only = ["wasm"]

/** What a page throws itself, before or without the library. */
const own = { queue: /a callback of the tag manager/ }

/** What the page has asked for besides the visit. */
const more = { listeners: [["GET", "other"]] }

/** What must be true of one page besides. */
const also = {
  async strict(visit) {
    assert.equal((await visit.addresses("/vitrine.nowasm.js")).length, 1, "the policy does not refuse the module")
  },
  async "storage-full"(visit) {
    assert.equal(await visit.run(() => {
      try {
        localStorage.setItem("one more", "xx")
      } catch (error) {
        return error.name
      }
    }), "QuotaExceededError")
  },
  async "storage-wiped"(visit) {
    const visitors = await visit.sandbox.visitors("alpha")
    assert.equal(visitors.length, 1, "one page, one visitor")
    assert.equal((await visit.sandbox.visitor("alpha", visitors[0])).page_views, 1)
  },
  async "queue-long"(visit) {
    assert.deepEqual(await visit.run(() => window.order), { next: 10_000, wrong: 0 })
  },
  async "wasm-corrupt"(visit) {
    assert.equal((await visit.addresses("/vitrine.nowasm.js")).length, 1)
  },
  "copies-old-first": visit => keepsFirst(visit, "0.0.1"),
  async "copies-new-first"(visit) {
    // The old one comes late; the page is at work by then.
    await visit.page.waitFor(() => document.scripts.length > 3)
    await keepsFirst(visit, await visit.run(async () => /"(\d+\.\d+\.\d+)"/.exec(await (await fetch("/vitrine.js")).text())[1]))
  },
  async listeners(visit) {
    const heard = await visit.run(() => window.heard)
    for (const name of ["prerequest", "prerender", "taggingsent", "ev1end", "scripterror"]) assert.ok(heard.includes(name), name)
  },
}

async function keepsFirst(visit, version) {
  assert.equal(await visit.run(() => window.vitrine.version), version)
}

async function survives(visit, name) {
  await visit.page.goto(`${visit.sandbox.origin}/hostile/${name}.html`)
  const { views, products } = await visit.page.waitFor(() => window.result)
  assert.equal(products, true)
  // What the page asks for at the same time is counted before or after.
  assert.ok(views === 1 || views === 1 + more[name]?.length, `${views} views`)
  const thrown = (await visit.page.thrown()).filter(problem => !own[name]?.test(problem.text))
  assert.deepEqual(thrown, [])
  const expected = [["POST", "cart"], ...(more[name] ?? []), ["GET", "front"]]
  const requests = await visit.sandbox.requestsWhen("alpha", expected.length)
  assert.deepEqual(requests.map(({ method, message }) => [method, message.page_type]).sort(), expected.sort())
  // What the server knows by then is not told again.
  const carts = requests.map(({ message }) => message.cart).filter(Boolean)
  assert.ok(carts.length)
  for (const cart of carts) {
    assert.deepEqual(cart, [{ product_id: "a", name: "A", unit_price: 123.45, price_currency_code: "EUR", quantity: 2 }])
  }
  const cart = requests.find(({ message }) => message.page_type === "cart")
  const front = requests.find(({ message }) => message.page_type === "front")
  assert.deepEqual(cart.message.customer, { email: "a@example.com", newsletter: true })
  assert.deepEqual(Object.keys(front.message).filter(key => ["extend", "then_", "first"].includes(key)), [])
  await also[name]?.(visit)
  await leave(visit)
}

/** What a page still tells when it is left must not reach the account of the next test. */
async function leave(visit) {
  await visit.page.goto(`${visit.sandbox.origin}/test/boot.js`)
  await new Promise(resolve => setTimeout(resolve, 300))
}

const pages = readdirSync(join(root, "www/hostile")).filter(file => file.endsWith(".html")).map(file => file.replace(".html", ""))
const works = pages.filter(name => name !== "framed" && !(name in crippled))

export const tests = Object.fromEntries(works.map(name => [name, visit => survives(visit, name)]))
