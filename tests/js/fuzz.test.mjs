/** The short form of the fuzzers of the façade (`fuzz/README.md`): the same targets, fewer values, always the same. */
import { test } from "node:test"
import { fuzz } from "../../fuzz/js/fuzz.mjs"
import { targets } from "../../fuzz/js/targets/index.mjs"

for (const [name, target] of Object.entries(targets)) {
  test(`${name} takes anything`, async () => {
    const problem = await fuzz(target, { runs: 20_000, seed: 1 })
    if (problem) throw new Error(problem)
  })
}
