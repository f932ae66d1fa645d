// What a server writes, as the declarations have it; and mistakes that must not compile.
import { cloudflareQueue, createEdge, memoryRateLimit, redisQueue } from "../../pkg/edge.js"
import type { Queue } from "../../pkg/edge.js"
import { createSession } from "../../pkg/headless.js"
import { init } from "../../pkg/index.js"

export async function page(request: Request): Promise<Response> {
  const session = await createSession({ account: "demo", url: request.url, cookies: request.headers.get("cookie"), signal: request.signal })
  session.listen("diagnostic", problems => problems.map(({ path }) => path))
  const { recommendations } = await session.setCart({}).viewFrontPage().setPlacements(["home"]).load()
  const headers = new Headers(session.setCookies().map((cookie): [string, string] => ["set-cookie", cookie]))
  await session.close()
  await init({ account: "demo", hydrate: session.dehydrate() })
  return new Response(JSON.stringify(recommendations), { headers })
}

declare const client: { sendCommand(command: string[]): Promise<unknown> }
const queue: Queue = redisQueue(client, { stream: "orders" })
export const edge = createEdge({ queue, consent: () => "granted", cookie: { httpOnly: true }, rateLimit: memoryRateLimit({ requests: 5 }) })
export const answer: Promise<Response> = edge(new Request("https://shop.test"), { waitUntil() {} })

cloudflareQueue({ send: async () => {} }).consume({ messages: [] }, edge.deliver)

// @ts-expect-error the address is required
createSession({ account: "demo" })
// @ts-expect-error there is no such consent
createSession({ account: "demo", url: "https://shop.test", consent: "yes" })
// @ts-expect-error nor here
createEdge({ consent: () => true })
// @ts-expect-error a queue has to keep
createEdge({ queue: { take: async () => {} } })
