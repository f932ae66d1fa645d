/**
 * One check for each member of the api: something done with it in the page, and what must come of it. `fn` is called in
 * the page as `fn(api, data)`.
 */
import assert from "node:assert/strict"
import { until } from "../../engines/processes.mjs"

const line = { product_id: "linen-column-dress", sku_id: "linen-column-dress-ink-m", name: "Linen Column Dress", unit_price: 129.5, price_currency_code: "EUR", quantity: 2 }

/** What pages hand over in the checks. */
export const data = {
  cart: { items: [line] },
  customer: { email: "ada@example.com", first_name: "Ada", customer_reference: "ref-of-ada" },
  order: { external_order_ref: "x", info: { order_number: "M-1", email: "ada@example.com", country: "FI", phone: "1", post_code: "1" }, items: [line] },
  link: "https://shop.example/restore?id=1",
}

/** The members of `actual` that are named in `expected` are those. */
function includes(actual, expected, what) {
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(actual?.[name] ?? null, value ?? null, `${what} ${name}`)
}

/** One message leaves that says `expected`, with `flags` set and no others. A member of `null` is not in it. */
export const says = (fn, expected, flags) => ({
  fn,
  async judge({ sent }) {
    const messages = (await sent(1)).filter(({ path }) => path === "/ev1")
    assert.equal(messages.length, 1, `messages: ${JSON.stringify(messages.map(({ message }) => message))}`)
    includes(messages[0].message, expected, "message")
    if (flags) assert.deepEqual(Object.keys(messages[0].flags), flags)
  },
})

/** What `fn` returns or resolves to is `expected`, or satisfies it. */
export const gives = (fn, expected) => ({
  fn,
  judge({ value }) {
    if (typeof expected === "function") assert.ok(expected(value), `it gives ${JSON.stringify(value)}`)
    else assert.deepEqual(value, expected)
  },
})

/** The bus tells `name` with this payload. */
export const tells = (fn, name, ...expected) => ({
  fn,
  async judge({ heard }) {
    const payload = await heard(name)
    expected.forEach((part, at) => typeof part === "object" ? includes(payload[at], part, name) : assert.equal(payload[at], part))
  },
})

/** Several of the above of one call. */
export const both = (...checks) => ({
  fn: checks[0].fn,
  async judge(outcome) {
    for (const check of checks) await check.judge(outcome)
  },
})

/** Requests to `path` arrive whose body satisfies `matches`. */
export const reaches = (fn, path, matches) => ({
  fn,
  judge: ({ arrived }) => arrived(request => request.path === path && matches(request.message ?? request.order)),
})

/** Runs the checks of one type on one page, and says of each member that failed why. */
export async function checkAll(visit, { owner, members, events, checks }) {
  const account = "delta"
  await visit.sandbox.reset(account)
  await visit.openReady({ script: `/include/${account}`, "data-account": account }, { name: "members.html" })
  await visit.run((members, events) => window.prepare(members, events), members, events)
  const failures = Object.keys(checks).filter(name => !members[owner][name]).map(name => `${owner}.${name}: no such member`)
  let since = (await visit.sandbox.requests(account)).at(-1)?.seq ?? 0

  for (const name of Object.keys(members[owner])) {
    try {
      assert.ok(checks[name], "nothing checks it")
      const told = await visit.run(() => {
        // What another check has told would not be told again.
        for (const key of Object.keys(localStorage)) if (key.endsWith(".told")) localStorage.removeItem(key)
        return window.heard.length
      })
      const value = await visit.run(`data => (${checks[name].fn})(window.api, data)`, data)
      const news = async matches => (await visit.sandbox.requests(account)).filter(request => request.seq > since && matches(request))
      const arrived = matches => until(async () => {
        const found = await news(matches)
        return found.length && found
      }, { timeout: 5_000, every: 30, what: "a request" })
      await checks[name].judge({
        value,
        arrived,
        sent: () => arrived(() => true),
        heard: wanted => visit.page.waitFor((wanted, told) => window.heard.slice(told).find(([name]) => name === wanted)?.[1], { args: [wanted, told], timeout: 5_000 }),
      })
      assert.ok(await visit.run(member => window.used.has(member), `${owner}.${name}`), "the check does not use it")
    } catch (error) {
      failures.push(`${owner}.${name}: ${error.message}`)
    }
    since = (await visit.sandbox.requests(account)).at(-1)?.seq ?? since
  }
  assert.deepEqual(failures, [])
}
