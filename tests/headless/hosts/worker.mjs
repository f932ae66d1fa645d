/**
 * A worker has no file system: what it needs is imported, the module compiled by its host. Of its bindings, `QUEUE` is
 * a queue of Cloudflare, and `behind` a server for everything that is neither the shop's nor the library's.
 */
import { cloudflareQueue, createEdge } from "./edge.js"
import { createSession } from "./headless.js"
import { createShop } from "./shop.mjs"
import wasm from "./vitrine.wasm"

let shop

function open(env) {
  const files = name => env[`file ${name}`]
  const behind = request => {
    const { pathname, search, host } = new URL(request.url)
    const headers = new Headers(request.headers)
    headers.set("x-forwarded-host", host)
    return fetch(new Request(env.behind + pathname + search, request), { headers, redirect: "manual" })
  }
  // The sandbox is the shop too, and names its own pages in search results.
  const named = (url, init) => fetch(url, /graphql/.test(url) ? { ...init, headers: { ...init.headers, "x-forwarded-host": env.host } } : init)
  return createShop({
    createSession, createEdge, wasm, files, upstream: env.upstream,
    origins: env.origins?.split(" "),
    timeout: 20_000,
    ...(env.behind && { otherwise: behind, fetch: named }),
    ...(env.QUEUE && { queue: cloudflareQueue(env.QUEUE) }),
  })
}

/** For tests: everything the queue holds has been delivered when this is answered. */
const DRAINED = "/drained"

async function answer(request, env, context) {
  shop ??= open(env)
  if (new URL(request.url).pathname !== DRAINED) return shop(request, context)
  await shop.edge.drain()
  return new Response(null, { status: 204 })
}

export default {
  fetch: answer,
  queue: (batch, env) => cloudflareQueue(env.QUEUE).consume(batch, (shop ??= open(env)).edge.deliver),
}
