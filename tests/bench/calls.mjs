/**
 * What calls cost, with the network stubbed, beside the same by hand in plain JavaScript: both in one page,
 * turn by turn, so that a noisy machine is noisy for both. Times in µs.
 */
import assert from "node:assert/strict"
import { openTab } from "./tab.mjs"
import { median } from "./figures.mjs"

/** @returns `{setCart, sending, update}`, each `{ours, plain, ratio}`: medians over `rounds` */
export async function measureCalls(cdp, url, { rounds }) {
  const tab = await openTab(cdp)
  try {
    await tab.send("Page.navigate", { url })
    await tab.waitFor(() => typeof window.round === "function", "the library is ready")
    const { ours, plain } = await tab.evaluate(() => window.said())
    assert.deepEqual(ours, plain, "both sides have to say the same")
    // The first rounds run while the browser still compiles.
    for (let warm = 0; warm < 5; warm++) await tab.evaluate(() => window.round())
    const all = []
    for (let round = 0; round < rounds; round++) all.push(await tab.evaluate(() => window.round()))
    return Object.fromEntries(Object.keys(all[0]).map(name => [name, {
      ours: median(all.map(round => round[name].ours)),
      plain: median(all.map(round => round[name].plain)),
      ratio: median(all.map(round => round[name].ours / round[name].plain)),
    }]))
  } finally {
    await tab.close()
  }
}
