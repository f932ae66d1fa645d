/** The mock for consumers' tests: has every method of the real thing, sends nothing, notes everything. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { backEnd, fresh, start } from "./library.mjs"

const { mockVitrine } = await fresh("testing.js")

/** Names of an object's functions, with those of its plain objects below them. */
function methods(object, prefix = "") {
  return Object.entries(object).flatMap(([name, value]) => {
    if (typeof value === "function") return [prefix + name]
    return value && Object.getPrototypeOf(value) === Object.prototype ? methods(value, `${prefix}${name}.`) : []
  }).sort()
}

test("the mock has exactly the methods of the real api, session, action and attribution", async () => {
  const { api } = await start(backEnd())
  const mock = mockVitrine().api
  assert.deepEqual(methods(mock), methods(api))
  const parts = [api => api.defaultSession(), api => api.defaultSession().viewOther(), api => api.recordAttribution({ type: "vp" })]
  for (const part of parts) {
    assert.deepEqual(methods(part(mock)), methods(part(api)))
    assert.ok(methods(part(mock)).length > 2)
  }
})

test("what would be sent is noted with everything that was said", async () => {
  const { api, requests } = mockVitrine()
  const action = api.defaultSession().setCart({ items: [] }).viewProduct("101").setPlacements(["a"])
  assert.deepEqual(requests, [])
  await action.load({ skipEvents: true })
  await action.update()
  await api.recordAttribution({ type: "vp", target: "1" }).done()
  assert.deepEqual(requests, [
    {
      flags: { skipEvents: true }, view: ["viewProduct", "101"], calls: [["setPlacements", ["a"]]],
      setters: [["setCart", { items: [] }]],
    },
    { flags: { skipPageViews: true }, view: ["viewProduct", "101"], calls: [["setPlacements", ["a"]]], setters: [["setCart", { items: [] }]] },
    { events: [[{ type: "vp", target: "1" }]] },
  ])
})

test("responses are empty unless the test answers", async () => {
  const { api } = mockVitrine({ respond: ({ view }) => ({ recommendations: { [view[0]]: 1 } }) })
  const response = await api.defaultSession().viewCart().load()
  assert.deepEqual(response.recommendations, { viewCart: 1 })
  assert.equal(response.page_views, 1)
  assert.deepEqual((await mockVitrine().api.defaultSession().viewCart().load()).recommendations, {})
})

test("a page's globals are taken, its queue is run, and both come back", async () => {
  const ran = []
  const stub = () => {}
  stub.q = [api => ran.push(typeof api.defaultSession)]
  globalThis.window = { nostojs: stub }
  try {
    const { api, nostojs, restore } = mockVitrine()
    assert.deepEqual(ran, ["function"])
    assert.equal(await window.nostojs(given => given === api), true)
    assert.equal(await nostojs(() => 5), 5)
    window.nosto.reload({ site: "x" })
    assert.equal(api.internal.getSettings().site, "x")
    restore()
    assert.equal(window.nostojs, stub)
    assert.equal(window.nosto, undefined)
  } finally {
    delete globalThis.window
  }
})

test("listeners, visitor and do not track work as they do", () => {
  const { api } = mockVitrine()
  const heard = []
  api.listen("PreRequest", message => heard.push(message))
  api.internal.emit("prerequest", 1)
  api.visit.setCustomerId("v")
  assert.deepEqual([heard, api.visit.getCustomerId(), api.visit.setDoNotTrack(true), api.visit.isDoNotTrack()], [[1], "v", true, true])
})
