/** Tagging of any markup at all, read in the engine's own document. Long form under `--soak`. */
import assert from "node:assert/strict"

/** A policy changes nothing about what markup says. */
export const only = ["wasm"]
export const timeout = 4 * 3_600_000

/** Executions that fit into a call of a driver. */
const BATCH = 50_000

export const tests = {
  "any markup is read, or told by its path": async visit => {
    const runs = visit.soak && visit.engine.name === "chromium" ? 10_000_000 : 3_000
    await visit.page.goto(`${visit.sandbox.origin}/test/placements/page.html`)
    await visit.run(() => new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement("script"), { src: "/test/built/fuzz.js", onload: resolve, onerror: reject }))
    }).then(() => true))
    const began = Date.now()
    for (let count = 0; count < runs; count += BATCH) {
      const batch = { runs: Math.min(BATCH, runs - count), seed: 1 + count / BATCH }
      const problem = await visit.page.evaluateSlowly(timeout, batch => window.fuzz.fuzzMarkup(batch), batch)
      assert.equal(problem, null)
    }
    console.log(`    markup: ${runs} executions in ${((Date.now() - began) / 1000).toFixed(0)} s (${visit.engine.name})`)
    await visit.threwNothing()
  },
}
