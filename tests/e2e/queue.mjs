/** `nostojs` and `api` as objects: promises, detached methods, callbacks that throw. */
import assert from "node:assert/strict"

export const tests = {
  "a callback's result comes back as a promise": async visit => {
    await visit.openReady()
    const results = await visit.run(async () => [await nostojs(() => 5), await nostojs(async () => "later"), await nostojs(api => api.isAutoLoad())])
    assert.deepEqual(results, [5, "later", false])
  },

  "await new Promise(nostojs) gives the api, which is plain and not thenable": async visit => {
    await visit.openReady()
    const seen = await visit.run(async () => {
      const api = await new Promise(nostojs)
      return { then: "then" in api, prototype: Object.getPrototypeOf(api) === Object.prototype, session: typeof api.defaultSession }
    })
    assert.deepEqual(seen, { then: false, prototype: true, session: "function" })
  },

  "methods work detached": async visit => {
    await visit.openReady()
    const views = await visit.run(async () => {
      const { defaultSession, createSession, listen, unlisten, isAutoLoad } = await new Promise(nostojs)
      const seen = []
      const listener = () => seen.push("heard")
      listen("prerequest", listener)
      const { viewFrontPage } = defaultSession()
      const { load } = viewFrontPage()
      await load()
      unlisten("prerequest", listener)
      const { viewOther } = createSession()
      await viewOther().load({ skipPageViews: true })
      return [seen, isAutoLoad()]
    })
    assert.deepEqual(views, [["heard"], false])
    assert.deepEqual((await visit.allMessages()).map(request => request.message.page_type), ["front", "other"])
  },

  "defaultSession is one object, createSession a new one": async visit => {
    await visit.openReady()
    const same = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const session = api.defaultSession()
      return [session === api.defaultSession(), session === session.setCart({}), api.createSession() === api.createSession()]
    })
    assert.deepEqual(same, [true, true, false])
  },

  "a callback that throws stops no other and is reported as scripterror": async visit => {
    await visit.open({ script: "" })
    await visit.run(() => {
      window.seen = []
      nostojs(api => { api.listen("scripterror", error => seen.push(error.msg)) })
      nostojs(() => { throw new Error("first callback") })
      nostojs(() => { seen.push("second callback") })
      addScript()
    })
    await visit.ready()
    await visit.page.waitFor(() => window.seen.length === 2)
    const seen = await visit.run(() => window.seen)
    assert.ok(seen.includes("second callback"), String(seen))
    assert.ok(seen.some(text => text.includes("first callback")), String(seen))
    await visit.threwNothing()
  },

  "a callback that throws later rejects its own promise only": async visit => {
    await visit.openReady()
    const seen = await visit.run(async () => {
      const failed = await Promise.resolve(nostojs(() => { throw new RangeError("mine") })).then(() => "no error", error => error.message)
      return [failed, await nostojs(() => "next")]
    })
    assert.deepEqual(seen, ["mine", "next"])
  },

  "wrong arguments throw nothing": async visit => {
    await visit.openReady()
    await visit.run(async () => {
      const api = await new Promise(nostojs)
      const odd = [null, undefined, 5, "x", [], {}, () => 1, NaN, { items: 5 }, { items: [null, 5, { unit_price: "x" }] }]
      const session = api.createSession()
      for (const value of odd) {
        session.setCart(value).setCustomer(value).setVariation(value).setRestoreLink(value).setResponseMode(value)
        session.viewProduct(value).setPlacements(value).setRef(value, value).setTags(value).setCustomFields(value).addAffinity(value)
        session.viewCategory(value).setOrder(value)
        api.listen(value, value)
        api.unlisten(value, value)
      }
      await session.viewOther().load()
    })
    await visit.threwNothing()
  },

  "window.nosto.reload takes settings": async visit => {
    await visit.openReady()
    const account = await visit.run(async () => {
      window.nosto.reload({ site: location.hostname, account: "beta" })
      const api = await new Promise(nostojs)
      await api.defaultSession().viewFrontPage().load()
      return api.internal.getSettings().account
    })
    assert.equal(account, "beta")
    assert.equal((await visit.messages(1, "beta")).length, 1)
  },

  "the official loader reaches us": async visit => {
    await visit.open({ script: "" })
    await visit.run(() => new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = "/test/built/official.js"
      script.onload = resolve
      script.onerror = () => reject(new Error("the bundle of the official loader is missing"))
      document.head.append(script)
    }))
    const seen = await visit.run(async () => {
      const { init, nostojs, isNostoLoaded, getSettings } = window.official
      const early = nostojs(api => api.defaultSession().viewFrontPage().load())
      const before = isNostoLoaded()
      const addresses = []
      await init({
        merchantId: "alpha",
        scriptLoader: (url, options) => new Promise((resolve, reject) => {
          addresses.push(url)
          const script = Object.assign(document.createElement("script"), { src: new URL(url).pathname, onload: () => resolve(), onerror: reject })
          script.setAttribute("data-auto-load", "false")
          document.head.append(script)
        }),
      })
      await early
      await nostojs(api => api.defaultSession().viewOther().load())
      return { before, after: isNostoLoaded(), addresses, account: getSettings()?.account }
    })
    assert.deepEqual(seen, { before: false, after: true, addresses: ["https://connect.nosto.com/include/alpha"], account: "alpha" })
    assert.deepEqual((await visit.messages(2)).map(request => request.message.page_type), ["front", "other"])
  },
}
