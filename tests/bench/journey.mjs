/** Requests of a whole visit of the demo shops: the one the end-to-end tests take, counted at the server. */
import { tests } from "../e2e/shops.mjs"
import { Visit } from "../e2e/visit.mjs"

/** @returns by shop: `{pages, events, orders, options}`: page views and numbers of requests */
export async function countJourneys(engine, sandbox) {
  const counted = {}
  for (const [name, visitShop] of Object.entries(tests)) {
    await sandbox.reset("demo")
    const before = await sandbox.counts()
    const page = await engine.newContext()
    try {
      await visitShop(new Visit(page, { engine, sandbox, mode: "wasm" }))
    } finally {
      await page.close()
    }
    const after = await sandbox.counts()
    const requests = await sandbox.requests("demo")
    const [visitor] = await sandbox.visitors("demo")
    const of = path => requests.filter(request => request.path === path).length
    counted[name] = {
      pages: (await sandbox.visitor("demo", visitor)).views.length,
      events: of("/ev1"),
      orders: of("/order/track"),
      options: (after.options ?? 0) - (before.options ?? 0),
    }
  }
  return counted
}
