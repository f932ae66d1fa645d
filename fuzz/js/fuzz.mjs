/** Runs one target: the short form of the tests and the long form do the same. */
import { inspect } from "node:util"
import fc from "fast-check"
import * as changes from "./change.mjs"

/** Executions of one seed: few enough that a long run tells how far it is. */
const BATCH = 100_000

/** Changes of each value. */
const CHANGES = 49

/**
 * @param target `{input, check, change?}`
 * @param {{runs: number, seed: number, progress?(count: number): void}} options
 * @returns what failed, or nothing
 */
export async function fuzz({ input, check, change = changes.change }, { runs, seed, progress }) {
  const seeds = fc.noShrink(fc.integer())
  const isAsync = check.constructor.name === "AsyncFunction"
  const property = isAsync ? fc.asyncProperty(input, seeds, testAsync) : fc.property(input, seeds, test)

  function test(value, seed) {
    const random = changes.randomness(seed)
    for (let left = CHANGES, tried = value; left-- >= 0; tried = change(value, random)) {
      try {
        check(tried)
      } catch (error) {
        throw told(error, tried)
      }
    }
  }

  async function testAsync(value, seed) {
    const random = changes.randomness(seed)
    for (let left = CHANGES, tried = value; left-- >= 0; tried = change(value, random)) {
      try {
        await check(tried)
      } catch (error) {
        throw told(error, tried)
      }
    }
  }

  for (let count = 0; count < runs; count += BATCH) {
    const numRuns = Math.ceil(Math.min(BATCH, runs - count) / (CHANGES + 1))
    const result = await fc.check(property, { numRuns, seed: seed + count / BATCH })
    if (result.failed) return `${fc.defaultReportMessage(result)}\n${inspect(result.errorInstance)}`
    progress?.(Math.min(count + BATCH, runs))
  }
}

/** Says for which change of the value it was. */
const told = (error, tried) => new Error(`on ${fc.stringify(tried)}`, { cause: error })
