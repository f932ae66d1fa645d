/** Results: what a load gives back, and what reaches the page's placements. */
import assert from "node:assert/strict"

/** Runs in the page. */
function loadHtml(placements) {
  return new Promise((resolve, reject) => nostojs(api => {
    const session = api.defaultSession().enableCampaignInjection().setResponseMode("HTML")
    session.viewFrontPage().setPlacements(placements).load().then(resolve, reject)
  }))
}

export const tests = {
  "a response has every member with its type": async visit => {
    await visit.openReady()
    const response = await visit.run(() => nostojs(api => api.defaultSession().viewFrontPage().setPlacements(["home-1", "banner-1", "no-such-place"]).load()))
    assert.deepEqual(Object.keys(response.recommendations).sort(), ["banner-1", "home-1"])
    const { products, result_id: resultId, div_id: divId } = response.recommendations["home-1"]
    assert.ok(products.length >= 3)
    assert.equal(typeof products[0].price, "number")
    assert.equal(divId, "home-1")
    assert.notEqual(resultId, divId)
    assert.deepEqual(Object.keys(response.campaigns.recommendations), ["home-1"])
    assert.deepEqual(Object.keys(response.campaigns.content), ["banner-1"])
    assert.equal(typeof response.campaigns.content["banner-1"].html, "string")
    assert.equal(response.page_views, 1)
    assert.ok(response.geo_location.every(part => typeof part === "string"))
    const { discount: _, top_skus: skus, ...lists } = response.affinities
    assert.ok(Object.values(lists).every(Array.isArray))
    assert.ok(skus && !Array.isArray(skus))
  },

  "update gives the same data and counts no view": async visit => {
    await visit.openReady()
    const views = await visit.run(() => nostojs(async api => {
      const session = api.defaultSession()
      const first = await session.viewFrontPage().setPlacements(["home-1"]).load()
      const second = await session.viewCart().setPlacements(["home-1"]).update()
      const third = await session.viewOther().load({ skipPageViews: true })
      return [first, second, third].map(response => [response.page_views, Object.keys(response.recommendations)])
    }))
    assert.deepEqual(views, [[1, ["home-1"]], [1, ["home-1"]], [1, []]])
  },

  "nothing touches the page unless injection is enabled": async visit => {
    await visit.openReady()
    const filled = await visit.run(async () => {
      await nostojs(api => api.defaultSession().setResponseMode("HTML").viewFrontPage().setPlacements(["home-1"]).load())
      return document.getElementById("home-1").innerHTML
    })
    assert.equal(filled, "")
  },

  "injection fills the placements that are there": async visit => {
    await visit.openReady()
    const response = await visit.run(loadHtml, ["home-1", "banner-1"])
    assert.equal(typeof response.recommendations["home-1"], "string")
    const [links, other] = await visit.run(() => [document.querySelectorAll("#home-1 a[href]").length, document.getElementById("home-2").innerHTML])
    assert.ok(links > 0)
    assert.equal(other, "")
    await visit.run(loadHtml, ["home-1"])
    assert.equal(await visit.run(() => document.querySelectorAll("#home-1 a[href]").length), links, "a second load replaces")
    await visit.threwNothing()
  },
}
