import assert from "node:assert/strict"
import { launch } from "../engines/index.mjs"
import { dist } from "../harness/sandbox.mjs"
import { serve } from "../packaging/project.mjs"

/** In a page or a worker of it: what each constructor says. */
const attempt = `async origin => {
  const { tiendanube, customerApi, nexus, platform, verifyWebhook } = await import(origin + "/commerce.js")
  const outcome = promise => promise.then(() => "made", error => error.name + ": " + error.message.slice(0, 35))
  const store = { store: "1", token: "hush", userAgent: "A (b@c)" }
  return {
    tiendanube: await outcome(tiendanube(store)),
    customerApi: await outcome(customerApi({ url: "https://a.example", clientId: "a", clientSecret: "hush" })),
    nexus: await outcome(nexus({ url: "https://a.example/api", token: "hush", tenant: "t" })),
    platform: await outcome(platform({ tokens: { apps: "hush" } })),
    webhook: await outcome(verifyWebhook("nexus", { body: "{}", headers: {}, secrets: "hush" })),
    allowed: await outcome(tiendanube({ ...store, dangerouslyAllowBrowser: true })),
  }
}`

const refused = "ConfigError: a connector holds a secret, and thi"

async function inBrowser(run) {
  const browser = await launch("chromium")
  const server = await serve(dist)
  try {
    const page = await browser.newContext()
    await page.goto(`${server.origin}/index.js`)
    const seen = await page.evaluate(run, { origin: server.origin, attempt })
    assert.deepEqual(seen, { tiendanube: refused, customerApi: refused, nexus: refused, platform: refused, webhook: refused, allowed: "made" })
  } finally {
    server.stop()
    await browser.close()
  }
}

export const tests = {
  "a secret in a window throws": () => inBrowser(({ origin, attempt }) => (0, eval)(`(${attempt})`)(origin)),

  "a secret in a worker of a window throws": () => inBrowser(({ origin, attempt }) => new Promise((resolve, reject) => {
    const code = `(${attempt})(${JSON.stringify(origin)}).then(postMessage, error => postMessage(String(error)))`
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" })
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = reject
  })),
}
