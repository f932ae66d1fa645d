/** The samples of docs/commerce.md and docs/platform.md run, each in a Node of its own, against the systems of the sandbox. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { createHmac } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { freePort, start, until } from "../engines/processes.mjs"
import { dist, root } from "../harness/sandbox.mjs"

const document = readFileSync(join(root, "docs/commerce.md"), "utf8")
const samplesOf = text => [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(match => match[1])
const samples = samplesOf(document)

/** The program of a sample, and its environment. */
function prepare(code, { urls, ca, origin }, shown) {
  const [buyer] = shown.customer.buyers
  const platform = JSON.stringify({ account: "alpha", server: urls.platform, searchServer: origin }).slice(1, -1)
  const here = code
    .replaceAll('"vitrine/commerce"', JSON.stringify(pathToFileURL(join(dist, "commerce.js")).href))
    .replaceAll('"vitrine/headless"', JSON.stringify(pathToFileURL(join(dist, "headless.js")).href))
    .replaceAll("https://your-nexuscommerce.com", urls.nexus)
    .replaceAll("https://theshopname.com", urls.customer)
    .replaceAll('account: "my-account"', platform)
    .replaceAll('store: "123456",', `store: "123456", host: ${JSON.stringify(urls.tiendanube)},`)
  const env = {
    ...process.env,
    NODE_EXTRA_CA_CERTS: ca,
    NEXUS_KEY: shown.nexus.keys[0].token,
    BUYER_ID: buyer.client_id,
    BUYER_SECRET: buyer.client_secret,
    STORE_TOKEN: shown.tiendanube.apps[0].tokens["123456"],
    APP_SECRET: shown.tiendanube.apps[0].client_secret,
    ...shown.platform.tokens.alpha,
  }
  return { args: ["--input-type=module", "--eval", here], env }
}

async function run(code, servers, shown) {
  const { args, env } = prepare(code, servers, shown)
  return (await promisify(execFile)(process.execPath, args, { env, timeout: 30_000 })).stdout
}

/** What each prints at least; the last is a server. */
const printed = [/no such product/, /unpaid new[^]*\d 1$/m, /availability/, /^123456 es[^]*of \d+[^]*ARS$/m]

/** The same of docs/platform.md. */
const printedByPlatform = [
  /^product-1 \S+ \d+\npaid$/m,
  /^\S+ 1$/m,
  /^\d+ done, \d+ failed\n[^]*^429 accepted by 2 requests\n6 sku-7 availability is unknown$/m,
  /loyalty-tier[^]*\[[^\]]+\]\n\d+\n.*no visitor id[^]*updateSession/,
]

/** The rows of the tables of sentences: `[sentence, server's tests, client's tests, status]`. */
function rows() {
  const [, tables] = document.split(/^## What the systems' documents state.*$/m)
  const lines = tables.split("\n").filter(line => /^\| (?!sentence|---)/.test(line))
  return lines.map(line => line.slice(2, -2).split(" | "))
}

const named = cell => (cell.match(/`[^`]+`/g) ?? []).map(name => name.slice(1, -1))

/** Names of the tests that cargo runs in these files: what is no module of a test or is ignored is none. */
function rustTests(folder, roots) {
  const sources = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(file => file.isFile() && file.name.endsWith(".rs"))
  const declared = roots.map(file => readFileSync(join(root, file), "utf8")).join()
  return sources.filter(({ name }) => declared.includes(`mod ${name.slice(0, -3)};`)).flatMap(({ parentPath, path, name }) =>
    [...readFileSync(join(parentPath ?? path, name), "utf8").matchAll(/#\[test\]\n((?:\s*#\[.*\]\n)*)\s*fn (\w+)\(/g)]
      .filter(([, attributes]) => !attributes.includes("ignore")).map(([, , test]) => test))
}

/** Names of the tests of the suites that are registered. */
async function scriptTests() {
  const { files } = await import("./run.mjs")
  const { subjects } = await import("../e2e/run.mjs")
  const storefronts = subjects.filter(subject => subject.startsWith("storefront")).map(subject => import(`../e2e/${subject}.mjs`))
  return [...Object.values(files), ...(await Promise.all(storefronts)).map(({ tests }) => tests)].flatMap(tests => Object.keys(tests))
}

export const tests = {
  async "every sentence of the documents is tested, by tests that exist and run"() {
    const servers = rustTests("www/sandbox/tests/commerce", ["www/sandbox/tests/commerce/main.rs"])
    const modules = ["mod", "limit/mod", "tiendanube/mod", "customer/mod", "nexus/mod"].map(name => `src/commerce/${name}.rs`)
    const clients = [...rustTests("tests/connectors", ["tests/connectors.rs"]), ...rustTests("src/commerce", modules), ...await scriptTests()]
    assert.ok(rows().length > 70)
    for (const [sentence, server, client, status, ...more] of rows()) {
      assert.deepEqual([status, more], ["tested", []], sentence)
      const [byServer, byClient] = [named(server), named(client)]
      assert.ok(byServer.length + byClient.length, `no test: ${sentence}`)
      assert.deepEqual(byServer.filter(name => !servers.includes(name)), [], sentence)
      assert.deepEqual(byClient.filter(name => !clients.includes(name)), [], sentence)
    }
  },

  async "every sample of docs/commerce.md runs"(servers, shown) {
    assert.equal(samples.length, printed.length + 1)
    for (const [index, pattern] of printed.entries()) assert.match(await run(samples[index], servers, shown), pattern)
  },

  async "every sample of docs/platform.md runs"(servers, shown) {
    const platform = samplesOf(readFileSync(join(root, "docs/platform.md"), "utf8"))
    assert.equal(platform.length, printedByPlatform.length)
    for (const [index, pattern] of printedByPlatform.entries()) assert.match(await run(platform[index], servers, shown), pattern)
  },

  async "the receiver of docs/commerce.md takes what is signed, once, and nothing else"(servers, shown) {
    const port = await freePort()
    const { args, env } = prepare(samples.at(-1), servers, shown)
    const receiver = start(process.execPath, args, { env: { ...env, PORT: String(port) } })
    let output = ""
    receiver.stdout.on("data", data => { output += data })
    const body = JSON.stringify({ store_id: 1, event: "order/paid", id: 2 })
    const deliver = secret => fetch(`http://127.0.0.1:${port}/`, {
      method: "POST", body, headers: { "x-linkedstore-hmac-sha256": createHmac("sha256", secret).update(body).digest("hex") },
    })
    try {
      await until(() => deliver("wrong"), { timeout: 20_000, what: "the receiver answers" })
      const statuses = []
      for (const secret of [env.APP_SECRET, env.APP_SECRET, "wrong"]) statuses.push((await deliver(secret)).status)
      assert.deepEqual(statuses, [200, 200, 401])
      assert.equal(output, "order/paid 1 2\n")
    } finally {
      await receiver.stop()
    }
  },
}
