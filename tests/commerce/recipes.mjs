/** The programs in www/recipes/commerce: what they print, and what of it has reached the session's back end. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { root } from "../harness/sandbox.mjs"
import { environment } from "../../www/recipes/commerce/environment.mjs"

const printed = {
  "tiendanube": /signed in to store 123456, ARS\nread \d{2,} products\n[^]*placed order \d+ of ([\d.]+) ARS\n.*problems: 0\n$/,
  "customer-api": /read \d+ orders\n[^]*placed order \d+ of ([\d.]+) EUR\n.*problems: 0\n$/,
  "nexus": /read \d{2,} products\n[^]*shipped order \S+ of ([\d.]+) \w+\n.*problems: 0\n$/,
}

async function run(recipe, pattern, servers) {
  const began = (await servers.sandbox.requests("alpha")).length
  const env = await environment(recipe, servers)
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, `www/recipes/commerce/${recipe}.mjs`)], { env, timeout: 50_000 })
  const [, total] = pattern.exec(stdout) ?? assert.fail(stdout)
  const requests = (await servers.sandbox.requests("alpha")).slice(began)
  const order = requests.find(({ path }) => path === "/order/track")?.order
  assert.ok(order, JSON.stringify(requests.map(({ path }) => path)))
  const sum = order.items.reduce((sum, { unit_price, quantity }) => sum + Math.round(unit_price * 100) * quantity, 0)
  assert.equal(sum, Math.round(Number(total) * 100))
}

export const tests = Object.fromEntries(Object.entries(printed).map(([recipe, pattern]) => [
  `${recipe} reads everything, places its order and tells a session, correct to the cent`,
  servers => run(recipe, pattern, servers),
]))
