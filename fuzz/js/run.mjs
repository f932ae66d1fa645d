/**
 * The fuzzers of the façade.
 *
 *   node fuzz/js/run.mjs [--runs N] [--seed N] [TARGET…]
 *
 * A failure prints the smallest value that fails and the seed that finds it again. The last line is
 * `N passed, N failed`.
 */
import { parseArgs } from "node:util"
import { fuzz } from "./fuzz.mjs"
import { targets } from "./targets/index.mjs"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "10000000" }, seed: { type: "string", default: String(Date.now() % 1_000_000) } },
})
const names = positionals.length ? positionals : Object.keys(targets)
const unknown = names.filter(name => !targets[name])
if (unknown.length) throw new Error(`no such target: ${unknown.join(", ")}; one of ${Object.keys(targets).join(", ")}`)

/** Says every ten seconds how far a target is. */
function beat(name) {
  let told = Date.now()
  return count => {
    if (Date.now() - told < 10_000) return
    told = Date.now()
    console.log(`${name.padEnd(12)}${String(count).padStart(12)} …`)
  }
}

let failed = 0
for (const name of names) {
  const began = Date.now()
  const problem = await fuzz(targets[name], { runs: Number(values.runs), seed: Number(values.seed), progress: beat(name) })
  const took = `${((Date.now() - began) / 1000).toFixed(0)} s`
  console.log(`${name.padEnd(12)}${String(values.runs).padStart(12)} executions, ${problem ? `failed:\n${problem}` : `no failure, ${took}, seed ${values.seed}`}`)
  failed += problem ? 1 : 0
}
console.log(`${names.length - failed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
