/** The connectors as they are published, and a fetch that notes what goes out. */
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { dist } from "../harness/sandbox.mjs"

export const library = await import(pathToFileURL(join(dist, "commerce.js")))

/** `fetch` of the servers, with `urls` of the requests so far. */
export function noting(servers) {
  const noted = (url, init) => {
    noted.urls.push(`${init.method} ${url}`)
    return servers.fetch(url, init)
  }
  noted.urls = []
  return noted
}

/** What a promise rejects with. */
export async function rejection(promise) {
  const value = await promise.then(value => ({ value }), error => ({ error }))
  if (!value.error) throw new Error(`not rejected: ${JSON.stringify(value.value)}`)
  return value.error
}
