/** The connectors as a Rust program uses them: the example, with an HTTP client of its own, against the sandbox. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { root } from "../harness/sandbox.mjs"

const run = promisify(execFile)

/** The program, brought up to date first: with the packages that `cargo test` is given, so that nothing is compiled twice. */
async function example(name) {
  const packages = ["--package", "vitrine", "--features", "vitrine/commerce", "--package", "xtask"]
  const { stdout } = await run("cargo", ["build", "--quiet", "--locked", ...packages, "--example", name, "--message-format", "json"], { cwd: root, maxBuffer: 1 << 26 })
  const built = stdout.split("\n").filter(Boolean).map(line => JSON.parse(line))
  return built.find(({ executable, target }) => executable && target.name === name).executable
}

const printed = new RegExp([
  /signed in to store 123456, ARS/,
  /read (?<read>\d+) of (?<total>\d+) products in 3 pages/,
  /answered 44 calls at once/,
  /placed order (?<number>\d+) of (?<amount>[\d.]+) ARS/,
  /a session is told (?<told>\{.*\}), problems: 0/,
  /there is no order 1/,
].map(({ source }) => `${source}\n`).join(""))

export const tests = {
  async "a Rust program reads a store, keeps within its bucket and places an order"(servers, shown) {
    const token = shown.tiendanube.apps[0].tokens["123456"]
    const env = { ...process.env, API: servers.urls.tiendanube, AUTHORITY: servers.ca, STORE: "123456", TOKEN: token }
    const { stdout } = await run(await example("tiendanube"), [], { env, timeout: 50_000 })
    const { groups } = printed.exec(stdout) ?? assert.fail(stdout)
    assert.equal(groups.read, groups.total)
    const { info, items } = JSON.parse(groups.told)
    assert.equal(info.order_number, groups.number)
    const cents = items.reduce((sum, { unit_price, quantity }) => sum + Math.round(unit_price * 100) * quantity, 0)
    assert.equal(cents, Math.round(Number(groups.amount) * 100))
    const answers = (await servers.answers()).tiendanube
    assert.equal(answers[429], undefined)
    assert.ok(!stdout.includes(token))
  },
}
