/** Sessions on servers and the edge handler, in every runtime, against the sandbox; one engine is the browser. */
import { launch } from "../engines/index.mjs"
import { startSandbox } from "../harness/sandbox.mjs"
import { runFoundation } from "./foundation.mjs"

const subjects = ["visits", "queues", "recipes", "load"]

/** @param {import("../harness/report.mjs").Report} report */
export async function run(report, { soak }) {
  await runOwn(report, { soak })
  await runFoundation(report, { soak })
}

async function runOwn(report, { soak }) {
  const wanted = []
  for (const subject of subjects) {
    const { tests, longTests, timeout } = await import(`./${subject}.mjs`)
    wanted.push(...report.pick(`headless › ${subject}`, { ...tests, ...(soak && longTests) }).map(([title, body]) => ({ title, body, timeout })))
  }
  if (!wanted.length) return
  const sandbox = await startSandbox()
  const browser = await launch("chromium")
  try {
    for (const { title, body, timeout } of wanted) {
      await report.test(title, async () => {
        await body({ sandbox, browser, soak })
        await sandbox.checkWire()
      }, { timeout })
    }
  } finally {
    await browser.close()
    await sandbox.stop()
  }
}
