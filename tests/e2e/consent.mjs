/** What the script tag's `data-consent` allows. */
import assert from "node:assert/strict"

/** Runs in the page before the library: notes every touch of what holds data. */
function watchStorage() {
  window.touched = []
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie")
  Object.defineProperty(document, "cookie", {
    get() { window.touched.push("read cookie"); return cookie.get.call(document) },
    set(value) { window.touched.push("write cookie"); cookie.set.call(document, value) },
    configurable: true,
  })
  for (const name of ["localStorage", "sessionStorage"]) {
    const { get } = Object.getOwnPropertyDescriptor(window, name)
    Object.defineProperty(window, name, { get() { window.touched.push(name); return get.call(window) }, configurable: true })
  }
  addScript()
}

export const tests = {
  "denied: no request, no cookie, no storage": async visit => {
    await visit.open({ script: "", "data-consent": "denied" })
    await visit.run(watchStorage)
    await visit.ready()
    await visit.run(() => {
      window.outcome = "pending"
      nostojs(api => {
        const session = api.defaultSession().setCart({ items: [] }).setCustomer({ email: "a@example.com" })
        session.viewFrontPage().setPlacements(["home-1"]).load().then(() => { window.outcome = "loaded" }, error => { window.outcome = error.code })
        session.viewCart().update()
      })
    })
    assert.deepEqual(await visit.allMessages(), [])
    assert.deepEqual(await visit.run(() => window.touched), [])
    assert.deepEqual((await visit.addresses("/vitrine.")).map(address => new URL(address).pathname), ["/vitrine.js"])
    assert.deepEqual(await visit.page.cookies(), [])
    assert.notEqual(await visit.run(() => window.outcome), "loaded")
    await visit.threwNothing()
  },

  "anonymous: recommendations without a cookie or an id": async visit => {
    await visit.open({ script: "", "data-consent": "anonymous" })
    await visit.run(watchStorage)
    await visit.ready()
    const placements = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const view = () => api.defaultSession().viewFrontPage().setPlacements(["home-1"]).load()
      await view()
      return Object.keys((await view()).recommendations)
    })
    assert.deepEqual(placements, ["home-1"])
    assert.ok(!(await visit.run(() => window.touched)).includes("write cookie"))
    for (const address of await visit.addresses("/ev1")) assert.equal(new URL(address).searchParams.has("c"), false)
    assert.deepEqual(await visit.page.cookies(), [])
  },
}
