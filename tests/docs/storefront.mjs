/** The samples of docs/storefront.md: a page with `LS`, a module, an app of NubeSDK, and a mapping on a server. */
import assert from "node:assert/strict"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { execFile } from "node:child_process"
import { dist } from "../harness/sandbox.mjs"

const file = "docs/storefront.md"

/** What a store puts before its own scripts. */
const globals = `<script>LS = { currency: { code: "BRL" }, customer: 1077, cart: { items: [
  { id: 5, product: { id: 9 }, name: "Remera", unit_price: 5807, quantity: 2 }] } }</script>`

const local = (at, code) => code
  .replaceAll('"vitrine"', JSON.stringify(`${at.sandbox.origin}/index.js`))
  .replaceAll(/"vitrine\/([\w/]+)"/g, (_, path) => JSON.stringify(`${at.sandbox.origin}/${path}.js`))
  .replaceAll("http://127.0.0.1:4173", at.sandbox.origin)

const views = ({ path }) => path === "/ev1"
const line = { product_id: "9", sku_id: "5", name: "Remera", unit_price: 58.07, price_currency_code: "BRL", quantity: 2 }

/** @param {object} tools `{blocks, openPage}` of the suite */
export const createTests = ({ blocks, openPage }) => ({
  async "the page of docs/storefront.md sends its cart"(at) {
    await at.sandbox.reset("demo")
    const [html] = blocks(file, "html")
    const page = await openPage(at, `<!doctype html>${globals}<body class="template-home"><div class="nosto_element" id="home-1"></div>${html}`)
    const [{ message }] = await at.sandbox.requestsWhen("demo", 1, views)
    assert.deepEqual([message.page_type, message.elements, message.cart], ["front", ["home-1"], [line]])
    await page.close()
  },

  async "the module of docs/storefront.md says who is logged in"(at) {
    await at.sandbox.reset("demo")
    const [code] = blocks(file, "js")
    const page = await openPage(at, `<!doctype html>${globals}<body class="template-home">`)
    const printed = await page.evaluate(async code => {
      const { fetch } = window
      window.fetch = (url, init) => url === "/my-app/customers/1077" ? Promise.resolve(new Response('{"email":"ada@example.com"}')) : fetch(url, init)
      await import("data:text/javascript," + encodeURIComponent(code))
      return window.printed
    }, local(at, code))
    assert.deepEqual(printed, [[["home-1"]]])
    await at.sandbox.requestsWhen("demo", 1, ({ message }) => message?.customer?.email === "ada@example.com")
    await page.close()
  },

  async "the app of docs/storefront.md tells its page"(at) {
    await at.sandbox.reset("demo")
    const [, code] = blocks(file, "js")
    const page = await openPage(at, "<!doctype html>")
    await page.evaluate(async code => {
      const { App } = await import("data:text/javascript," + encodeURIComponent(code))
      const state = { location: { url: `${location.origin}/`, page: { type: "home" } }, store: { currency: "BRL" }, cart: { items: [] }, customer: null }
      const asyncLocalStorage = { getItem: async () => null, setItem: async () => {} }
      App({ on() {}, off() {}, getState: () => state, getBrowserAPIs: () => ({ asyncLocalStorage }) })
      return true
    }, local(at, code))
    const [{ message }] = await at.sandbox.requestsWhen("demo", 1, views)
    assert.deepEqual([message.page_type, message.url], ["front", `${at.sandbox.origin}/`])
    assert.deepEqual(await page.waitFor(() => window.printed[0]), [["home-1"]])
    await page.close()
  },

  async "the mapping of docs/storefront.md prints what it says"() {
    const [, , code] = blocks(file, "js")
    const folder = mkdtempSync(join(tmpdir(), "vitrine-sample-"))
    try {
      const sample = join(folder, "sample.mjs")
      writeFileSync(sample, code.replace('"vitrine/commerce"', JSON.stringify(pathToFileURL(join(dist, "commerce.js")).href)))
      const { stdout } = await promisify(execFile)(process.execPath, [sample])
      assert.equal(stdout.trim(), "1 58.07 [ { path: 'cart.products[1].price', problem: 'missing' } ]")
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
})
