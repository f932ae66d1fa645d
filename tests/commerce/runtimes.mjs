/** The same program in each runtime for servers, by its own fetch: it signs in to all systems and reads. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { freePort, start, until } from "../engines/processes.mjs"
import { dist, root } from "../harness/sandbox.mjs"

const own = name => fileURLToPath(new URL(name, import.meta.url))
const installed = path => join(root, "node_modules", path)

/** Program and arguments; `ca` is what they shall trust. */
const programs = {
  node: () => [process.execPath],
  deno: ca => [installed("@deno/linux-x64-glibc/deno"), "run", "--quiet", "--allow-all", "--no-lock", "--no-config", `--cert=${ca}`],
  bun: () => [installed("@oven/bun-linux-x64-baseline/bin/bun"), "run"],
}

async function runProcess([program, ...args], { urls, ca }, shown) {
  const input = { library: pathToFileURL(join(dist, "commerce.js")).href, urls, shown }
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca, INPUT: JSON.stringify(input) }
  const { stdout } = await promisify(execFile)(program, [...args, own("hosts/process.mjs")], { cwd: root, env, timeout: 50_000 })
  return JSON.parse(stdout)
}

async function runWorker({ urls, ca }, shown) {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-commerce-"))
  const port = await freePort()
  // The configuration may only embed what is below it.
  const put = (name, file) => {
    writeFileSync(join(folder, name), readFileSync(file))
    return `embed ${JSON.stringify(name)}`
  }
  const scripts = { "main.mjs": own("hosts/worker.mjs"), "program.mjs": own("program.mjs"), "commerce.js": join(dist, "commerce.js") }
  const modules = Object.entries(scripts).map(([name, file]) => `(name = "${name}", esModule = ${put(name, file)})`)
  writeFileSync(join(folder, "config.capnp"), `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (
      allow = ["public", "private"],
      tlsOptions = (trustBrowserCas = false, trustedCertificates = [${put("ca.pem", ca)}]),
    )),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [${modules}, (name = "commerce.wasm", wasm = ${put("commerce.wasm", join(dist, "commerce.wasm"))})],
  bindings = [(name = "INPUT", text = ${JSON.stringify(JSON.stringify({ urls, shown }))})],
);
`)
  const child = start(installed("@cloudflare/workerd-linux-64/bin/workerd"), ["serve", join(folder, "config.capnp")])
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", data => { output += data })
  try {
    const answer = await until(() => fetch(`http://127.0.0.1:${port}/`), { timeout: 20_000, what: "workerd answers" })
      .catch(error => { throw new Error(`${error.message}\n${output}`) })
    const text = await answer.text()
    assert.equal(answer.status, 200, `${text}\n${output}`)
    return JSON.parse(text)
  } finally {
    await child.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const expected = {
  platform: [true, 1, "config"],
  nexus: [25, "not_found"],
  customer: [25, "invalid_client"],
  tiendanube: [25, "123456"],
  webhook: "signature",
}

const title = runtime => `${runtime} reads all systems by its own fetch`

export const tests = {
  ...Object.fromEntries(Object.entries(programs).map(([name, program]) => [
    title(name),
    async (servers, shown) => assert.deepEqual(await runProcess(program(servers.ca), servers, shown), expected),
  ])),

  async [title("workerd")](servers, shown) {
    assert.deepEqual(await runWorker(servers, shown), expected)
  },
}
