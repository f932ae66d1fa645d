/** What is kept on the device, and when the page has time. */
import assert from "node:assert/strict"
import { afterEach, test } from "node:test"
import { createKeep } from "../../pkg/keep.js"
import { whenIdle } from "../../pkg/ready.js"

/** As a browser has it: each key is a property of it. */
class Area {
  getItem(name) { return this[name] ?? null }
  setItem(name, value) { this[name] = `${value}` }
  removeItem(name) { delete this[name] }
}

const keepOf = account => createKeep(() => account, () => true)

afterEach(() => {
  delete globalThis.localStorage
  delete globalThis.requestIdleCallback
})

test("an account has its own names, whoever shares the storage", () => {
  globalThis.localStorage = new Area()
  const [alpha, gamma] = ["alpha", "gamma"].map(keepOf)
  // Names of one length, one that begins as another, and one that is nobody's.
  alpha.set("o.1", 1)
  alpha.set("more", 1)
  gamma.set("o.2", 2)
  keepOf("alphabet").set("o.3", 3)
  localStorage.setItem("theme.xxxxx.o.4", 4)
  assert.deepEqual([alpha.names("o."), alpha.names(""), gamma.names("o.")], [["o.1"], ["o.1", "more"], ["o.2"]])
})

test("where there is no storage, names and values live as long as the page", () => {
  const keep = keepOf("alpha")
  assert.equal(keep.set("o.1", { a: 1 }), false)
  assert.deepEqual([keep.names("o."), keep.get("o.1")], [["o.1"], { a: 1 }])
})

test("a page that is never idle does its work all the same", () => {
  let asked
  globalThis.requestIdleCallback = (job, options) => (asked = options)
  whenIdle(() => {})
  assert.ok(asked?.timeout > 0 && asked.timeout <= 5_000, `a timeout of ${asked?.timeout} ms`)
})
