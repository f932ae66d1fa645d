/** The five visits in which libraries of this kind lose or repeat something. Each is seventeen events. */
import assert from "node:assert/strict"
import { becomesWhole, breaks, journey, over, query } from "../harness/seventeen.mjs"

const rest = ms => new Promise(resolve => setTimeout(resolve, ms))

/** The whole visit meets `fault`, but for its first page: there the visitor gets an id. */
async function journeyUnder(visit, fault) {
  await journey(visit, async step => {
    await over(visit)
    if (step === 0) await breaks(visit, fault)
  })
}

export const scenarios = {
  "pages left in the task that tells": async visit => {
    await journey(visit, step => (step === 0 ? over(visit) : undefined))
    await over(visit)
    await becomesWhole(visit)
  },

  "pages left after 0.3 s": async visit => {
    await journey(visit, step => (step === 0 ? over(visit) : rest(300)))
    await over(visit)
    await becomesWhole(visit)
  },

  "a server that answers 503 until the shopper returns": async visit => {
    await journeyUnder(visit, { kind: "status", status: 503 })
    await visit.sandbox.clearFaults("alpha")
    await visit.openReady(query)
    await becomesWhole(visit)
  },

  "no network until just before the last page is left": async visit => {
    await journeyUnder(visit, { kind: "close" })
    // The browser hears of it where its driver can say so.
    if (visit.page.can("setOffline")) await visit.page.setOffline(true)
    await visit.sandbox.clearFaults("alpha")
    if (visit.page.can("setOffline")) await visit.page.setOffline(false)
    await rest(100)
    await visit.openReady(query)
    await becomesWhole(visit)
  },

  "two tabs open on return": async visit => {
    await journeyUnder(visit, { kind: "status", status: 503 })
    // What the last page repeats while it is left would count as well.
    await visit.page.goto(`${visit.sandbox.origin}/test/boot.js`)
    await rest(300)
    await visit.sandbox.clearFaults("alpha")
    const before = (await visit.sandbox.requests("alpha")).length
    await visit.openReady(query)
    await visit.run(() => {
      const tab = document.createElement("iframe")
      tab.src = location.href
      document.body.append(tab)
    })
    await becomesWhole(visit)
    const arrived = (await visit.sandbox.requests("alpha")).slice(before).map(({ rid }) => rid)
    assert.equal(new Set(arrived).size, arrived.length, "each is repeated by one of the tabs")
  },
}
