/** The drivers themselves, in each engine: a driver that misses errors would make every other test pass. */
import assert from "node:assert/strict"
import { createServer } from "node:http"
import { launch } from "./index.mjs"

const pages = {
  "/quiet": "<!doctype html><title>quiet</title>",
  "/keys": "<!doctype html><title>keys</title><dialog><input><input></dialog>",
  "/throws": `<!doctype html><title>throws</title><script>
    console.error("said")
    Promise.reject(new Error("promised"))
    setTimeout(() => { throw new Error("thrown") })
  </script>`,
}

const tests = {
  "evaluate passes arguments, results and errors": evaluates,
  "evaluate works under script-src 'self'": evaluatesUnderPolicy,
  "errors come with their kind": reportsErrors,
  "a quiet page has no errors": staysQuiet,
  "waitFor says what it waited for": waits,
  "keys are pressed as by a person": pressesKeys,
  "cookies are read with their attributes": readsCookies,
  "contexts share no cookie": isolates,
}

/** @param {import("../harness/report.mjs").Report} report */
export async function run(report, { engine: name }) {
  const wanted = report.pick(`${name} › engines`, tests)
  if (!wanted.length) return
  const server = await servePages()
  const origin = `http://127.0.0.1:${server.address().port}`
  const engine = await launch(name)
  try {
    for (const [title, body] of wanted) {
      await report.test(title, async () => {
        const page = await engine.newContext()
        await body(page, origin, engine).finally(() => page.close())
      })
    }
  } finally {
    await engine.close()
    server.close()
    server.closeAllConnections()
  }
}

async function servePages() {
  const server = createServer((request, response) => {
    if (request.url.startsWith("/strict/")) response.setHeader("content-security-policy", "script-src 'self'")
    response.setHeader("content-type", "text/html").end(pages[request.url.replace("/strict", "")])
  })
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve))
  return server
}

async function pressesKeys(page, origin) {
  await page.goto(`${origin}/keys`)
  await page.evaluate(() => {
    window.pressed = []
    addEventListener("keydown", event => window.pressed.push([event.key, event.isTrusted]))
    document.querySelector("dialog").showModal()
  })
  await page.press("Tab")
  await page.press("Escape")
  await page.waitFor(() => !document.querySelector("dialog").open)
  assert.deepEqual(await page.evaluate(() => window.pressed), [["Tab", true], ["Escape", true]])
}

async function evaluates(page, origin) {
  await page.goto(`${origin}/quiet`)
  assert.deepEqual(await page.evaluate((a, b) => [a, { b }, "é\u2028"], 1, null), [1, { b: null }, "é\u2028"])
  assert.equal(await page.evaluate(() => undefined), undefined)
  assert.equal(await page.evaluate((a = "default") => a, undefined), "default")
  assert.equal(await page.evaluate(async () => { await null; return "later" }), "later")
  await assert.rejects(page.evaluate(() => { throw new TypeError("wrong") }), { name: "TypeError", message: "wrong" })
}

async function evaluatesUnderPolicy(page, origin) {
  await page.goto(`${origin}/strict/quiet`)
  assert.equal(await page.evaluate(a => a + 1, 1), 2)
  // The policy holds for the page nevertheless.
  await page.evaluate(() => {
    const script = document.createElement("script")
    script.textContent = "window.inline = true"
    document.head.append(script)
  })
  assert.equal(await page.evaluate(() => window.inline), undefined)
}

async function reportsErrors(page, origin) {
  await page.goto(`${origin}/throws`)
  await page.waitFor(async () => document.readyState === "complete")
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 100)))
  const errors = await page.errors()
  const has = (text, ...kinds) => errors.some(error => kinds.includes(error.kind) && error.text.includes(text))
  assert.ok(has("said", "console"), JSON.stringify(errors))
  assert.ok(has("thrown", "error"), JSON.stringify(errors))
  // Two of the three drivers do not tell a rejection from an error.
  assert.ok(has("promised", "error", "rejection"), JSON.stringify(errors))
  assert.equal((await page.thrown()).length, 2)
}

async function staysQuiet(page, origin) {
  await page.goto(`${origin}/quiet`)
  assert.deepEqual(await page.errors(), [])
}

async function waits(page, origin) {
  await page.goto(`${origin}/quiet`)
  assert.equal(await page.waitFor(text => document.title === text && "yes", { args: ["quiet"] }), "yes")
  await assert.rejects(page.waitFor(() => window.never, { timeout: 200 }), /window\.never.*not within 200 ms/)
}

async function readsCookies(page, origin) {
  await page.goto(`${origin}/quiet`)
  await page.evaluate(() => { document.cookie = "a=1; Path=/; SameSite=Lax; Max-Age=3600" })
  await page.evaluate(() => { document.cookie = "b=2" })
  const [a, b] = (await page.cookies()).sort((x, y) => x.name.localeCompare(y.name))
  assert.deepEqual([a.name, a.value, a.sameSite, a.secure, a.path], ["a", "1", "Lax", false, "/"])
  assert.ok(Math.abs(a.expires - Date.now() / 1000 - 3600) < 60, `expires ${a.expires}`)
  assert.equal(b.expires, undefined)
}

async function isolates(page, origin, engine) {
  await page.goto(`${origin}/quiet`)
  await page.evaluate(() => { document.cookie = "mine=1"; localStorage.mine = 1 })
  const other = await engine.newContext()
  await other.goto(`${origin}/quiet`)
  assert.deepEqual(await other.evaluate(() => [document.cookie, localStorage.mine ?? null]), ["", null])
  await other.close()
}
