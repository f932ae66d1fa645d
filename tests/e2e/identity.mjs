/** The visitor id: cookie, custom identifier service and store, do-not-track. */
import assert from "node:assert/strict"

/** Runs in the page. */
function viewFrontPage() {
  return new Promise((resolve, reject) => nostojs(api => api.defaultSession().viewFrontPage().load().then(() => resolve(api.visit.getCustomerId() ?? null), reject)))
}

async function lifetimeOf(visit, account) {
  const settings = await (await fetch(`${visit.sandbox.origin}/settings/${account}.json`)).json()
  await visit.openReady({ "data-account": account, "data-settings": `${visit.sandbox.origin}/settings/${account}.json` })
  await visit.run(viewFrontPage)
  const { expires } = await visit.idCookie()
  return { expected: settings.cookieTime, actual: expires - Date.now() / 1000 }
}

export const tests = {
  "the id the server gives is kept in the cookie": async visit => {
    await visit.openReady()
    assert.equal(await visit.run(() => new Promise(resolve => nostojs(api => resolve(api.visit.getCustomerId() ?? null)))), null)
    const id = await visit.run(viewFrontPage)
    assert.match(id, /^[0-9a-f]{24}$/)
    const cookie = await visit.idCookie()
    assert.deepEqual([cookie.value, cookie.sameSite, cookie.path, cookie.secure], [id, "Lax", "/", false])
    assert.deepEqual(await visit.sandbox.visitors("alpha"), [id])
  },

  "the next page is the same visitor": async visit => {
    await visit.openReady()
    const id = await visit.run(viewFrontPage)
    await visit.openReady({ again: "1" })
    assert.equal(await visit.run(() => new Promise(resolve => nostojs(api => resolve(api.visit.getCustomerId())))), id)
    assert.equal(await visit.run(viewFrontPage), id)
    const stored = await visit.sandbox.visitor("alpha", id)
    assert.equal(stored.page_views, 2)
    const [second] = (await visit.addresses("/ev1")).slice(-1)
    assert.equal(new URL(second).searchParams.get("c"), id)
  },

  "the cookie lives as long as the settings say": async visit => {
    for (const account of ["alpha", "beta"]) {
      const { expected, actual } = await lifetimeOf(visit, account)
      // Chromium keeps no cookie longer than 400 days, the others may cut as well.
      const most = Math.min(expected, 400 * 86_400)
      assert.ok(actual > most * 0.99 - 60 && actual <= expected + 60, `${account}: ${actual} s instead of ${expected} s`)
    }
  },

  "an answer that renames the visitor is followed": async visit => {
    await visit.openReady()
    await visit.run(viewFrontPage)
    await visit.run(() => {
      const original = window.fetch
      window.fetch = async (...call) => {
        const response = await original(...call)
        return new Response(JSON.stringify({ ...(await response.json()), customer: "0123456789abcdef01234567" }))
      }
    })
    assert.equal(await visit.run(viewFrontPage), "0123456789abcdef01234567")
    assert.equal((await visit.idCookie()).value, "0123456789abcdef01234567")
  },

  "the cookie is written for the widest domain that takes it": async visit => {
    const at = host => ({ origin: visit.sandbox.origin.replace("127.0.0.1", host) })
    await visit.openReady({ "data-server": visit.sandbox.origin }, at("www.shop.localhost"))
    const id = await visit.run(viewFrontPage)
    const cookie = await visit.idCookie()
    assert.equal(cookie.domain.replace(/^\./, ""), "shop.localhost")
    // The probe for the domain leaves nothing behind.
    assert.deepEqual((await visit.page.cookies()).map(({ name }) => name), ["2c.cId"])
    await visit.openReady({ "data-server": visit.sandbox.origin }, at("checkout.shop.localhost"))
    assert.equal(await visit.run(() => new Promise(resolve => nostojs(api => resolve(api.visit.getCustomerId())))), id)
  },

  "a custom identifier service replaces the cookie": async visit => {
    await visit.openReady()
    const result = await visit.run(() => new Promise((resolve, reject) => nostojs(api => {
      const calls = []
      let kept
      api.visit.setCustomerIdentifierService({
        getCustomerId: () => kept,
        setCustomerId: id => { calls.push(id); kept = id },
      })
      const view = () => api.defaultSession().viewFrontPage().load()
      view().then(view).then(() => resolve({ calls, kept, seen: api.visit.getCustomerId() }), reject)
    })))
    assert.match(result.kept, /^[0-9a-f]{24}$/)
    assert.equal(result.seen, result.kept)
    assert.ok(result.calls.every(id => id === result.kept), JSON.stringify(result.calls))
    assert.equal(await visit.idCookie(), undefined)
    assert.equal((await visit.sandbox.visitor("alpha", result.kept)).page_views, 2)
  },

  "a custom store is the same contract": async visit => {
    await visit.openReady()
    const kept = await visit.run(() => new Promise((resolve, reject) => nostojs(api => {
      let kept = null
      api.visit.setStore({ getCustomerId: () => kept, setCustomerId: id => { kept = id } })
      api.defaultSession().viewFrontPage().load().then(() => resolve(kept), reject)
    })))
    assert.match(kept, /^[0-9a-f]{24}$/)
    assert.equal(await visit.idCookie(), undefined)
  },

  "a service that throws stops nothing": async visit => {
    await visit.openReady()
    const views = await visit.run(() => new Promise((resolve, reject) => nostojs(api => {
      const fail = () => { throw new Error("no storage today") }
      api.visit.setCustomerIdentifierService({ getCustomerId: fail, setCustomerId: fail })
      api.defaultSession().viewFrontPage().load().then(response => resolve(response.page_views), reject)
    })))
    assert.equal(views, 1)
    await visit.threwNothing()
  },

  "setCustomerId makes the page that visitor": async visit => {
    await visit.openReady()
    const id = "5b1a481060b221115c4a251e"
    const seen = await visit.run(id => new Promise((resolve, reject) => nostojs(api => {
      api.visit.setCustomerId(id)
      api.defaultSession().viewFrontPage().load().then(() => resolve(api.visit.getCustomerId()), reject)
    })), id)
    assert.equal(seen, id)
    assert.deepEqual(await visit.sandbox.visitors("alpha"), [id])
    assert.equal((await visit.idCookie()).value, id)
  },

  "do not track: no cookie, no id on the wire": async visit => {
    await visit.openReady()
    const outcome = await visit.run(() => new Promise((resolve, reject) => nostojs(api => {
      const set = api.visit.setDoNotTrack(true)
      const view = () => api.defaultSession().viewFrontPage().setPlacements(["home-1"]).load()
      view().then(view).then(response => resolve({ set, is: api.visit.isDoNotTrack(), placements: Object.keys(response.recommendations) }), reject)
    })))
    assert.deepEqual(outcome, { set: true, is: true, placements: ["home-1"] })
    assert.deepEqual(await visit.page.cookies(), [])
    for (const address of await visit.addresses("/ev1")) assert.equal(new URL(address).searchParams.has("c"), false)
    assert.equal((await visit.allMessages()).length, 2)
  },

  "a cookie from before is not sent under do not track": async visit => {
    await visit.openReady()
    await visit.run(viewFrontPage)
    await visit.openReady({ again: "1" })
    await visit.run(() => new Promise((resolve, reject) => nostojs(api => {
      api.visit.setDoNotTrack(true)
      api.defaultSession().viewFrontPage().load().then(() => resolve(), reject)
    })))
    const [last] = (await visit.addresses("/ev1")).slice(-1)
    assert.equal(new URL(last).searchParams.has("c"), false)
  },
}
