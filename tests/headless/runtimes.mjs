/**
 * Starts the programs that run JavaScript on servers, each as the npm package of its program brings it: the packages
 * around those need scripts at installation, and a copy for every other system.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { freePort, start, until } from "../engines/processes.mjs"
import { dist, root } from "../harness/sandbox.mjs"

const host = name => fileURLToPath(new URL(`hosts/${name}`, import.meta.url))
const installed = path => join(root, "node_modules", path)

/** Program and first arguments by runtime; each script gets the build and the upstream. */
const programs = {
  node: [process.execPath, host("node.mjs")],
  deno: [installed("@deno/linux-x64-glibc/deno"), "run", "--allow-all", "--no-lock", "--no-config", host("deno.mjs")],
  bun: [installed("@oven/bun-linux-x64-baseline/bin/bun"), host("bun.mjs")],
}

export const runtimeNames = [...Object.keys(programs), "workerd"]

/** Starts the shop of `shop.mjs`. @returns its origin and `stop()` */
export function startShop(runtime, upstream) {
  if (runtime === "workerd") return startWorker(() => ({ upstream }))
  const [program, ...args] = programs[runtime]
  return startProgram(program, [...args, dist, upstream], {})
}

/** Starts a program that prints `ready <url>`, or what frameworks print in its place. */
export async function startProgram(program, args, options) {
  const child = start(program, args, options)
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", data => { output += data })
  const ended = () => {
    if (child.exitCode !== null) throw new Error("it ended")
  }
  const origin = await until(() => /^(?:ready|Listening on|\s*- Local:)\s+(http:\S+)/m.exec(output)?.[1] ?? ended(), { timeout: 20_000, what: `${program} is ready` })
    .catch(async error => {
      await child.stop()
      throw new Error(`${error.message}\n${output}`)
    })
  return { origin, stop: child.stop, output: () => output }
}

/** The files of the library that pages load. */
const FILES = ["vitrine.js", "vitrine.wasm", "vitrine.nowasm.js", "index.js", "banners.js", "cart.js", "consent.js", "delivery.js", "emails.js", "hydrate.js", "inspector.js", "observers.js", "popups.js", "rules.js", "search.js"]

/**
 * Starts the shop as a worker in workerd.
 * @param {(port: number) => Record<string, string>} textOf gives the text bindings: see `hosts/worker.mjs`
 * @param {{queue?: boolean}} [options] `queue`: with a queue of Cloudflare, whose broker answers at `broker`
 */
export async function startWorker(textOf, { queue = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-workerd-"))
  const [port, brokerPort] = [await freePort(), await freePort()]
  // The configuration may only embed what is below it.
  const put = (name, file) => {
    writeFileSync(join(folder, name), readFileSync(file))
    return `embed ${JSON.stringify(name)}`
  }
  const scripts = { "main.mjs": host("worker.mjs"), "shop.mjs": host("../shop.mjs"), "headless.js": join(dist, "headless.js"), "edge.js": join(dist, "edge.js") }
  const modules = Object.entries(scripts).map(([name, file]) => `(name = "${name}", esModule = ${put(name, file)})`)
  const bindings = [
    ...FILES.map(name => `(name = "file ${name}", data = ${put(`served-${name}`, join(dist, name))})`),
    ...Object.entries(textOf(port)).map(([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`),
    ...(queue ? ['(name = "QUEUE", queue = "broker")'] : []),
  ]
  writeFileSync(join(folder, "config.capnp"), `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "broker", worker = .broker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:${port}", http = (), service = "main"),
    (name = "localhost", address = "[::1]:${port}", http = (), service = "main"),
    (name = "broker", address = "127.0.0.1:${brokerPort}", http = (), service = "broker"),
  ],
);
const worker :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [${modules}, (name = "vitrine.wasm", wasm = ${put("vitrine.wasm", join(dist, "vitrine.wasm"))})],
  bindings = [${bindings}],
);
const broker :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  compatibilityFlags = ["service_binding_extra_handlers"],
  modules = [(name = "broker.mjs", esModule = ${put("broker.mjs", host("broker.mjs"))})],
  bindings = [(name = "CONSUMER", service = "main")],
);
`)
  const child = start(installed("@cloudflare/workerd-linux-64/bin/workerd"), ["serve", "--experimental", join(folder, "config.capnp")])
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", data => { output += data })
  const origin = `http://127.0.0.1:${port}`
  const stop = async () => {
    await child.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  await until(() => fetch(`${origin}/vitrine.wasm`).then(response => response.ok), { timeout: 20_000, what: "workerd is ready" })
    .catch(async error => {
      await stop()
      throw new Error(`${error.message}\n${output}`)
    })
  const drain = async () => {
    const { status } = await fetch(`${origin}/drained`)
    if (status !== 204) throw new Error(`the queue holds entries: ${status}\n${output}`)
  }
  return { origin, broker: `http://127.0.0.1:${brokerPort}`, drain, stop, output: () => output }
}
