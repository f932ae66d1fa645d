/** The built library as these tests use it: a copy of its own for each test, and a back end that is a function. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

/** The built library: `$VITRINE_DIST`, else `pkg/dist`. */
export const dist = process.env.VITRINE_DIST ?? fileURLToPath(new URL("../../pkg/dist", import.meta.url))

/** The bytes of the module. */
export const wasm = await readFile(join(dist, "vitrine.wasm"))

let copies = 0

/** A module instance that shares no state with any other. @param {string} [file] in `pkg/dist` */
export const fresh = (file = "index.js") => import(`${pathToFileURL(join(dist, file))}?${++copies}`)

/**
 * A back end for the option `fetch`.
 * @param {(request: object, index: number) => any} [answer] gives the body of the answer as an object, a whole
 *   `Response`, or a promise of either; what it throws the network "throws"
 * @returns `fetch`, and `requests` in the order they were made: `{url, path, query, message, method, signal}`
 */
export function backEnd(answer = () => ({ customer: "5b1a481060b221115c4a251e" })) {
  const requests = []
  async function fetch(url, init) {
    const request = read(url, init)
    requests.push(request)
    const given = await answer(request, requests.length - 1)
    return given instanceof Response ? given : new Response(JSON.stringify(given))
  }
  return { fetch, requests }
}

function read(url, init) {
  const { pathname, searchParams } = new URL(url)
  const query = Object.fromEntries(searchParams)
  const text = init.body ?? query.message
  delete query.message
  return { url, path: pathname, query, message: JSON.parse(text), method: init.method ?? "GET", signal: init.signal }
}

/** Starts a copy of the library on `server`; `options` win over those that tests share. */
export async function start(server, options) {
  const library = await fresh()
  const api = await library.init({ account: "demo", server: "https://shop.test", wasm, fetch: server.fetch, ...options })
  return { ...library, api, session: api.defaultSession() }
}

/** Resolves when everything that was already due has run. */
export const settled = () => new Promise(resolve => setTimeout(resolve, 5))

/** A promise with its `resolve` and `reject`. */
export function deferred() {
  const parts = {}
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }))
  return parts
}

/** A line of a cart. */
export const line = (id = "p1", more) =>
  ({ product_id: id, name: `Product ${id}`, unit_price: 19.95, price_currency_code: "EUR", quantity: 1, ...more })
