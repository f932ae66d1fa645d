/**
 * What calls cost, with the network stubbed, beside the same by hand in plain JavaScript, and by hand with each message kept
 * on the device until it is answered, as ours are: all in one page, turn by turn, so that a noisy machine is noisy for each.
 * Times in µs.
 */
import assert from "node:assert/strict"
import { openTab } from "./tab.mjs"
import { median } from "./figures.mjs"

/** Updates of one side in a round. */
const UPDATES = 25

/**
 * @returns `{setCart, update, paused}`, each `{ours, plain, kept, ratio}`: medians over `rounds`; `kept` is by hand too, and
 * `ratio` that of the first two. `update` is many in a row,
 * `paused` each after 50 ms in which the page did nothing, so that no cache of the processor holds anything of it
 */
export async function measureCalls(cdp, url, { rounds }) {
  const tab = await openTab(cdp)
  try {
    await tab.send("Performance.enable")
    await tab.send("Page.navigate", { url })
    await tab.waitFor(() => typeof window.round === "function", "the library is ready")
    const { ours, plain } = await tab.evaluate(() => window.said())
    assert.deepEqual(ours, plain, "both sides have to say the same")
    const all = []
    // The first rounds run while the browser still compiles.
    for (let round = -5; round < rounds; round++) {
      const setCart = await tab.evaluate(() => window.round())
      const update = await timeSides(tab, false)
      const paused = await timeSides(tab, true)
      if (round >= 0) all.push({ setCart, update, paused })
    }
    return Object.fromEntries(Object.keys(all[0]).map(name => [name, {
      ours: median(all.map(round => round[name].ours)),
      plain: median(all.map(round => round[name].plain)),
      kept: name === "setCart" ? undefined : median(all.map(round => round[name].kept)),
      ratio: median(all.map(round => round[name].ours / round[name].plain)),
    }]))
  } finally {
    await tab.close()
  }
}

async function timeSides(tab, pauses) {
  const sides = {}
  for (const side of ["ours", "plain", "kept"]) sides[side] = await timeUpdates(tab, side, pauses)
  return sides
}

/** Mean of what one whole update takes of the main thread, without what the pauses alone take of it. In µs. */
async function timeUpdates(tab, side, pauses) {
  // What the side before has left is not collected on the time of this one.
  await tab.send("HeapProfiler.collectGarbage")
  const before = await busyTime(tab)
  await tab.evaluate((...how) => window.updateAll(...how), side, UPDATES, pauses)
  const between = await busyTime(tab)
  await tab.evaluate(pauses => window.idle(pauses), pauses ? UPDATES : 0)
  const idle = await busyTime(tab) - between
  return (between - before - idle) * 1e6 / UPDATES
}

/** How long the main thread was busy so far, in s. */
async function busyTime(tab) {
  const { metrics } = await tab.send("Performance.getMetrics")
  return metrics.find(({ name }) => name === "TaskDuration").value
}
