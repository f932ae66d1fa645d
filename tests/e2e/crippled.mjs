/**
 * Pages on which a visit cannot succeed, or not at once: it ends as the library promises, the page lives on, and what
 * can work again works again. Each test is a page of `www/hostile/`. See docs/hostile.md.
 */
import assert from "node:assert/strict"

/** These pages break themselves by inline scripts, which the policy of the other mode refuses. */
export const only = ["wasm"]

const open = (visit, name) => visit.page.goto(`${visit.sandbox.origin}/hostile/${name}.html`)

/** The code of the error that the visit has ended with. */
async function outcome(visit) {
  return (await visit.page.waitFor(() => window.result)).code
}

/** Callbacks run, listeners are taken, wrong and right calls throw nothing: all that a page does without waiting. */
async function lives(visit) {
  const answered = await visit.run(async () => {
    const api = await new Promise(nostojs)
    api.listen("prerequest", () => {})
    api.defaultSession().setCart({ items: [] }).viewCart().update()
    api.pageTagging()
    api.visit.getCustomerId()
    return api.isAutoLoad()
  })
  assert.equal(answered, false)
  await visit.threwNothing()
}

/** Another load, once nothing is in its way. */
const loadAgain = visit => visit.run(() => {
  window.blocked = false
  return nostojs(api => api.defaultSession().viewOther().load().then(() => "resolved", error => error.code))
})

export const tests = {
  async "fetch-rejects"(visit) {
    await open(visit, "fetch-rejects")
    assert.equal(await outcome(visit), "network")
    await lives(visit)
    assert.equal(await loadAgain(visit), "resolved")
    await visit.threwNothing()
  },

  async "fetch-hangs"(visit) {
    await open(visit, "fetch-hangs")
    assert.equal(await outcome(visit), "timeout")
    assert.equal(await loadAgain(visit), "resolved")
    await visit.threwNothing()
  },

  async "wasm-missing"(visit) {
    await open(visit, "wasm-missing")
    assert.equal(await outcome(visit), "unavailable")
    await lives(visit)
    assert.deepEqual(await visit.allMessages(), [])
  },

  async "wasm-stalled"(visit) {
    await open(visit, "wasm-stalled")
    await lives(visit)
    assert.equal(await visit.run(() => window.result ?? null), null)
    assert.deepEqual(await visit.allMessages(), [])
  },

  async trap(visit) {
    await open(visit, "trap")
    assert.equal(await outcome(visit), "internal")
    await lives(visit)
    // Said once, however often the page goes on to call.
    // A browser tells of an icon that it looked for, too.
    const told = (await visit.page.errors()).filter(({ kind, text }) => kind === "console" && !/^Failed to load resource/.test(text))
    assert.equal(told.length, 1, JSON.stringify(told))
    assert.deepEqual(await visit.allMessages(), [])
  },

  async removed(visit) {
    await visit.sandbox.fault("alpha", { path: "/ev1", kind: "delay", ms: 400 })
    await open(visit, "removed")
    for (const leave of ["remove", "navigate", "write"]) {
      await visit.run(addFrame)
      await visit.sandbox.requestsWhen("alpha", 0)
      await visit.run(leaveFrame, leave)
    }
    await visit.sandbox.clearFaults("alpha")
    await new Promise(resolve => setTimeout(resolve, 600))
    await visit.threwNothing()
    await visit.run(() => {
      const script = document.createElement("script")
      script.src = "/hostile/visit.js"
      document.head.append(script)
    })
    assert.equal((await visit.page.waitFor(() => window.result)).products, true)
  },
}

/** Runs in the page: resolves when the visit in the frame has a request under way. */
function addFrame() {
  const frame = document.createElement("iframe")
  frame.src = "/hostile/framed.html"
  document.body.append(frame)
  return new Promise((resolve, reject) => {
    const end = Date.now() + 10_000
    const look = () => {
      // What is under way is no entry yet, so the frame's own fetch says it.
      const { fetch, nostojs } = frame.contentWindow ?? {}
      if (!fetch || !nostojs) return Date.now() < end ? setTimeout(look, 1) : reject(new Error("the frame is empty"))
      frame.contentWindow.fetch = (...call) => {
        const promise = fetch.apply(frame.contentWindow, call)
        if (String(call[0]).includes("/ev1")) setTimeout(resolve, 50)
        return promise
      }
    }
    look()
  })
}

/** Runs in the page. */
function leaveFrame(how) {
  const frame = document.querySelector("iframe:last-of-type")
  if (how === "remove") frame.remove()
  if (how === "navigate") frame.src = "about:blank"
  if (how === "write") {
    frame.contentDocument.open()
    frame.contentDocument.write("<!doctype html><title>another</title>")
    frame.contentDocument.close()
  }
}
