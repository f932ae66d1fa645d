/** The client's limiter and the server's bucket, each counting by itself in a time they share: minutes pass in seconds. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { dist } from "../harness/sandbox.mjs"

const script = fileURLToPath(new URL("hosts/limits.mjs", import.meta.url))

async function flood(servers, shown, more) {
  const [{ id: app, tokens }] = shown.tiendanube.apps
  const input = {
    library: pathToFileURL(join(dist, "commerce.js")).href,
    origin: servers.origin, url: servers.urls.tiendanube, token: tokens["123456"], store: "123456", app, ...more,
  }
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: servers.ca, INPUT: JSON.stringify(input) }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], { env, timeout: 55_000 })
  assert.equal(stderr, "")
  const told = JSON.parse(stdout)
  const answers = (await servers.answers()).tiendanube
  assert.deepEqual([answers[200], answers[429] ?? 0], [told.answered, told.refused])
  return told
}

export const tests = {
  async "500 calls against the server's bucket: none is refused, in hardly more than the ideal time"(servers, shown) {
    const { answered, refused, ms } = await flood(servers, shown, { calls: 500 })
    const ideal = (500 - 40) * 500
    assert.deepEqual([answered, refused], [500, 0])
    assert.ok(ms >= ideal && ms <= ideal * 1.05, `${ms} ms instead of ${ideal}`)
    console.log(`    500 calls in ${ms / 1000} s of the server's time, ideal ${ideal / 1000} s`)
  },

  async "a second client that drains the server's bucket stops no call"(servers, shown) {
    // Three quarters of what leaks, which is 2 a second.
    const { answered, refused, ms } = await flood(servers, shown, { calls: 100, others: 1.5 })
    assert.equal(answered, 100)
    assert.ok(refused > 0, "the second client was not felt")
    // As if the other got all it asks for.
    assert.ok(ms <= (100 - 40) * 2_000, `${ms} ms`)
    console.log(`    100 calls beside a second client in ${ms / 1000} s, ${refused} refused and repeated`)
  },
}
