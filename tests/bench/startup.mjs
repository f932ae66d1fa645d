/**
 * The start of the library in a page with the script tag, every time in a context of its own: nothing is
 * cached, compiled before, or left by a driver.
 *
 * Main thread: the CPU time of every task of the page's main thread until ready, and of the promise callbacks after it, in
 * which our script is evaluated, the module is asked for, a step of its compiling, instantiating or running takes place, or
 * what the page marks as ours (`fetch`, callbacks of timers and of idle moments), from the trace of the browser. Whole tasks count, so the
 * figure is rather too high than too low; loading the
 * bytes is not in it. CPU time, because on a machine with other work a task's duration is mostly waiting for a
 * core; the slowing down of the CPU counts in it, as it spins on the same thread. Ready is the page's own marks,
 * thus real time. A long task is one of 50 ms and more that the page's PerformanceObserver reports and that
 * overlaps one of ours, also of those after ready: real time too.
 */
import { copyFile, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { dist, startSandbox } from "../harness/sandbox.mjs"
import { openTab, traced } from "./tab.mjs"
import { median } from "./figures.mjs"

const categories = ["toplevel", "v8", "v8.wasm", "blink.user_timing"]

/**
 * Medians over `rounds` loads at a CPU slowed down `rate` times of a page with the library. Times in ms, memory in
 * pages of 64 KiB.
 */
export async function measureStart(cdp, url, { rate, rounds }) {
  const loads = []
  for (let round = 0; round < rounds; round++) loads.push(await load(cdp, url, rate))
  const of = name => median(loads.map(each => each[name]))
  return {
    rate,
    evaluate: of("evaluate"),
    init: of("init"),
    mainThread: of("mainThread"),
    elapsed: of("elapsed"),
    longest: of("longest"),
    beginToReady: of("beginToReady"),
    navigationToReady: of("navigationToReady"),
    longTasks: loads.reduce((sum, each) => sum + each.longTasks, 0),
    loads: rounds,
    memoryPages: of("memoryPages"),
  }
}

/** The same of a script in the place of the library that does nothing but load the same module. */
export async function measureFloor(cdp, pages, options) {
  const library = await mkdtemp(join(tmpdir(), "vitrine-floor-"))
  try {
    await copyFile(fileURLToPath(new URL("floor.js", import.meta.url)), join(library, "vitrine.js"))
    await copyFile(join(dist, "vitrine.wasm"), join(library, "vitrine.wasm"))
    const sandbox = await startSandbox({ pages, library })
    try {
      return await measureStart(cdp, `${sandbox.origin}/test/start.html`, options)
    } finally {
      await sandbox.stop()
    }
  } finally {
    await rm(library, { recursive: true })
  }
}

async function load(cdp, url, rate) {
  const tab = await openTab(cdp)
  try {
    await tab.send("Emulation.setCPUThrottlingRate", { rate })
    let page
    const events = await traced(cdp, categories, async () => {
      await tab.send("Page.navigate", { url })
      await tab.waitFor(() => performance.getEntriesByName("ready").length > 0, "the library is ready")
      // The observer of long tasks is told late.
      await new Promise(resolve => setTimeout(resolve, 100))
      page = await tab.evaluate(readPage)
    })
    const tasks = ownTasks(events)
    return { ...sum(tasks.filter(({ start }) => start < page.navigationToReady)), ...page, longTasks: page.longTasks.filter(([start, length]) => tasks.some(task => task.start < start + length && start < task.end)).length }
  } finally {
    await tab.close()
  }
}

/** Runs in the page. */
function readPage() {
  const at = name => performance.getEntriesByName(name)[0].startTime
  const memory = Object.values(instance.exports).find(value => value instanceof WebAssembly.Memory)
  return {
    beginToReady: at("ready") - at("begin"),
    navigationToReady: at("ready"),
    longTasks,
    memoryPages: memory.buffer.byteLength / 65_536,
  }
}

/** Our tasks: CPU time, start and end in ms, as the page's clock has them. */
function ownTasks(events) {
  const begin = events.find(event => event.name === "begin" && event.cat.includes("user_timing"))
  const main = events.filter(event => event.ph === "X" && event.pid === begin.pid && event.tid === begin.tid)
  const toPage = ts => (ts - begin.ts) / 1000 + begin.args.data.startTime
  const script = main.filter(({ name, args }) => name === "v8.run" && /\/vitrine\.js$/.test(args.fileName))
  const module = main.filter(({ cat, ts }) => cat.includes("v8.wasm") && ts > begin.ts)
  const marks = events.filter(({ name, cat, pid, tid }) => name === "ours" && cat.includes("user_timing") && pid === begin.pid && tid === begin.tid)
  if (!script.length || !module.length) throw new Error("the trace shows no start of the library")
  const within = task => event => task.ts <= event.ts && event.ts < task.ts + task.dur
  const tasks = main.filter(({ name }) => name === "ThreadControllerImpl::RunTask")
  // Those that run within a task are in its time already.
  const callbacks = main.filter(event => event.name === "BlinkScheduler_PerformMicrotaskCheckpoint" && !tasks.some(task => within(task)(event)))
  return [...tasks, ...callbacks]
    .filter(task => [...script, ...module, ...marks].some(within(task)))
    .map(task => ({ evaluates: script.some(within(task)), cpu: task.tdur / 1000, start: toPage(task.ts), end: toPage(task.ts + task.dur) }))
}

function sum(tasks) {
  const total = list => list.reduce((sum, { cpu }) => sum + cpu, 0)
  return {
    evaluate: total(tasks.filter(task => task.evaluates)),
    init: total(tasks.filter(task => !task.evaluates)),
    mainThread: total(tasks),
    elapsed: tasks.reduce((sum, { start, end }) => sum + end - start, 0),
    longest: Math.max(...tasks.map(({ cpu }) => cpu)),
  }
}
