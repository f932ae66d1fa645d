/** The recipes are apps that work: each is installed, built and visited. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { freePort, until } from "../engines/processes.mjs"
import { root } from "../harness/sandbox.mjs"
import { startProgram } from "./runtimes.mjs"

const run = promisify(execFile)

export const timeout = 300_000

/** How each is started, and the file with the glue between framework and library. */
const recipes = {
  express: { glue: "vitrine.js", start: ["server.js"] },
  sveltekit: { glue: "src/hooks.server.js", build: ["node_modules/vite/bin/vite.js", "build"], start: ["build"] },
  // Its build takes minutes.
  next: { glue: "lib/vitrine.js", build: ["node_modules/next/dist/bin/next", "build"], start: ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1"], long: true },
}

const testsOf = wanted => Object.fromEntries(Object.entries(recipes).filter(([, { long = false }]) => long === wanted).map(([name, recipe]) => [`${name}: rendered on the server, continued in the browser, ordered on the server`, at => visit(name, recipe, at)]))

export const tests = testsOf(false)
export const longTests = testsOf(true)

/** Installs by the recipe's lock file, unless that is done; the library is a link to this project. */
async function install(folder) {
  const [installed, lock] = ["node_modules/.package-lock.json", "package-lock.json"].map(name => join(folder, name))
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder })
}

async function visit(name, { glue, start, build }, { sandbox, browser }) {
  await sandbox.reset("alpha")
  const folder = join(root, "www/recipes", name)
  assert.ok(readFileSync(join(folder, glue), "utf8").trim().split("\n").length <= 40, "the glue is over 40 lines")
  await install(folder)
  if (build) await run(process.execPath, build, { cwd: folder, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } })
  const port = await freePort()
  const shop = await startProgram(process.execPath, start, {
    cwd: folder, env: { ...process.env, PORT: String(port), HOST: "127.0.0.1", ORIGIN: `http://127.0.0.1:${port}`, VITRINE_ACCOUNT: "alpha", VITRINE_SERVER: sandbox.origin },
  })
  const page = await browser.newContext()
  try {
    await streams(shop.origin, sandbox)
    await sandbox.reset("alpha")
    await page.goto(`${shop.origin}/`)
    await page.waitFor(() => !!window.nosto && !!document.querySelector("#frontpage-nosto-1"))
    const seen = await page.evaluate(async () => ({
      shown: document.querySelectorAll("#frontpage-nosto-1 a").length,
      views: await window.nostojs(api => api.defaultSession().viewFrontPage().setPlacements(["frontpage-nosto-1"]).load().then(data => data.page_views)),
      id: await window.nostojs(api => api.visit.getCustomerId()),
    }))
    assert.match(seen.id, /^[0-9a-f]{24}$/)
    assert.ok(seen.shown > 0)
    assert.equal(seen.views, 1)
    assert.equal((await sandbox.requests("alpha")).length, 1, "the browser asked for nothing again")
    await page.goto(`${shop.origin}/product/product-1`)
    await page.waitFor(() => !!window.nosto)
    assert.equal(await page.evaluate(() => fetch("/order", { method: "POST" }).then(({ status }) => status)), 200)
    await until(async () => (await sandbox.visitor("alpha", seen.id)).orders.length === 1, { timeout: 10_000, what: "the order" })
    assert.deepEqual(await sandbox.visitors("alpha").then(visitors => visitors.map(visitor => visitor.id ?? visitor)), [seen.id])
    assert.equal((await sandbox.visitor("alpha", seen.id)).page_views, 3)
    assert.deepEqual(await page.thrown(), [])
  } finally {
    await page.close()
    await shop.stop()
  }
}

/** What does not depend on the back end is there before it answers. */
async function streams(origin, sandbox) {
  await sandbox.fault("alpha", { path: "/ev1", kind: "delay", ms: 1500, times: 1 })
  const began = performance.now()
  const response = await fetch(`${origin}/`)
  const reader = response.body.getReader()
  let text = ""
  while (!text.includes("<h1>")) text += new TextDecoder().decode((await reader.read()).value)
  assert.ok(performance.now() - began < 1400, "the heading waited for the back end")
  for (let part; !(part = await reader.read()).done; ) text += new TextDecoder().decode(part.value)
  assert.match(text, /hydrate/)
}
