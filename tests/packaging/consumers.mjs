/** The projects of the packaging tests: what a shop would write with each tool. */

/** One visit; what came back is left on `window.result`. */
const visit = `api => api.defaultSession().viewFrontPage().setPlacements(["home-1"]).load()
  .then(response => { window.result = { views: response.page_views, placements: Object.keys(response.recommendations) } },
    error => { window.result = { error: String(error) } })`

/** No tool has to be told about the wasm file. @param {string} server origin of the back end */
export const plainMain = (server, from = "vitrine") => `
import { init } from "${from}"
init({ account: "alpha", server: "${server}", autoLoad: false }).then(${visit})
`

/** Everything in one file. */
export const inlineMain = server => plainMain(server, "vitrine/inline")

/** The wasm file by its export, for tools that do not follow `new URL(…, import.meta.url)`. */
export const importedMain = server => `
import { init } from "vitrine"
import wasm from "vitrine/vitrine.wasm"
init({ account: "alpha", server: "${server}", autoLoad: false, wasm: new URL(wasm, location.href).href }).then(${visit})
`

const html = (head, body = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Consumer</title>${head}</head><body>${body}</body></html>`

export const modulePage = source => html(`<script type="module" src="${source}"></script>`)

/** The script tag with the files of the package beside the page. */
export const scriptPage = server => html(`
<script>window.nostojs=window.nostojs||function(cb){(window.nostojs.q=window.nostojs.q||[]).push(cb)}</script>
<script async src="vitrine.js" data-account="alpha" data-server="${server}" data-auto-load="false"></script>`, `
<script>nostojs(${visit})</script>`)

/** Importing must change nothing and must not keep the process alive. */
export const nodeImport = `
import assert from "node:assert/strict"
const before = Reflect.ownKeys(globalThis)
const library = await import("vitrine")
assert.deepEqual(Reflect.ownKeys(globalThis), before, "importing adds no global")
assert.equal(typeof globalThis.window, "undefined")
assert.equal(typeof library.init, "function")
assert.equal(typeof library.nostojs, "function")
const inline = await import("vitrine/inline")
assert.equal(typeof inline.init, "function")
for (const entry of ["headless", "edge", "commerce", "storefront/tiendanube", "storefront/nubesdk", "testing"]) await import("vitrine/" + entry)
assert.deepEqual(Reflect.ownKeys(globalThis), before, "nor do the others")
const { nexus, verifyWebhook, SignatureError } = await import("vitrine/commerce")
await assert.rejects(verifyWebhook("nexus", { body: "{}", headers: {}, secrets: "s" }), SignatureError)
const answer = () => Promise.resolve(Response.json({ data: { sku: "1", listings: [{ price: 13.490 }] } }))
const shop = await nexus({ url: "https://shop.test/api", token: "t", tenant: "a", fetch: answer })
assert.equal((await shop.products.get("1")).listings[0].price, "13.49")
console.log("imported")
`

/** A TypeScript consumer without any path mapping. */
export const typedMain = `
import { init } from "vitrine"
import { init as inline } from "vitrine/inline"
import { tiendanube, type Tiendanube, type Meta } from "vitrine/commerce"
import { createSession } from "vitrine/headless"
import { createEdge } from "vitrine/edge"
import { tiendanube as storefront } from "vitrine/storefront/tiendanube"
import { nubesdk } from "vitrine/storefront/nubesdk"
export const visit = async (): Promise<number> => {
  const api = await init({ account: "a" })
  const other: typeof api = await inline({ account: "a" })
  return (await other.defaultSession().viewFrontPage().load()).page_views
}
export const count = async (): Promise<Meta["total"]> => {
  const shop: Tiendanube = await tiendanube({ store: "1", token: "t", userAgent: "A (b@c)" })
  return (await shop.products.list.head({ published: true })).total
}
export const entries = [createSession, createEdge, storefront, nubesdk]
`
