/** The projects of the packaging tests: what a shop would write with each tool. */

/** One visit with the ES module; what came back is left on `window.result`. */
const visit = `
  const server = new URLSearchParams(location.search).get("server")
  init({ account: "alpha", server, autoLoad: false, ...options })
    .then(api => api.defaultSession().viewFrontPage().setPlacements(["home-1"]).load())
    .then(response => { window.result = { views: response.page_views, placements: Object.keys(response.recommendations) } },
      error => { window.result = { error: String(error) } })
`

const html = (head, body = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Consumer</title>${head}</head><body>${body}</body></html>`

/** No tool has to be told about the wasm file. */
export const plainMain = `import { init } from "vitrine"\nconst options = {}\n${visit}`

/** The wasm file by its export, for tools that do not understand \`new URL(…, import.meta.url)\`. */
export const importedMain = `import { init } from "vitrine"\nimport wasm from "vitrine/vitrine.wasm"\nconst options = { wasm: new URL(wasm, location.href).href }\n${visit}`

/** Everything in one file. */
export const inlineMain = `import { init } from "vitrine/inline"\nconst options = {}\n${visit}`

export const modulePage = source => html(`<script type="module" src="${source}"></script>`)

/** The script tag with the files of the package beside the page. */
export const scriptPage = html("", `
<script src="stub.js"></script>
<script async src="vitrine.js" data-account="alpha" data-auto-load="false"></script>`)

/** The stub, and the server's address, which the page learns from its query. */
export const scriptStub = `
window.nostojs = window.nostojs || function (cb) { (window.nostojs.q = window.nostojs.q || []).push(cb) }
document.addEventListener("DOMContentLoaded", () => {})
new MutationObserver(() => {
  const tag = document.querySelector("script[data-account]")
  if (tag && !tag.dataset.server) tag.dataset.server = new URLSearchParams(location.search).get("server")
}).observe(document, { childList: true, subtree: true })
nostojs(api => api.defaultSession().viewFrontPage().setPlacements(["home-1"]).load()
  .then(response => { window.result = { views: response.page_views, placements: Object.keys(response.recommendations) } },
    error => { window.result = { error: String(error) } }))
`

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
assert.deepEqual(Reflect.ownKeys(globalThis), before, "nor does the inline entry")
console.log("imported")
`

/** A TypeScript consumer without any path mapping. */
export const typedMain = `
import { init } from "vitrine"
import { init as inline } from "vitrine/inline"
export const visit = async (): Promise<number> => {
  const api = await init({ account: "a" })
  const other: typeof api = await inline({ account: "a" })
  return (await other.defaultSession().viewFrontPage().load()).page_views
}
`
