/** A back end that misbehaves: the page works, the promise settles, nothing reaches `window.onerror`. */
import assert from "node:assert/strict"

const ev1 = { path: "/ev1" }

/** Each fault and how a load must end: `resolves`, or the error's code. */
const faults = {
  "status 500": [{ ...ev1, kind: "status", status: 500 }, "http"],
  "status 404": [{ ...ev1, kind: "status", status: 404 }, "http"],
  "a page of HTML": [{ ...ev1, kind: "html" }, "parse"],
  "truncated JSON": [{ ...ev1, kind: "truncated" }, "parse|network"],
  "garbage": [{ ...ev1, kind: "garbage" }, "parse"],
  "wrong types everywhere": [{ ...ev1, kind: "wrong_types" }, "resolves"],
  "204 and no content": [{ ...ev1, kind: "no_content" }, "resolves"],
  "a closed connection": [{ ...ev1, kind: "close" }, "network"],
  "a short delay": [{ ...ev1, kind: "delay", ms: 300 }, "resolves"],
}

/** Runs in the page: one load and one update whose promise nobody looks at. */
function shop(timeout) {
  return new Promise(resolve => nostojs(api => {
    const session = api.defaultSession().setCart({ items: [{ product_id: "a", name: "A", unit_price: 1.5, price_currency_code: "EUR", quantity: 1 }] })
    session.viewCart().update()
    const outcome = error => resolve({ name: error.name, code: error.code, status: error.status ?? null, path: error.path })
    session.viewFrontPage().setPlacements(["home-1"]).load(timeout ? { timeout } : {}).then(() => resolve({ code: "resolves" }), outcome)
  }))
}

async function checkPageWorks(visit) {
  // A button of the shop still does what it did, and the library still works.
  await visit.run(() => {
    const button = document.createElement("button")
    button.onclick = () => { document.title = "pressed" }
    document.body.append(button)
    button.click()
  })
  assert.equal(await visit.run(() => document.title), "pressed")
  await visit.sandbox.clearFaults("alpha")
  assert.equal((await visit.run(shop, 0)).code, "resolves")
  await visit.threwNothing()
}

async function suffers(visit, fault, expected) {
  await visit.sandbox.fault("alpha", fault)
  await visit.openReady()
  const outcome = await visit.run(shop, 0)
  assert.match(outcome.code, new RegExp(`^(${expected})$`))
  if (outcome.code !== "resolves") {
    assert.equal(outcome.name, "VitrineError")
    assert.equal(outcome.path, "/ev1")
  }
  if (outcome.code === "http") assert.equal(outcome.status, fault.status)
  await checkPageWorks(visit)
}

export const tests = {
  ...Object.fromEntries(Object.entries(faults).map(([name, [fault, expected]]) => [name, visit => suffers(visit, fault, expected)])),

  "nothing for 30 s, time limit of 500 ms": async visit => {
    await visit.sandbox.fault("alpha", { ...ev1, kind: "delay", ms: 30_000 })
    await visit.openReady({}, {})
    const began = Date.now()
    const outcome = await visit.run(timeout => new Promise(resolve => nostojs(api =>
      api.defaultSession().viewFrontPage().load({ timeout }).then(() => resolve("resolves"), error => resolve(error.code)))), 500)
    assert.equal(outcome, "timeout")
    assert.ok(Date.now() - began < 3_000)
    await checkPageWorks(visit)
  },

  "nothing for 30 s, and calls that wait for each other": async visit => {
    await visit.sandbox.fault("alpha", { ...ev1, kind: "delay", ms: 30_000 })
    await visit.openReady()
    const codes = await visit.run(() => nostojs(api => {
      const load = () => api.defaultSession().viewOther().load({ timeout: 300 }).then(() => "resolved", error => error.code)
      return Promise.all([load(), load(), load()])
    }))
    assert.deepEqual(codes, ["timeout", "timeout", "timeout"])
    await checkPageWorks(visit)
  },

  "nothing for 30 s, default time limit of 8 s": async visit => {
    await visit.sandbox.fault("alpha", { ...ev1, kind: "delay", ms: 30_000 })
    await visit.openReady()
    const began = Date.now()
    const outcome = await visit.run(() => new Promise(resolve => nostojs(api =>
      api.defaultSession().viewFrontPage().load().then(() => resolve("resolves"), error => resolve(error.code)))))
    const took = Date.now() - began
    assert.equal(outcome, "timeout")
    assert.ok(took > 7_500 && took < 10_000, `${took} ms`)
    await checkPageWorks(visit)
  },

  "a server that is not there": async visit => {
    await visit.openReady({ "data-server": "http://127.0.0.1:9" })
    assert.equal((await visit.run(shop, 0)).code, "network")
    await visit.threwNothing()
  },

  "a blocker that rejects with no Error": async visit => {
    await visit.openReady()
    const outcome = await visit.run(() => new Promise(resolve => {
      window.fetch = () => Promise.reject("blocked")
      nostojs(api => api.defaultSession().viewFrontPage().load().then(() => resolve("resolves"), error => resolve(error.code)))
    }))
    assert.equal(outcome, "network")
    await visit.threwNothing()
  },

  "settings that cannot be had": async visit => {
    await visit.openReady({ "data-settings": `${visit.sandbox.origin}/no-such-settings.json` })
    assert.equal((await visit.run(shop, 0)).code, "resolves")
    await visit.threwNothing()
  },

  "an order that is refused leaves the page working": async visit => {
    await visit.sandbox.fault("alpha", { path: "/order/track", kind: "status", status: 500 })
    await visit.openReady()
    const order = { info: { order_number: "1", email: "a@example.com" }, items: [{ product_id: "a", name: "A", price_currency_code: "EUR", quantity: 1, unit_price: 1.5 }] }
    await visit.run(order => new Promise(resolve => nostojs(api =>
      api.defaultSession().addOrder(order).setPlacements(["order-1"]).load().then(() => resolve(), () => resolve()))), order)
    await checkPageWorks(visit)
  },
}
