/** Runs tests one after another and says how each went: one line a test, failures in full. */
import { within } from "../engines/processes.mjs"

export class Report {
  #filter
  #failures = []
  passed = 0

  /** @param {{only?: string}} [options] `only`: run the tests whose full name contains this text */
  constructor({ only = "" } = {}) {
    this.#filter = only.toLowerCase()
  }

  get failed() {
    return this.#failures.length
  }

  /**
   * The tests of a suite that shall run, so that a suite with none need not start anything.
   * @param {string} suite name of the suite
   * @param {Record<string, T>} tests by name
   * @returns {[string, T][]} full name and test
   * @template T
   */
  pick(suite, tests) {
    return Object.entries(tests)
      .map(([name, test]) => [`${suite} › ${name}`, test])
      .filter(([name]) => name.toLowerCase().includes(this.#filter))
  }

  /**
   * Runs one test and prints its line.
   * @param {string} name full name, as `pick` gives it
   * @param {() => Promise<void>} body throws when the test fails
   * @param {{timeout?: number}} [options] in ms
   */
  async test(name, body, { timeout = 60_000 } = {}) {
    const began = performance.now()
    const failure = await within(Promise.resolve().then(body), timeout, "the test").then(() => null, error => error ?? new Error("rejected with nothing"))
    const ms = Math.round(performance.now() - began)
    if (!failure) {
      this.passed++
      console.log(`ok ${name} (${ms} ms)`)
      return
    }
    this.#failures.push(name)
    console.log(`not ok ${name} (${ms} ms)\n${indent(describe(failure))}`)
  }

  /** Names of the failed tests again, then the sum alone on the last line. @returns the exit code */
  end() {
    if (this.failed) console.log(`\nfailed:\n${indent(this.#failures.join("\n"))}`)
    if (this.passed + this.failed === 0) console.log("no test ran")
    console.log(`${this.passed} passed, ${this.failed} failed`)
    return this.failed || !this.passed ? 1 : 0
  }
}

function describe(error) {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error)
}

function indent(text) {
  return text.replace(/^/gm, "    ")
}
