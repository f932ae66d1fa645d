/**
 * The benchmark: sizes, start, calls, requests, in real Chromium against the sandbox.
 *
 *   node tests/bench/run.mjs [--check] [--save] [--loads N] [--rounds N]
 *
 * `--check` ends with 1 when a target is missed, `--save` writes `tests/bench/results.json`. `--loads`
 * (default 15) page loads and `--rounds` (default 25) rounds of calls: every figure is a median of them.
 */
import { writeFile } from "node:fs/promises"
import { cpus, loadavg } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { launch } from "../engines/index.mjs"
import { root, startSandbox } from "../harness/sandbox.mjs"
import { measureCalls } from "./calls.mjs"
import { measureHeavy } from "./heavy.mjs"
import { countJourneys } from "./journey.mjs"
import { showCalls, showHeavy, showJourneys, showOutbox, showSizes, showStarts, showTargets } from "./report.mjs"
import { measureOutbox } from "./outbox.mjs"
import { measureSizes } from "./sizes.mjs"
import { measureFloor, measureStart } from "./startup.mjs"

const { values: options } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    save: { type: "boolean", default: false },
    loads: { type: "string", default: "15" },
    rounds: { type: "string", default: "25" },
  },
})

const pages = join(root, "tests/bench/pages")

async function measure() {
  const sandbox = await startSandbox({ pages })
  try {
    const engine = await launch("chromium")
    try {
      console.log(`\nChromium ${engine.version}, ${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}`)
      return await measureIn(engine, sandbox)
    } finally {
      await engine.close()
    }
  } finally {
    await sandbox.stop()
  }
}

async function measureIn(engine, sandbox) {
  const first = await engine.newContext()
  const cdp = await first.native.context().browser().newBrowserCDPSession()
  const page = name => `${sandbox.origin}/test/${name}.html`
  const results = { chromium: engine.version, sizes: await measureSizes() }
  showSizes(results.sizes)

  results.starts = []
  for (const rate of [1, 4]) results.starts.push(await measureStart(cdp, page("start"), { rate, rounds: Number(options.loads) }))
  results.floor = await measureFloor(cdp, pages, { rate: 4, rounds: Number(options.loads) })
  showStarts(results.starts, results.floor)

  results.heavy = []
  for (const rate of [1, 4]) results.heavy.push(await measureHeavy(cdp, page("heavy"), { rate, rounds: Number(options.loads) }))
  showHeavy(results.heavy)

  results.calls = await measureCalls(cdp, page("calls"), { rounds: Number(options.rounds) })
  showCalls(results.calls)

  results.outbox = await measureOutbox(cdp, page("outbox"))
  showOutbox(results.outbox)

  results.journeys = await countJourneys(engine, sandbox)
  showJourneys(results.journeys)
  return results
}

const results = await measure()
const missed = showTargets(results)
if (options.save) await writeFile(join(root, "tests/bench/results.json"), `${JSON.stringify(results, undefined, 2)}\n`)
process.exit(options.check && missed ? 1 : 0)
