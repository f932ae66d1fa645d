/** The connectors, as Node and other runtimes load them, against the shop systems of the sandbox. */
import { startCommerceServers } from "../harness/commerce.mjs"
import { tests as bundles } from "./bundles.mjs"
import { tests as customer } from "./customer.mjs"
import { tests as docs } from "./docs.mjs"
import { tests as guard } from "./guard.mjs"
import { tests as limits } from "./limits.mjs"
import { tests as mapping } from "./mapping.mjs"
import { tests as nexus } from "./nexus.mjs"
import { tests as platformBatches } from "./platform/batches.mjs"
import { tests as platformGraphql } from "./platform/graphql.mjs"
import { tests as platformKeys } from "./platform/keys.mjs"
import { tests as platformOperations } from "./platform/operations.mjs"
import { tests as platformSessions } from "./platform/sessions.mjs"
import { tests as recipes } from "./recipes.mjs"
import { tests as runtimes } from "./runtimes.mjs"
import { tests as rust } from "./rust.mjs"
import { tests as tiendanube } from "./tiendanube.mjs"

const platform = { ...platformOperations, ...platformKeys, ...platformBatches, ...platformGraphql, ...platformSessions }

/** Tests by their file. */
export const files = { nexus, customer, tiendanube, platform, limits, mapping, guard, bundles, runtimes, rust, docs, recipes }

/** @param {import("../harness/report.mjs").Report} report */
export async function run(report) {
  const wanted = Object.entries(files).flatMap(([name, tests]) => report.pick(`commerce › ${name}`, tests))
  if (!wanted.length) return
  const servers = await startCommerceServers()
  try {
    for (const [title, test] of wanted) {
      await report.test(title, async () => {
        await servers.reset()
        await test(servers, await servers.credentials())
      })
    }
  } finally {
    await servers.stop()
  }
}
