/** A core that takes its time: what was called meanwhile says when it was called. */
import assert from "node:assert/strict"
import { createServer } from "node:http"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { dist } from "../harness/sandbox.mjs"

/** Only the wasm file can be put on a slow server: the policy of the other mode wants everything from one origin. */
export const only = ["wasm"]

const delay = 2_000

async function serveSlowly(body) {
  const server = createServer((request, response) => setTimeout(() => {
    response.writeHead(200, { "content-type": "application/wasm", "access-control-allow-origin": "*" }).end(body)
  }, delay))
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve))
  return server
}

export const tests = {
  "a call waits for the core and keeps its time": async visit => {
    const server = await serveSlowly(await readFile(join(dist, "vitrine.wasm")))
    try {
      await visit.openReady({ "data-wasm": `http://127.0.0.1:${server.address().port}/vitrine.wasm` })
      const called = await visit.run(() => {
        const time = Date.now()
        nostojs(api => { window.loaded = api.defaultSession().viewFrontPage().load() })
        history.pushState(null, "", "?elsewhere")
        return time
      })
      assert.deepEqual(await visit.allMessages(), [], "nothing is sent before the core is there")
      await visit.run(() => window.loaded.then(() => true))
      const [{ message, at }] = await visit.messages(1)
      assert.ok(Math.abs(Date.parse(message.event_date) - called) < 300, `called ${new Date(called).toISOString()}, said ${message.event_date}`)
      assert.ok(at - called > 500, "the request left late")
      assert.ok(!message.url.includes("elsewhere"), message.url)
    } finally {
      server.close()
      server.closeAllConnections()
    }
  },

  "a core that never arrives harms nothing": async visit => {
    await visit.openReady({ "data-wasm": `${visit.sandbox.origin}/no-such-file.wasm` })
    const outcome = await visit.run(() => new Promise(resolve => {
      nostojs(api => api.defaultSession().viewFrontPage().load().then(() => resolve("loaded"), error => resolve(error.name)))
      setTimeout(() => resolve("pending"), 12_000)
    }))
    assert.notEqual(outcome, "pending")
    await visit.threwNothing()
  },
}
