/** The same program in each runtime for servers, by its own fetch: it signs in to all three systems and reads. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { dist, root } from "../harness/sandbox.mjs"

const program = join(root, "tests/commerce/program.mjs")

/** How each is started, and what makes it trust the servers. */
const hosts = {
  node: () => [process.execPath, [program]],
  deno: ({ ca }) => [join(root, "node_modules/deno/deno"), ["run", "--quiet", "--allow-net", "--allow-env", "--allow-read", `--cert=${ca}`, program]],
  bun: () => [join(root, "node_modules/@oven/bun-linux-x64-baseline/bin/bun"), ["run", program]],
}

async function run(servers, shown, [command, args]) {
  const input = JSON.stringify({ library: join(dist, "commerce.js"), urls: servers.urls, shown })
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: servers.ca, INPUT: input }
  const { stdout } = await promisify(execFile)(command, args, { cwd: root, env, timeout: 50_000 })
  const seen = JSON.parse(stdout.trim().split("\n").at(-1))
  assert.deepEqual(seen, { nexus: [25, "not_found"], customer: [25, "invalid_client"], tiendanube: [25, "123456"], webhook: "signature" })
}

export const tests = Object.fromEntries(Object.entries(hosts).map(([name, start]) => [
  `${name} reads all three systems by its own fetch`,
  (servers, shown) => run(servers, shown, start(servers)),
]))
