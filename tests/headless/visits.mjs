/** A visit that starts on a server, continues in a browser and ends with an order that only the server knows. */
import assert from "node:assert/strict"
import { runtimeNames, startShop } from "./runtimes.mjs"

export const tests = Object.fromEntries(runtimeNames.map(name => [`${name}: a visit from the server to the browser and back is one visitor`, at => visit(name, at)]))

async function visit(runtime, { sandbox, browser }) {
  await sandbox.reset("alpha")
  const shop = await startShop(runtime, sandbox.origin)
  const page = await browser.newContext()
  try {
    await page.goto(`${shop.origin}/`)
    const seen = await page.evaluate(() => new Promise((resolve, reject) => window.nostojs(async api => {
      const data = await api.defaultSession().viewFrontPage().setPlacements(["frontpage-nosto-1"]).load()
      const segments = await api.internal.getSegments()
      resolve({ id: api.visit.getCustomerId(), views: data.page_views, segments, names: data.recommendations["frontpage-nosto-1"].products.map(({ name }) => name), shown: [...document.querySelectorAll("li")].map(({ textContent }) => textContent) })
    }).catch(reject)))
    assert.match(seen.id, /^[0-9a-f]{24}$/)
    assert.equal(seen.views, 1)
    assert.ok(seen.names.length > 0)
    assert.deepEqual(seen.shown, seen.names)
    assert.equal((await page.cookies()).find(({ name }) => name === "2c.cId").value, seen.id)
    assert.equal((await sandbox.requests("alpha")).length, 1, "the browser asked for nothing again")

    const views = await page.evaluate(() => window.nostojs(api => api.defaultSession().viewProduct("product-1").load().then(data => data.page_views)))
    assert.equal(views, 2)
    await page.goto(`${shop.origin}/thanks`)
    await sandbox.requestsWhen("alpha", 4)

    const visitors = await sandbox.visitors("alpha")
    assert.deepEqual(visitors.map(visitor => visitor.id ?? visitor), [seen.id])
    const visitor = await sandbox.visitor("alpha", seen.id)
    assert.equal(visitor.page_views, 3)
    assert.deepEqual(visitor.orders.map(order => order.info.order_number), [`server-${seen.id}`])
    assert.deepEqual(await page.thrown(), [])
  } finally {
    await page.close()
    await shop.stop()
  }
}
