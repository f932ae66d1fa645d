/** The benchmark's figures as a reader sees them, and the targets they are held against. */
import { number, table } from "./figures.mjs"

export function showSizes(sizes) {
  console.log("\nsizes, bytes")
  table(["", "raw", "gzip", "brotli"], Object.entries(sizes).map(([way, { raw, gzip, brotli }]) => [way, number(raw), number(gzip), number(brotli)]))
}

/** @param floor the start of the module alone, at the rate of the last of `starts` */
export function showStarts(starts, floor) {
  console.log(`\nstart with the script tag, ms, medians of ${starts[0].loads} loads, nothing cached`)
  const rows = {
    "main thread, CPU: evaluate + init": "mainThread",
    "  evaluate the script": "evaluate",
    "  ask for the module, compile, instantiate, init": "init",
    "  longest task": "longest",
    "the same tasks as time elapsed": "elapsed",
    "first script of the page to ready": "beginToReady",
    "navigation to ready": "navigationToReady",
  }
  const all = [...starts, floor]
  table(["", ...starts.map(({ rate }) => `CPU ÷ ${rate}`), `the module alone, CPU ÷ ${floor.rate}`], [
    ...Object.entries(rows).map(([label, name]) => [label, ...all.map(start => number(start[name], 1))]),
    ["long tasks of ours, all loads", ...all.map(({ longTasks }) => longTasks)],
    ["linear memory, pages of 64 KiB", ...all.map(({ memoryPages }) => memoryPages)],
  ])
}

export function showHeavy(heavy) {
  console.log("\na page of 40 products, 200 cart lines and 30 placements, ms, first calls, medians")
  table(["", ...heavy.map(({ rate }) => `CPU ÷ ${rate}`)], [
    ["tagging read", ...heavy.map(({ read }) => number(read, 1))],
    ["campaigns put in", ...heavy.map(({ injected }) => number(injected, 1))],
    ["long tasks, all loads", ...heavy.map(({ longTasks }) => longTasks)],
  ])
}

export function showCalls(calls) {
  console.log("\ncalls with a cart of 20 lines, µs, network stubbed, medians")
  const labels = {
    setCart: "setCart",
    update: "setCart.viewCart.update, main thread",
    paused: "  the same after a pause of 50 ms",
  }
  table(["", "vitrine", "by hand", "by hand, kept", "ratio"], Object.entries(labels).map(([name, label]) => {
    const { ours, plain, kept, ratio } = calls[name]
    return [label, number(ours, 1), number(plain, 1), kept && number(kept, 1), number(ratio, 2)]
  }))
}

export function showOutbox({ first, action }) {
  console.log("\nkeeping a call with a cart of 20 lines until its answer is final, ms of the main thread")
  table(["", "per action"], [["the first of a page", number(first, 3)], ["another, median", number(action, 3)]])
}

export function showJourneys(journeys) {
  console.log("\nrequests of a visit of the demo: front, category, two products, cart, login, checkout, order, front")
  table(["", "page views", "/ev1", "/order/track", "OPTIONS"], Object.entries(journeys).map(([shop, { pages, events, orders, options }]) => [shop, pages, events, orders, options]))
}

/** Prints each target with what was measured. @returns how many were missed */
export function showTargets({ starts, heavy, calls, outbox, journeys }) {
  const slow = starts.find(({ rate }) => rate === 4)
  const preflights = Object.values(journeys).reduce((sum, { options }) => sum + options, 0)
  const targets = [
    ["evaluate + init on the main thread at CPU ÷ 4, ms", slow.mainThread, 20],
    ["ready at CPU ÷ 4, ms", slow.beginToReady, 100],
    ["long tasks of ours at CPU ÷ 4", slow.longTasks, 0],
    ["tagging read and campaigns put in on a full page, ms", heavy[0].read + heavy[0].injected, 16.7],
    ["long tasks of that", heavy[0].longTasks, 0],
    ["linear memory after the start, pages", starts[0].memoryPages, 3],
    ["setCart of 20 lines, µs", calls.setCart.ours, 25],
    ["setCart(20 lines).viewCart().update(), µs", calls.update.ours, 200],
    ["outbox, ms per action", outbox.action, 0.3],
    ["OPTIONS requests", preflights, 0],
  ]
  console.log("\ntargets")
  table(["", "measured", "at most", ""], targets.map(([label, value, limit]) => [label, number(value, Number.isInteger(value) ? 0 : 1), limit, value <= limit ? "ok" : "over"]))
  return targets.filter(([, value, limit]) => value > limit).length
}
