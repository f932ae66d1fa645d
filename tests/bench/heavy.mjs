/**
 * A page of 40 product blocks, 200 cart lines and 30 placements: how long its tagging is read and its campaigns are
 * put in, both for the first time, in ms of the page's clock; and the long tasks of that and of the page's own request.
 */
import assert from "node:assert/strict"
import { median } from "./figures.mjs"
import { openTab } from "./tab.mjs"

/** Medians over `rounds` loads at a CPU slowed down `rate` times; `longTasks` is the sum. */
export async function measureHeavy(cdp, url, { rate, rounds }) {
  const loads = []
  for (let round = 0; round < rounds; round++) loads.push(await load(cdp, url, rate))
  const of = name => median(loads.map(each => each[name]))
  return { rate, loads: rounds, read: of("read"), injected: of("injected"), longTasks: loads.reduce((sum, { longTasks }) => sum + longTasks, 0) }
}

async function load(cdp, url, rate) {
  const tab = await openTab(cdp)
  try {
    await tab.send("Emulation.setCPUThrottlingRate", { rate })
    await tab.send("Page.navigate", { url })
    await tab.waitFor(() => !!window.result, "the page is measured")
    const result = await tab.evaluate(() => window.result)
    assert.deepEqual(result.found, [40, 200, 40, 200, 30, 30])
    return result
  } finally {
    await tab.close()
  }
}
