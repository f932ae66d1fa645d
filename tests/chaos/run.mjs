/**
 * The proof that nothing is lost and nothing is told twice: first the five visits of the peers, then journeys that
 * chance makes, over a back end that fails in every way it can. `--seed N` repeats a run, `--journeys N` says how many;
 * a journey that failed is named by its own seed, which with `--journeys 1` repeats it alone.
 */
import assert from "node:assert/strict"
import { launch } from "../engines/index.mjs"
import { startSandbox } from "../harness/sandbox.mjs"
import { Visit } from "../e2e/visit.mjs"
import { scenarios } from "./peers.mjs"
import { plan } from "./plan.mjs"
import { Shopper } from "./shopper.mjs"
import { add, describe, isClean, judge } from "./verdict.mjs"

/** Journeys of a run, by engine, in `npm test` and in a soak. Other drivers than Chromium's can do less harm. */
const JOURNEYS = { chromium: [6, 200], firefox: [2, 40], webkit: [2, 40] }

/** How many visitors at once, each with a back end of their own. Firefox loads no page in a tab behind another's. */
const VISITORS = { chromium: 2, firefox: 1, webkit: 2 }

/** In ms. */
const LONGEST = 3_600_000

export async function run(report, { engine: name, soak, seed, journeys }) {
  const [short, long] = JOURNEYS[name]
  const options = { name, soak, seed: Number(seed ?? (soak ? Date.now() % 1_000_000 : 20)), count: Number(journeys ?? (soak ? long : short)) }
  const peers = report.pick(`${name} › chaos › 17 of 17`, scenarios)
  const chance = report.pick(`${name} › chaos`, { [`${options.count} journeys, seed ${options.seed}`]: runJourneys })
  if (!peers.length && !chance.length) return
  const engine = await launch(name)
  const shop = await startSandbox()
  try {
    for (const [title, body] of peers) await report.test(title, () => runScenario(body, engine, shop), { timeout: 180_000 })
    for (const [title, body] of chance) await report.test(title, () => body(engine, shop, options), { timeout: LONGEST })
  } finally {
    await engine.close()
    await shop.stop()
  }
}

async function runScenario(body, engine, sandbox) {
  await sandbox.reset("alpha")
  const visit = new Visit(await engine.newContext(), { engine, sandbox, mode: "wasm" })
  try {
    await body(visit)
    await sandbox.checkWire()
  } finally {
    await visit.page.close()
  }
}

async function runJourneys(engine, shop, { name, soak, seed, count }) {
  const began = performance.now()
  const seeds = Array.from({ length: count }, (_, number) => seed + number)
  const sum = {}
  const failed = []
  await Promise.all(Array.from({ length: VISITORS[name] }, async () => {
    const sandbox = await startSandbox({ durable: true })
    try {
      for (let next; (next = seeds.shift()) !== undefined; ) {
        const verdict = await runJourney(engine, shop, sandbox, next).catch(error => {
          console.log(`  ${name} ${error.stack}`)
          failed.push(next)
        })
        if (!verdict) continue
        add(sum, verdict)
        if (!isClean(verdict)) failed.push(next)
        if (soak) console.log(`  ${name} journey ${next}: ${isClean(verdict) ? "whole" : JSON.stringify(verdict)}; ${seeds.length} to go`)
      }
    } finally {
      await sandbox.stop()
    }
  }))
  console.log(`  ${name}, ${count} journeys from seed ${seed} in ${Math.round((performance.now() - began) / 1000)} s:\n${describe(sum)}`)
  assert.deepEqual(failed, [], "journeys that lost or repeated something")
}

/** One journey; what the store does not hold a minute after it has ended is lost. */
async function runJourney(engine, shop, sandbox, seed) {
  const page = await engine.newContext()
  const shopper = new Shopper(page, { shop: shop.origin, sandbox })
  const steps = plan(seed, method => page.can(method))
  let taken = 0
  try {
    await shopper.arrive()
    for (; taken < steps.length; taken++) await shopper.take(steps[taken])
    await shopper.comeHome()
    const stored = await sandbox.visitor("alpha", shopper.id)
    await sandbox.checkWire()
    const verdict = judge(shopper.told, stored)
    if (!isClean(verdict)) console.log(JSON.stringify({ seed, steps, requests: await brief(sandbox, shopper) }))
    return verdict
  } catch (error) {
    error.message = `journey ${seed}, step ${taken}: ${error.message}\n${JSON.stringify({ steps, left: await shopper.left().catch(String) })}`
    throw error
  } finally {
    await page.close()
  }
}

/** The visitor's requests as they arrived, for who has to find out. */
async function brief(sandbox, { id }) {
  const requests = (await sandbox.requests("alpha")).filter(({ visitor }) => visitor === id)
  return requests.map(({ at, path, rid, status, duplicate, message }) =>
    [at % 1e6, path, rid, status, duplicate, message?.events?.map(([, target]) => target), message?.cart?.[0]?.product_id, message?.customer?.customer_reference])
}
