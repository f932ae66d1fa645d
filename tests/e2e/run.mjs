/**
 * The end-to-end suite of one engine: every subject once with wasm and once where the page's policy
 * refuses it, against a sandbox of its own.
 */
import { join } from "node:path"
import { build } from "esbuild"
import { launch } from "../engines/index.mjs"
import { until } from "../engines/processes.mjs"
import { root, startSandbox } from "../harness/sandbox.mjs"
import { Visit } from "./visit.mjs"

export const subjects = [
  "start", "samples", "journey", "buffering", "latecore", "identity", "cookies", "consent", "storage", "queue", "module", "events", "campaigns", "attribution", "faults", "chaos", "delivery", "outbox", "youngest", "wire", "memory", "hostile", "crippled", "addresses", "shops", "tagging", "markup",
  "popups", "popups-trusted", "search", "placements", "rules", "observers", "inspector", "members", "storefront", "storefront-changes",
]

/** The module of a page is refused by `script-src 'self'`, so the plain JavaScript build has to do. */
const MODES = ["wasm", "csp"]

/**
 * @param {import("../harness/report.mjs").Report} report
 * @param {{engine: string, soak: boolean, suite?: string, only?: string[], modes?: string[], skip?: string[], front?: Function}} options
 *   `only`: these subjects; `skip`: but for the tests whose names end so; `front`: starts what stands between the browser and the sandbox, `front(sandbox)` gives `{origin, drain, stop}`
 */
export async function run(report, { engine: name, soak, suite = `${name} › e2e`, only = subjects, modes = MODES, skip = [], front }) {
  let wanted = []
  for (const subject of only) wanted.push(...await pickSubject(report, suite, subject, modes))
  wanted = wanted.filter(({ title }) => !skip.some(name => title.endsWith(name)))
  if (!wanted.length) return
  await bundleForPages("@nosto/nosto-js", "official")
  await bundleForPages("./tests/e2e/pages/placements/parts.js", "parts")
  await bundleForPages("./fuzz/js/markup.mjs", "fuzz")
  const sandbox = await startSandbox()
  const engine = await launch(name)
  const fronted = await front?.(sandbox)
  if (fronted) sandbox.standBehind(fronted.origin)
  try {
    for (const test of await possible(wanted, engine)) await runTest(report, test, { engine, sandbox, fronted, soak })
  } finally {
    await engine.close()
    await fronted?.stop()
    await sandbox.stop()
  }
}

/** A subject exports its tests by name; `needs` says by the same names what a driver must be able to. */
async function pickSubject(report, suite, subject, modes) {
  const { tests, only, timeout, needs = {} } = await import(`./${subject}.mjs`)
  return modes.filter(mode => !only || only.includes(mode)).flatMap(mode => {
    const prefix = `${suite} › ${mode} › ${subject}`
    return report.pick(prefix, tests).map(([title, body]) =>
      ({ title, body, mode, timeout, needs: needs[title.slice(`${prefix} › `.length)] }))
  })
}

/** Without the tests that this engine and its driver cannot do: none is counted that did nothing. */
async function possible(wanted, engine) {
  if (!wanted.some(({ needs }) => needs)) return wanted
  const page = await engine.newContext()
  const all = wanted.filter(({ needs }) => !needs || needs(page, engine))
  await page.close()
  return all
}

/** Every test begins with empty accounts, and with nothing on its way to them. */
async function empty(sandbox, fronted) {
  const reset = async () => { for (const account of ["alpha", "beta", "delta"]) await sandbox.reset(account) }
  await reset()
  if (!fronted) return
  // What the test before left may still be on its way to a server that does not answer.
  await until(() => fronted.drain().then(() => true), { timeout: 45_000, what: "an empty queue" })
  await reset()
}

function runTest(report, { title, body, mode, timeout }, { engine, sandbox, fronted, soak }) {
  return report.test(title, async () => {
    await empty(sandbox, fronted)
    const visit = new Visit(await engine.newContext(), { engine, sandbox, mode, soak })
    try {
      await body(visit)
      await sandbox.checkWire()
    } finally {
      await visit.page.close()
    }
  }, { timeout })
}

/** A module as a script that pages of any policy can load: `window.official`. */
function bundleForPages(entry, globalName) {
  return build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    globalName,
    absWorkingDir: root,
    outfile: join(root, `tests/e2e/pages/built/${globalName}.js`),
    logLevel: "error",
  })
}
