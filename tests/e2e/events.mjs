/** The bus. */
import assert from "node:assert/strict"

export const tests = {
  "a request's events come in order": async visit => {
    await visit.openReady()
    const names = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const names = []
      for (const name of ["taggingsent", "postrender", "prerender", "prerequest"]) api.listen(name, () => names.push(name))
      const session = api.defaultSession().enableCampaignInjection().setResponseMode("HTML")
      await session.viewFrontPage().setPlacements(["home-1", "no-such-place"]).load().then(() => names.push("resolved"))
      return names
    })
    assert.deepEqual(names, ["prerequest", "prerender", "postrender", "taggingsent", "resolved"])
  },

  "payloads are those of the platform": async visit => {
    await visit.openReady()
    const payloads = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const payloads = {}
      for (const name of ["prerequest", "prerender", "postrender", "taggingsent"]) api.listen(name, payload => { payloads[name] = payload })
      const session = api.defaultSession().enableCampaignInjection().setResponseMode("HTML")
      await session.viewFrontPage().setPlacements(["home-1", "no-such-place"]).load()
      return payloads
    })
    assert.equal(payloads.prerequest.page_type, "front")
    assert.deepEqual(payloads.prerequest.elements, ["home-1", "no-such-place"])
    assert.match(payloads.prerender.customerId, /^[0-9a-f]{24}$/)
    assert.equal(payloads.prerender.pageViews, 1)
    assert.ok(Array.isArray(payloads.prerender.geoLocation))
    assert.deepEqual(payloads.postrender.filledElements, ["home-1"])
    assert.deepEqual(payloads.postrender.unFilledElements, [])
    assert.equal(payloads.taggingsent.customer, payloads.prerender.customerId)
    assert.equal(payloads.taggingsent.pv, 1)
  },

  "names match in any case, unlisten stops, strangers are harmless": async visit => {
    await visit.openReady()
    const heard = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const heard = []
      const one = () => heard.push("one")
      const two = () => heard.push("two")
      api.listen("preRequest", one)
      api.listen("PREREQUEST", two)
      await api.defaultSession().viewFrontPage().load()
      api.unlisten("prerequest", one)
      api.unlisten("prerequest", () => {})
      api.unlisten("nosuchevent", one)
      await api.defaultSession().viewOther().load()
      return heard
    })
    assert.deepEqual(heard, ["one", "two", "two"])
  },

  "a listener that throws stops no other and no request": async visit => {
    await visit.openReady()
    const heard = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const heard = []
      api.listen("scripterror", error => heard.push(error.msg))
      for (const name of ["prerequest", "prerender", "taggingsent"]) {
        api.listen(name, () => { throw new Error(`listener of ${name}`) })
        api.listen(name, () => heard.push(name))
      }
      const response = await api.defaultSession().viewFrontPage().load()
      return [response.page_views, heard.filter(text => !text.includes("listener of")), heard.filter(text => text.includes("listener of")).length]
    })
    assert.deepEqual(heard, [1, ["prerequest", "prerender", "taggingsent"], 3])
    await visit.threwNothing()
  },

  "a listener may call the api again": async visit => {
    await visit.openReady()
    const types = await visit.run(async () => {
      const api = await new Promise(nostojs)
      let inner
      const types = []
      api.listen("prerequest", message => {
        types.push(message.page_type)
        if (message.page_type === "front") {
          api.unlisten("prerequest", () => {})
          inner = api.defaultSession().setCart({}).viewCart().load()
        }
      })
      await api.defaultSession().viewFrontPage().load()
      await inner
      return types
    })
    assert.deepEqual(types, ["front", "cart"])
  },

  "what the server complains about reaches servererror": async visit => {
    await visit.openReady()
    const complaints = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const complaints = []
      api.listen("servererror", list => complaints.push(list))
      await api.defaultSession().viewOther().setPageType("no-such-type").load()
      return complaints
    })
    for (const list of complaints) assert.ok(list.every(text => typeof text === "string"))
    await visit.sandbox.fault("alpha", { path: "/ev1", kind: "status", status: 500, body: '{"errors":["out of order"]}', times: 1 })
    const failed = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const complaints = []
      api.listen("servererror", list => complaints.push(list))
      const error = await api.defaultSession().viewOther().load().then(() => null, ({ name, code, status, path }) => ({ name, code, status, path }))
      return { complaints, error }
    })
    assert.deepEqual(failed.complaints, [["out of order"]])
    assert.deepEqual(failed.error, { name: "VitrineError", code: "http", status: 500, path: "/ev1" })
  },

  "a rejected order reaches ordererror": async visit => {
    await visit.openReady()
    const heard = await visit.run(() => new Promise(resolve => nostojs(api => {
      api.listen("ordererror", resolve)
      api.defaultSession().addOrder({ info: { email: "a@example.com" }, items: [] }).setPlacements(["order-1"]).load().catch(() => {})
    })))
    assert.equal(heard.payload.info.email, "a@example.com")
    assert.ok(heard.response.errors.every(error => error.key && error.message_key), JSON.stringify(heard.response))
    // The page's order is wrong by the types as well, and goes out as it is: what to refuse is the server's choice.
    assert.deepEqual(await visit.sandbox.wireProblems(), ["/order/track info: must have required property 'order_number'"])
  },
}
