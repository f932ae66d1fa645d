/** What a server-rendered page view costs, and that none is left behind. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { dist } from "../harness/sandbox.mjs"

const script = fileURLToPath(new URL("hosts/load.mjs", import.meta.url))

export const timeout = 900_000

export const tests = {
  "Node: a thousand page views at once, and memory that stays": underLoad,
}

async function underLoad({ sandbox, soak }) {
  await sandbox.reset("alpha")
  const sessions = soak ? 100_000 : 5000
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script, dist, sandbox.origin, "1000", String(sessions)])
  const { overhead, memory } = JSON.parse(stdout)
  console.log(`    1,000 page views at once: p50 ${overhead.p50.toFixed(2)} ms, p99 ${overhead.p99.toFixed(2)} ms of our code each`)
  for (const { sessions, heap, rss, buffers } of memory) console.log(`    after ${sessions} sessions: heap ${heap} MiB, buffers ${buffers} MiB, process ${rss} MiB`)
  // The slowest of a hundred is only told from the machine's other work where there is none.
  assert.ok((soak ? overhead.p99 : overhead.p50) < 2, `${soak ? overhead.p99 : overhead.p50} ms`)
  const [first, last] = [memory[0], memory.at(-1)]
  assert.ok(last.heap < first.heap * 1.15 + 1, `heap ${first.heap} to ${last.heap} MiB`)
  assert.ok(last.buffers < first.buffers * 1.15 + 1, `buffers ${first.buffers} to ${last.buffers} MiB`)
}
