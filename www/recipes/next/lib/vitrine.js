import { readFile } from "node:fs/promises"
import { pathToFileURL } from "node:url"
import { cookies, headers } from "next/headers"
import { after } from "next/server"
import { cache } from "react"
import { createEdge } from "vitrine/edge"
import { createSession } from "vitrine/headless"

export const account = process.env.VITRINE_ACCOUNT ?? "demo"
const server = process.env.VITRINE_SERVER ?? "http://127.0.0.1:4173"

/** Next.js puts a linked package into its bundles, and a bundle has no files beside it. */
const file = name => new URL(name, pathToFileURL(`${process.cwd()}/node_modules/vitrine/pkg/dist/`))

/** The library and its back end on the shop's own domain, below `/v`. */
export const edge = createEdge({ upstream: server, prefix: "/v", files: name => readFile(file(name)) })

/** The visitor's session for one request of the page at `path`: every component that asks gets the same. */
export const sessionOf = cache(async path => {
  const sent = await headers()
  const session = await createSession({
    account, server, wasm: file("vitrine.wasm"),
    url: `${sent.get("x-forwarded-proto") ?? "http"}://${sent.get("host")}${path}`,
    cookies: String(await cookies()),
    referrer: sent.get("referer"),
    userAgent: sent.get("user-agent"),
  })
  after(() => session.close())
  return session
})
