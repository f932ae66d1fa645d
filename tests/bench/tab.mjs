/**
 * A tab of Chromium with nothing of a driver in it: drivers put scripts into pages and record stacks of
 * requests, which would be measured too. Only what is asked for here is switched on.
 */
import { until } from "../engines/processes.mjs"

/** A fresh context with one tab. @param {import("playwright-core").CDPSession} cdp of the browser */
export async function openTab(cdp) {
  const { browserContextId } = await cdp.send("Target.createBrowserContext")
  const { targetId } = await cdp.send("Target.createTarget", { url: "about:blank", browserContextId })
  const { sessionId } = await cdp.send("Target.attachToTarget", { targetId, flatten: false })
  let last = 0
  const waiting = new Map()
  const receive = ({ sessionId: from, message }) => {
    const { id, result, error } = JSON.parse(message)
    const promise = from === sessionId && waiting.get(id)
    if (!promise) return
    waiting.delete(id)
    error ? promise.reject(new Error(error.message)) : promise.resolve(result)
  }
  cdp.on("Target.receivedMessageFromTarget", receive)

  function send(method, params = {}) {
    const id = ++last
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      cdp.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject)
    })
  }

  /** Calls a function in the page; it sees the page only. @returns a JSON value */
  async function evaluate(fn, ...args) {
    const expression = `(${fn})(${args.map(value => JSON.stringify(value)).join()})`
    const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  return {
    send,
    evaluate,
    waitFor: (fn, what) => until(() => evaluate(fn), { timeout: 20_000, what }),
    async close() {
      cdp.off("Target.receivedMessageFromTarget", receive)
      await cdp.send("Target.disposeBrowserContext", { browserContextId })
    },
  }
}

/** Records a trace of the whole browser while `work` runs. @returns the events */
export async function traced(cdp, categories, work) {
  const events = []
  const collect = ({ value }) => events.push(...value)
  cdp.on("Tracing.dataCollected", collect)
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: categories, excludedCategories: ["*"] } })
  try {
    await work()
  } finally {
    const complete = new Promise(resolve => cdp.once("Tracing.tracingComplete", resolve))
    await cdp.send("Tracing.end")
    await complete
    cdp.off("Tracing.dataCollected", collect)
  }
  return events
}
