/** Runs one target: the short form of the tests and the long form do the same. */
import { inspect } from "node:util"
import fc from "fast-check"
import * as changes from "./change.mjs"

/** Executions of one seed: few enough that a long run tells how far it is. */
const BATCH = 100_000

/** Changes of each value. */
const CHANGES = 99

/**
 * @param target `{input, check, change?}`
 * @param {{runs: number, seed: number, progress?(count: number): void}} options
 * @returns what failed, or nothing
 */
export async function fuzz({ input, check, change = changes.change }, { runs, seed, progress }) {
  const seeds = fc.noShrink(fc.integer())
  const property = fc.asyncProperty(input, seeds, async (value, seed) => {
    const random = changes.randomness(seed)
    for (let left = CHANGES, tried = value; left-- >= 0; tried = change(value, random)) {
      try {
        const checking = check(tried)
        // Waiting costs more than most checks.
        if (checking) await checking
      } catch (error) {
        throw new Error(`on ${fc.stringify(tried)}`, { cause: error })
      }
    }
  })

  for (let count = 0; count < runs; count += BATCH) {
    const numRuns = Math.ceil(Math.min(BATCH, runs - count) / (CHANGES + 1))
    const result = await fc.check(property, { numRuns, seed: seed + count / BATCH })
    if (result.failed) return `${fc.defaultReportMessage(result)}\n${inspect(result.errorInstance)}`
    progress?.(Math.min(count + BATCH, runs))
  }
}
