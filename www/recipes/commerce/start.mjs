// `npm run recipe tiendanube`: starts the sandbox with its shop systems, and one of the programs beside this file.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { startCommerceServers } from "../../../tests/harness/commerce.mjs"
import { environment, recipes } from "./environment.mjs"

const name = process.argv[2]
if (!recipes.includes(name)) {
  console.error(`npm run recipe ${recipes.join("|")}`)
  process.exit(2)
}
const servers = await startCommerceServers()
try {
  const env = await environment(name, servers)
  const recipe = spawn(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], { env, stdio: "inherit" })
  const [code] = await once(recipe, "exit")
  process.exitCode = code ?? 1
} finally {
  await servers.stop()
}
