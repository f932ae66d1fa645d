/**
 * The vendor's official client packages, unmodified, on our library and our server: a page each, bundled from the
 * packages as npm installs them, in Chromium.
 */
import { join } from "node:path"
import { build } from "esbuild"
import { launch } from "../engines/index.mjs"
import { root, startSandbox } from "../harness/sandbox.mjs"
import { Client } from "./client.mjs"

const pages = join(root, "tests/clients/pages")

/** File of the tests, and the source of the page they visit. */
const subjects = {
  react: "react.jsx",
  "web-components": "web-components.js",
  search: "search.jsx",
}

/** @param {import("../harness/report.mjs").Report} report */
export async function run(report) {
  const wanted = []
  for (const subject of Object.keys(subjects)) {
    const { tests } = await import(`./${subject}.mjs`)
    wanted.push(...report.pick(`clients › ${subject}`, tests).map(([title, body]) => ({ subject, title, body })))
  }
  if (!wanted.length) return
  await Promise.all([...new Set(wanted.map(({ subject }) => subject))].map(bundle))
  const sandbox = await startSandbox({ pages })
  const browser = await launch("chromium")
  try {
    for (const test of wanted) await runTest(report, test, { sandbox, browser })
  } finally {
    await browser.close()
    await sandbox.stop()
  }
}

function runTest(report, { title, body }, { sandbox, browser }) {
  return report.test(title, async () => {
    await sandbox.reset("alpha")
    await sandbox.reset("beta")
    const client = new Client(await browser.newContext(), sandbox)
    try {
      await body(client)
      await sandbox.checkWire()
      await client.threwNothing()
    } finally {
      await client.close()
    }
  })
}

/** @param {string} subject */
function bundle(subject) {
  const source = subjects[subject]
  return build({
    entryPoints: [join(pages, source)],
    outfile: join(pages, "built", `${subject}.js`),
    bundle: true,
    format: "iife",
    jsx: "automatic",
    jsxImportSource: subject === "search" ? "preact" : "react",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  })
}
