/** The ES module entry in a page, as an app without a bundler would use it. */
import assert from "node:assert/strict"

const bare = { script: "" }

export const tests = {
  "importing changes nothing in the page": async visit => {
    await visit.open(bare)
    const added = await visit.run(async () => {
      const before = new Set(Object.getOwnPropertyNames(window))
      const stub = window.nostojs
      await import("/index.js")
      return [Object.getOwnPropertyNames(window).filter(name => !before.has(name)), stub === window.nostojs]
    })
    assert.deepEqual(added, [[], true])
    assert.deepEqual(await visit.page.cookies(), [])
    assert.deepEqual(await visit.addresses("vitrine.wasm"), [])
  },

  "init gives the api, the same for the same account": async visit => {
    await visit.open(bare)
    const seen = await visit.run(async () => {
      const { init, version } = await import("/index.js")
      const options = { account: "alpha", server: location.origin, autoLoad: false }
      const [first, second] = await Promise.all([init(options), init(options)])
      const response = await first.defaultSession().viewFrontPage().setPlacements(["home-1"]).load()
      return [typeof version, first === second, "then" in first, response.page_views, Object.keys(response.recommendations)]
    })
    assert.deepEqual(seen, ["string", true, false, 1, ["home-1"]])
    await visit.threwNothing()
  },

  "nostojs of the module waits for init, and the page's queue is run": async visit => {
    await visit.open(bare)
    const seen = await visit.run(async () => {
      const seen = []
      window.nostojs(() => { seen.push("queued by the stub") })
      const { init, nostojs } = await import("/index.js")
      const early = nostojs(api => { seen.push("before init"); return typeof api.defaultSession })
      const api = await init({ account: "alpha", server: location.origin, autoLoad: false })
      return { early: await early, same: await window.nostojs(given => given === api), seen: seen.sort() }
    })
    assert.deepEqual(seen, { early: "function", same: true, seen: ["before init", "queued by the stub"] })
  },

  "init without an account is a typed error": async visit => {
    await visit.open(bare)
    const error = await visit.run(async () => {
      const { init } = await import("/index.js")
      return init({}).then(() => null, ({ name, code, path }) => ({ name, code, path }))
    })
    assert.deepEqual(error, { name: "VitrineError", code: "config", path: "account" })
  },

  "settings may come from an address, and what the page says goes before them": async visit => {
    await visit.open(bare)
    const settings = await visit.run(async () => {
      const { init } = await import("/index.js")
      const api = await init({ settings: "/settings/beta.json", server: location.origin.replace("127.0.0.1", "localhost"), autoLoad: false })
      await api.defaultSession().viewFrontPage().load()
      const { account, server, cookieTime } = api.internal.getSettings()
      return { account, server, cookieTime: typeof cookieTime }
    })
    assert.deepEqual(settings, { account: "beta", server: visit.sandbox.otherOrigin, cookieTime: "number" })
    assert.equal((await visit.messages(1, "beta")).length, 1)
  },

  "every request goes through the fetch that was given": async visit => {
    await visit.open(bare)
    const asked = await visit.run(async () => {
      const { init } = await import("/index.js")
      const asked = []
      const fetch = (address, options) => {
        asked.push([new URL(address).pathname, options.method ?? "GET"])
        return window.fetch(address, options)
      }
      const api = await init({ account: "alpha", server: location.origin, autoLoad: false, fetch })
      await api.defaultSession().viewFrontPage().load()
      await api.defaultSession().setCustomer({ email: "a@example.com" }).viewOther().load()
      return asked
    })
    assert.deepEqual(asked, [["/ev1", "GET"], ["/ev1", "POST"]])
  },

  "a load can be aborted": async visit => {
    await visit.sandbox.fault("alpha", { path: "/ev1", kind: "delay", ms: 5_000 })
    await visit.openReady()
    const codes = await visit.run(async () => {
      const session = (await new Promise(nostojs)).defaultSession()
      const controller = new AbortController()
      const code = error => error.code
      const running = session.viewFrontPage().load({ signal: controller.signal }).then(() => "resolved", code)
      const waiting = session.viewOther().load({ signal: controller.signal }).then(() => "resolved", code)
      setTimeout(() => controller.abort(), 300)
      const late = session.viewCart().load({ signal: AbortSignal.abort() }).then(() => "resolved", code)
      return Promise.all([running, waiting, late])
    })
    assert.deepEqual(codes, ["aborted", "aborted", "aborted"])
    await visit.threwNothing()
  },
}
