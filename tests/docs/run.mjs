/** The documentation is true: its samples run, its commands and files exist, its figures are those of the build. */
import assert from "node:assert/strict"
import { existsSync, readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { brotliCompressSync } from "node:zlib"
import { launch } from "../engines/index.mjs"
import { dist, root, startSandbox } from "../harness/sandbox.mjs"
import { createTests as storefront } from "./storefront.mjs"

const read = name => readFileSync(join(root, name), "utf8")
const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/consent.md", "docs/delivery.md", "docs/storage.md", "docs/headless.md", "docs/edge.md", "docs/hostile.md", "docs/storefront.md", "docs/commerce.md", "docs/platform.md", "fuzz/README.md", "www/sandbox/README.md"]

/** The fenced blocks of a document in one language. */
const blocks = (name, language) =>
  [...read(name).matchAll(new RegExp("^```" + language + "\\n(.*?)^```$", "gms"))].map(match => match[1])

const tests = {
  "the page of the README sends its cart": pageSends,
  "the modules of the README run": modulesRun,
  "the policy of the README is enough": policyIsEnough,
  "the front page of the headless guide is rendered, and goes on in the browser": headlessRuns,
  "the handler of the edge guide serves the library": edgeServes,
  "the consent of the consent guide is given and withdrawn": consentChanges,
  "commands and files that are named exist": namedThingsExist,
  "the sizes are those of the build": sizesAreTrue,
  "every hostile page and every fuzz target is listed": tablesAreWhole,
  ...storefront({ blocks, openPage }),
}

/** @param {import("../harness/report.mjs").Report} report */
export async function run(report) {
  const wanted = report.pick("docs", tests)
  if (!wanted.length) return
  const sandbox = await startSandbox()
  const browser = await launch("chromium")
  try {
    for (const [title, test] of wanted) {
      await report.test(title, async () => {
        await test({ sandbox, browser })
        await sandbox.checkWire()
      }, { timeout: 60_000 })
    }
  } finally {
    await browser.close()
    await sandbox.stop()
  }
}

/** A page of the sandbox's origin with `html` for its document. */
async function openPage({ sandbox, browser }, html) {
  const page = await browser.newContext()
  await page.goto(`${sandbox.origin}/healthz`)
  await page.evaluate(html => {
    window.printed = []
    document.open()
    document.write(html)
    document.close()
    const log = console.log
    console.log = (...args) => { window.printed.push(args); log(...args) }
    return true
  }, html)
  return page
}

async function pageSends(at) {
  const [html] = blocks("README.md", "html")
  const [call] = blocks("README.md", "js")
  const page = await openPage(at, html)
  const [request] = await at.sandbox.requestsWhen("demo", 1, ({ path }) => path === "/ev1")
  assert.equal(request.message.cart[0].unit_price, 123.45)
  await page.evaluate(call => { (0, eval)(call); return true }, call)
  const requests = await at.sandbox.requestsWhen("demo", 2, ({ path }) => path === "/ev1")
  assert.deepEqual(requests[1].message.elements, ["cart-1"])
  await page.close()
}

async function modulesRun(at) {
  const modules = blocks("README.md", "js").filter(code => code.startsWith("import"))
  assert.ok(modules.length >= 2)
  const page = await openPage(at, "<!doctype html><title>modules</title>")
  const printed = await page.evaluate(async modules => {
    for (const code of modules) await import("data:text/javascript," + encodeURIComponent(code))
    return window.printed
  }, modules.map(code => code
    .replaceAll('"vitrine"', JSON.stringify(`${at.sandbox.origin}/index.js`))
    .replaceAll("http://127.0.0.1:4173", at.sandbox.origin)))
  assert.equal(printed[0][0], 1, "one page view")
  assert.ok(printed[0][1].includes("product-1"), "recommendations came")
  assert.deepEqual(printed.at(-1), ["network", "/ev1"])
  await page.close()
}

async function policyIsEnough(at) {
  const policy = /^script-src .*$/m.exec(read("README.md"))[0].replace("https://connect.nosto.com", at.sandbox.otherOrigin)
  const page = await openPage(at, `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
    <script async src="/vitrine.js" data-account="beta" data-server="${at.sandbox.otherOrigin}"></script>`)
  await page.waitFor(() => window.vitrine?.version)
  const source = await page.evaluate(async () => {
    await window.nostojs(api => api.defaultSession().viewFrontPage().load())
    return performance.getEntriesByType("resource").map(({ name }) => name.split("/").pop())
  })
  assert.ok(source.includes("vitrine.wasm") && !source.includes("vitrine.nowasm.js"), source.join())
  await page.close()
}

/** A sample of a guide as a module, with the package resolved to the build. */
async function sample(name, sandbox) {
  const [code] = blocks(name, "js")
  const source = code
    .replace(/"vitrine\/(\w+)"/g, (_, entry) => JSON.stringify(pathToFileURL(join(dist, `${entry}.js`)).href))
    .replaceAll("http://127.0.0.1:4173", sandbox.origin)
  return import("data:text/javascript," + encodeURIComponent(source))
}

async function headlessRuns(at) {
  await at.sandbox.reset("demo")
  const { frontPage } = await sample("docs/headless.md", at.sandbox)
  const response = await frontPage(new Request(`${at.sandbox.origin}/healthz`, { headers: { "user-agent": "Mozilla/5.0" } }))
  assert.equal(response.headers.getSetCookie().length, 1)
  const html = await response.text()
  assert.match(html, /<p>[1-9]\d* recommendations/)
  const page = await openPage(at, html)
  await page.waitFor(() => window.vitrine?.version)
  const views = await page.evaluate(() => window.nostojs(api => api.defaultSession().viewFrontPage().setPlacements(["frontpage-nosto-1"]).load().then(data => data.page_views)))
  assert.equal(views, 1)
  assert.equal((await at.sandbox.requests("demo")).length, 1)
  await page.close()
}

async function consentChanges(at) {
  const [html] = blocks("docs/consent.md", "html")
  const page = await openPage(at, `<script>window.nostojs=window.nostojs||function(cb){(window.nostojs.q=window.nostojs.q||[]).push(cb)}</script>${html.replaceAll("http://127.0.0.1:4173", at.sandbox.origin)}`)
  await page.waitFor(() => window.vitrine?.version)
  const [changes, adapter, other] = blocks("docs/consent.md", "js")
  const run = code => page.evaluate(async code => {
    window.printed.length = 0
    await import("data:text/javascript," + encodeURIComponent(code))
    return window.printed
  }, code.replaceAll('"vitrine"', JSON.stringify(`${at.sandbox.origin}/index.js`)).replaceAll("http://127.0.0.1:4173", at.sandbox.origin))
  assert.deepEqual(await run(changes), [["granted", true], ["denied", false]])
  assert.deepEqual(await run(adapter), [["denied"]])
  await run(other)
  await page.evaluate(() => dispatchEvent(new CustomEvent("CookieBannerChanged", { detail: { statistics: true } })))
  await page.waitFor(() => nostojs(api => api.vitrine.consent === "granted"))
  await page.close()
}

async function edgeServes({ sandbox }) {
  const { edge } = await sample("docs/edge.md", sandbox)
  const ask = async path => (await edge(new Request(`https://shop.test${path}`))).text()
  assert.equal(await ask("/vitrine.js"), readFileSync(join(dist, "vitrine.js"), "utf8"))
  assert.ok(JSON.parse(await ask("/ev1?m=demo&message=%7B%7D")).customer)
  assert.equal(await ask("/cart"), "the shop")
}

async function namedThingsExist() {
  const { scripts } = JSON.parse(read("package.json"))
  const rust = readdirSync(join(root, "src"), { recursive: true }).map(String)
  for (const name of documents) {
    const text = read(name)
    for (const [, command] of text.matchAll(/npm (?:run )?(start|test|build|bench|soak)\b/g)) assert.ok(scripts[command], command)
    for (const [, path] of text.matchAll(/`((?:src|pkg|tests|www|xtask|\.ci)\/[\w./-]*)`/g)) {
      assert.ok(existsSync(join(root, path.replace(/^pkg\/dist.*/, "pkg"))), `${name} names ${path}`)
    }
    for (const [, path] of text.matchAll(/`((?:core|browser|api)\/\w+(?:\.rs)?)`/g)) {
      assert.ok(rust.some(file => file.startsWith(path)), `${name} names ${path}`)
    }
    for (const [, path] of text.matchAll(/\]\(([\w./-]+)\)/g)) {
      const target = path.startsWith("www/") || !name.includes("/") ? path : join(name, "..", path)
      assert.ok(existsSync(join(root, target)), `${name} links ${path}`)
    }
  }
}

async function tablesAreWhole() {
  const files = folder => readdirSync(join(root, folder))
  const pages = read("docs/hostile.md")
  for (const page of files("www/hostile").filter(file => file.endsWith(".html"))) assert.ok(pages.includes(`\`${page}\``), page)
  const targets = read("fuzz/README.md")
  const sources = [...files("fuzz/targets").map(file => `fuzz/src/${file}`), ...files("fuzz/js/targets").map(file => `fuzz/js/targets/${file}`)]
  for (const file of sources.filter(file => !file.endsWith("/index.mjs"))) assert.ok(targets.includes(`\`${file}\``), file)
}

/** The figures are those of the usual build; one with the prebuilt standard library is larger. */
async function sizesAreTrue() {
  if (process.env.VITRINE_STD === "prebuilt std") return
  const table = /<!-- sizes -->(.*?)<!-- \/sizes -->/s.exec(read("README.md"))[1]
  const rows = [...table.matchAll(/^\| `([\w.]+)`[^|]*\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$/gm)]
  assert.ok(rows.length >= 5)
  const number = text => Number(text.replaceAll(",", ""))
  for (const [, file, raw, , brotli] of rows) {
    const bytes = readFileSync(join(dist, file))
    assert.equal(number(raw), bytes.length, file)
    const ratio = number(brotli) / brotliCompressSync(bytes).length
    assert.ok(ratio > 0.99 && ratio < 1.01, `${file}: ${ratio}`)
  }
}
