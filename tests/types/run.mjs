/**
 * The hand-written declarations against the vendor's and against use, by the compiler in strict mode:
 * each file beside this one is a test, and passes when the compiler has nothing to say about it.
 */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { root } from "../harness/sandbox.mjs"

const folder = join(root, "tests/types")

/** @param {import("../harness/report.mjs").Report} report */
export async function run(report) {
  const files = readdirSync(folder).filter(name => name.endsWith(".ts"))
  const wanted = report.pick("types", Object.fromEntries(["the declarations themselves", ...files].map(name => [name, name])))
  if (!wanted.length) return
  const complaints = compile()
  for (const [title, file] of wanted) {
    await report.test(title, async () => {
      const isOf = files.includes(file) ? line => line.startsWith(file) : line => !files.some(name => line.startsWith(name))
      assert.deepEqual((await complaints).filter(isOf), [])
    }, { timeout: 120_000 })
  }
}

/** @returns {Promise<string[]>} what the compiler complains about, `file(line,column): error …` each */
async function compile() {
  const compiler = join(root, "node_modules/typescript/bin/tsc")
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, "--project", folder, "--pretty", "false"], { cwd: folder })
    .catch(error => error.stdout ? error : Promise.reject(error))
  // Continuation lines of a message are indented.
  return stdout.split(/\n(?!\s)/).map(line => line.trimEnd()).filter(Boolean)
}
