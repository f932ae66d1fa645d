/**
 * The suites that need more than one process: drivers, end-to-end tests, packaging, types,
 * official clients.
 *
 *   node tests/run.mjs [--only TEXT] [--suite NAME,…] [--engine NAME,…] [--jobs N] [--soak] [--seed N] [--journeys N]
 *
 * `--only` keeps tests whose full name contains TEXT, e.g. `--only "firefox › e2e › csp"`; `--suite`
 * is one of `engines`, `types`, `packaging`, `docs`, `clients`, `commerce`, `headless`, `e2e`,
 * `chaos`; `--jobs` (default 2) is how many of these run at once;
 * `--soak` runs the long forms; `--seed` and `--journeys` are the chaos run's. The last line is `N passed, N failed`.
 */
import { parseArgs } from "node:util"
import { engineNames } from "./engines/index.mjs"
import { Report } from "./harness/report.mjs"

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    suite: { type: "string", default: "engines,types,packaging,docs,clients,commerce,headless,e2e,chaos" },
    engine: { type: "string", default: engineNames.join(",") },
    jobs: { type: "string", default: "2" },
    soak: { type: "boolean", default: false },
    seed: { type: "string" },
    journeys: { type: "string" },
  },
})
const { soak, seed, journeys } = options
const suites = options.suite.split(",")
const report = new Report({ only: options.only })

/** What a suite file exports as `run(report, context)`. */
const files = {
  engines: "./engines/selftest.mjs",
  types: "./types/run.mjs",
  packaging: "./packaging/run.mjs",
  docs: "./docs/run.mjs",
  clients: "./clients/run.mjs",
  commerce: "./commerce/run.mjs",
  headless: "./headless/run.mjs",
  e2e: "./e2e/run.mjs",
  chaos: "./chaos/run.mjs",
}

/** Runs a suite; one that cannot even start is a failed test, not a missing one. */
async function run(suite, context) {
  if (!suites.includes(suite)) return
  try {
    const { run } = await import(files[suite])
    await run(report, context)
  } catch (error) {
    await report.test([context.engine, suite, "starts"].filter(Boolean).join(" › "), () => { throw error })
  }
}

async function runOnce() {
  for (const suite of ["types", "packaging", "docs", "clients", "commerce", "headless"]) {
    await run(suite, { soak })
  }
}

const inEngines = (suite, more) => options.engine.split(",").map(engine => () => run(suite, { engine, soak, seed, journeys, ...more }))

// What takes long comes first, so that at the end none is left alone with much.
const work = [
  ...inEngines("engines"),
  ...inEngines("e2e", { modes: ["wasm"] }),
  runOnce,
  ...inEngines("e2e", { modes: ["csp"] }),
  ...inEngines("chaos"),
]
const workers = Array.from({ length: Number(options.jobs) }, async () => {
  for (let next; (next = work.shift()); ) await next()
})
await Promise.all(workers)
process.exit(report.end())
