/**
 * The smallest shop that renders on a server, the same in every runtime: a front page, and a checkout that only the
 * server knows. Everything else is the edge handler's.
 */

/**
 * @param {{createSession, createEdge, upstream: string, wasm?: WebAssembly.Module, files?, otherwise?, origins?}} parts
 * @returns a fetch handler, with the edge handler as `edge`
 */
export function createShop({ createSession, createEdge, upstream, wasm, ...options }) {
  const edge = createEdge({ upstream, searchUpstream: upstream, ...options })

  const sessionOf = request => createSession({
    account: "alpha",
    server: upstream,
    wasm,
    cookies: request.headers.get("cookie"),
    url: request.url,
    referrer: request.headers.get("referer"),
    userAgent: request.headers.get("user-agent"),
  })

  /** The page with what it is to go on with, and the visitor's cookie. */
  async function answer(session, body) {
    const headers = new Headers({ "content-type": "text/html; charset=utf-8", "cache-control": "private, no-store" })
    for (const cookie of session.setCookies()) headers.append("set-cookie", cookie)
    return new Response(`<!doctype html><title>shop</title>${body}
<script>nostojs=function(f){(nostojs.q=nostojs.q||[]).push(f)};vitrine={hydrate:${JSON.stringify(session.dehydrate())}}</script>
<script async src="/vitrine.js" data-account="alpha" data-server=""></script>`, { headers })
  }

  const pages = {
    async "/"(session) {
      const line = { product_id: "product-1", name: "Mug", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }
      const { recommendations } = await session.setCart({ items: [line] }).viewFrontPage().setPlacements(["frontpage-nosto-1"]).load()
      return `<ul>${recommendations["frontpage-nosto-1"].products.map(({ name }) => `<li>${name}</li>`).join("")}</ul>`
    },
    async "/thanks"(session) {
      const item = { product_id: "product-1", name: "Mug", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }
      await session.setCart({}).addOrder({ info: { order_number: `server-${session.visit.getCustomerId()}` }, items: [item] }).setPlacements([]).load()
      return "<p>Thank you"
    },
  }

  async function handle(request, context) {
    const page = pages[new URL(request.url).pathname]
    if (!page) return edge(request, context)
    const session = await sessionOf(request)
    const body = await page(session)
    const response = await answer(session, body)
    const closed = session.close()
    context?.waitUntil?.(closed)
    return response
  }

  return Object.assign(handle, { edge })
}
