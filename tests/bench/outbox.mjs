/**
 * What it costs to keep a call until its answer is final: the outbox as pages have it, over the real storage of a
 * shop's domain, with a core that answers at once. Times in ms of the main thread per action.
 */
import { build } from "esbuild"
import { root } from "../harness/sandbox.mjs"
import { median } from "./figures.mjs"
import { openTab } from "./tab.mjs"

/** More than a shop and its other scripts usually keep. */
const FOREIGN = 50
const ROUNDS = 30

/** A page's clock counts tenths of a ms only: so many actions are timed together. */
const TOGETHER = 10

/** @returns `{first, action}`: the first action of a page, and one of the others by a median of rounds */
export async function measureOutbox(cdp, url) {
  const { outputFiles } = await build({
    stdin: { contents: `export { createOutbox } from "./pkg/outbox.js"; export { createKeep } from "./pkg/keep.js"`, resolveDir: root },
    bundle: true, minify: true, write: false, format: "iife", globalName: "parts", logLevel: "error",
  })
  const tab = await openTab(cdp)
  try {
    await tab.send("Page.navigate", { url })
    await tab.waitFor(() => document.readyState === "complete", "the page is there")
    await tab.send("Runtime.evaluate", { expression: outputFiles[0].text })
    const times = await tab.evaluate(act, FOREIGN, ROUNDS, TOGETHER)
    return { first: times[0], action: median(times.slice(1)) }
  } finally {
    await tab.close()
  }
}

/** Runs in the page: hands over actions with a cart of 20 lines; gives the time each took, to its end. */
async function act(foreign, rounds, together) {
  for (let key = 0; key < foreign; key++) localStorage.setItem(`shop.${key}`, "x".repeat(200))
  const keep = window.parts.createKeep(() => "alpha", () => true)
  let calls = 1_000
  const core = { submit: () => 1, wake() {} }
  const link = { next: () => ++calls, call: (call, job) => (job(core), Promise.resolve()), ask: job => job(core), run: job => job(core) }
  const outbox = window.parts.createOutbox({ link, keep, recover: () => new Promise(() => {}) })
  const items = Array.from({ length: 20 }, (_, line) => ({ product_id: `line-${line}`, name: "A lamp for the evening", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }))
  const text = JSON.stringify([[["setCart", { items }]], { url: location.href }, { skipPageViews: true, update: true }, ["viewCart"]])
  function action(number) {
    outbox.memo()
    outbox.submit(0, text, 0, true, () => {})
    outbox.events.known("cart", String(number))
    outbox.events.ended(calls, 1, false, false)
  }

  const time = job => {
    const began = performance.now()
    job()
    return performance.now() - began
  }
  const times = [time(() => action(0))]
  for (let round = 0; round < rounds; round++) {
    times.push(time(() => { for (let number = together; number--; ) action(number) }) / together)
    // What a shopper does next is another task.
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return times
}
