/** The packed package in throw-away projects: what is in it, and that it runs where it is bundled. */
import assert from "node:assert/strict"
import { cp, readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { build as esbuild } from "esbuild"
import { launch } from "../engines/index.mjs"
import { startSandbox } from "../harness/sandbox.mjs"
import * as consumers from "./consumers.mjs"
import { filesBelow, node, Packed, serve, tool } from "./project.mjs"

/** No wasm, and plain JavaScript instead. */
const strict = { policy: "script-src 'self'" }

const tests = {
  "every exports path is in the tarball": exportsExist,
  "the tarball holds what is built and nothing else": holdsOnlyBuilt,
  "what every page begins with asks to be compiled at once": asksToBeCompiled,
  "Node imports it without side effect or window": nodeImports,
  "TypeScript finds its types": typesResolve,
  "Vite": at => runs(at, "vite"),
  "Vite, wasm refused by the policy": at => runs(at, "vite", strict),
  "Vite, inline entry": at => runs(at, "viteInline", { wasmFiles: 0 }),
  "Vite, development server": viteServes,
  "webpack 5": at => runs(at, "webpack"),
  "webpack 5, wasm refused by the policy": at => runs(at, "webpack", strict),
  "esbuild": at => runs(at, "esbuild"),
  "esbuild, wasm refused by the policy": at => runs(at, "esbuild", strict),
  "esbuild, inline entry": at => runs(at, "esbuildInline", { wasmFiles: 0 }),
  "no bundler: module and wasm file served as they are": at => runs(at, "bare"),
  "plain script tag": at => runs(at, "scriptTag"),
}

/** Each makes a folder to serve. */
const projects = {
  vite: at => viteProject(at, consumers.plainMain),
  viteInline: at => viteProject(at, consumers.inlineMain),
  webpack: webpackProject,
  esbuild: at => esbuildProject(at, consumers.importedMain),
  esbuildInline: at => esbuildProject(at, consumers.inlineMain),
  bare: bareProject,
  scriptTag: scriptProject,
}

/** @param {import("../harness/report.mjs").Report} report */
export async function run(report) {
  const wanted = report.pick("packaging", tests)
  if (!wanted.length) return
  const stops = []
  const at = { folders: {} }
  try {
    at.packed = await Packed.create()
    stops.push(() => at.packed.remove())
    at.sandbox = await startSandbox()
    stops.push(() => at.sandbox.stop())
    at.browser = await launch("chromium")
    stops.push(() => at.browser.close())
    for (const [title, test] of wanted) {
      await report.test(title, async () => {
        await test(at)
        await at.sandbox.checkWire()
      }, { timeout: 120_000 })
    }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

async function manifest(packed) {
  return JSON.parse(await readFile(join(packed.installed, "package.json"), "utf8"))
}

async function exportsExist({ packed }) {
  const targets = Object.values((await manifest(packed)).exports).flatMap(target => typeof target === "string" ? target : Object.values(target))
  assert.ok(targets.length >= 6)
  for (const target of targets) assert.ok((await stat(join(packed.installed, target))).size > 0, target)
}

async function holdsOnlyBuilt({ packed }) {
  const others = packed.files.filter(path => !/^(pkg\/dist\/|package\.json$|README|LICENSE|CHANGELOG)/.test(path))
  assert.deepEqual(others, [])
  assert.deepEqual(packed.files.filter(path => path.endsWith(".wasm")), ["pkg/dist/commerce.wasm", "pkg/dist/vitrine.wasm"])
  const { dependencies, scripts } = await manifest(packed)
  assert.equal(dependencies, undefined)
  assert.equal(scripts?.postinstall ?? scripts?.install, undefined)
}

async function asksToBeCompiled({ packed }) {
  for (const file of ["vitrine.js", "index.js"]) {
    const [first] = (await readFile(join(packed.installed, "pkg/dist", file), "utf8")).split("\n")
    assert.equal(first, "//# allFunctionsCalledOnLoad", file)
  }
}

async function nodeImports({ packed }) {
  const folder = await packed.project({ "main.mjs": consumers.nodeImport })
  const began = Date.now()
  const { stdout } = await node(["main.mjs"], folder)
  assert.equal(stdout.trim(), "imported")
  assert.ok(Date.now() - began < 5_000, "the process ends by itself")
}

async function typesResolve({ packed }) {
  const folder = await packed.project({ "main.ts": consumers.typedMain })
  for (const [module, resolution] of [["esnext", "bundler"], ["nodenext", "nodenext"]]) {
    await tool("typescript/bin/tsc", ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom", "--module", module, "--moduleResolution", resolution, "main.ts"], folder)
  }
}

async function viteProject({ packed, sandbox }, main) {
  const folder = await packed.project({ "index.html": consumers.modulePage("/main.js"), "main.js": main(sandbox.origin) })
  await tool("vite/bin/vite.js", ["build", "--logLevel", "warn"], folder)
  return join(folder, "dist")
}

async function webpackProject({ packed, sandbox }) {
  const config = `export default { mode: "production", devtool: false, performance: { hints: false } }`
  const folder = await packed.project({ "src/index.js": consumers.plainMain(sandbox.origin), "webpack.config.mjs": config, "dist/index.html": consumers.modulePage("main.js") })
  await tool("webpack-cli/bin/cli.js", [], folder)
  return join(folder, "dist")
}

async function esbuildProject({ packed, sandbox }, main) {
  const folder = await packed.project({ "main.js": main(sandbox.origin), "dist/index.html": consumers.modulePage("main.js") })
  await esbuild({
    absWorkingDir: folder, entryPoints: ["main.js"], outdir: "dist",
    bundle: true, splitting: true, format: "esm", loader: { ".wasm": "file" }, logLevel: "error",
  })
  return join(folder, "dist")
}

async function bareProject({ packed, sandbox }) {
  const folder = await packed.project({ "index.html": consumers.modulePage("main.js"), "main.js": consumers.plainMain(sandbox.origin, "./lib/index.js") })
  for (const name of ["index.js", "vitrine.wasm", "vitrine.nowasm.js"]) await cp(join(packed.installed, "pkg/dist", name), join(folder, "lib", name))
  return onlyPublic(folder)
}

async function scriptProject({ packed, sandbox }) {
  const folder = await packed.project({ "index.html": consumers.scriptPage(sandbox.origin) })
  for (const name of ["vitrine.js", "vitrine.wasm", "vitrine.nowasm.js"]) await cp(join(packed.installed, "pkg/dist", name), join(folder, name))
  return onlyPublic(folder)
}

/** A folder to serve without the installed package in it. */
async function onlyPublic(folder) {
  await cp(folder, `${folder}-public`, { recursive: true, filter: path => !path.includes(`${folder}/node_modules`) })
  return `${folder}-public`
}

/** Builds a project, once for all tests that want it, and visits it in Chromium. */
async function runs(at, project, { wasmFiles = 1, policy } = {}) {
  at.folders[project] ??= projects[project](at)
  const folder = await at.folders[project]
  const emitted = (await filesBelow(folder)).filter(path => path.endsWith(".wasm"))
  assert.equal(emitted.length, wasmFiles, `wasm files: ${emitted}`)
  const server = await serve(folder, { policy })
  try {
    await visitAt(at, server.origin, policy ? "JavaScript" : "wasm")
  } finally {
    server.stop()
  }
}

/** @param {"wasm"|"JavaScript"} core which of the two must have run: the fallback would hide a wasm file that got lost */
async function visitAt({ browser, sandbox }, origin, core) {
  await sandbox.reset("alpha")
  const page = await browser.newContext()
  try {
    await page.goto(`${origin}/`)
    assert.deepEqual(await page.waitFor(() => window.result), { views: 1, placements: ["home-1"] })
    const ran = await page.evaluate(() => globalThis[Symbol.for("vitrine.nowasm")] ? "JavaScript" : "wasm")
    assert.equal(ran, core)
    assert.equal((await sandbox.requests("alpha")).length, 1)
    assert.deepEqual(await page.thrown(), [])
  } finally {
    await page.close()
  }
}

/** Vite's development server bundles dependencies anew, and its copies lose what lies beside them. */
async function viteServes(at) {
  const folder = await at.packed.project({ "index.html": consumers.modulePage("/main.js"), "main.js": consumers.plainMain(at.sandbox.origin) })
  const { createServer } = await import("vite")
  const server = await createServer({ root: folder, configFile: false, logLevel: "error", server: { host: "127.0.0.1", port: 0 } })
  try {
    await server.listen()
    await visitAt(at, `http://127.0.0.1:${server.httpServer.address().port}`, "wasm")
  } finally {
    await server.close()
  }
}
