/**
 * A small shop on Shopify, as far as the web components ask one: pages, cards and sections that its theme renders, and
 * its cart. It is another origin than the back end's, as in life.
 */
import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import { join } from "node:path"

/** The theme's markup of a product: `linen-column-dress` is shown as `Linen Column Dress`. */
const titleOf = handle => handle.split("-").map(word => word[0].toUpperCase() + word.slice(1)).join(" ")
const card = handle => `<a class="card" href="/products/${handle}"><h3>${titleOf(handle)}</h3></a>`

/** In cents, as Shopify counts. */
const PRICE = 12_950

/**
 * @param {{pages: string, server: string, account: string}} options folder of the pages, origin of the back end, and
 *   the account of its include script
 * @returns {Promise<{origin: string, asked: string[], lines: {id: string, quantity: number}[], stop(): void}>}
 */
export async function startStorefront({ pages, server, account }) {
  const asked = []
  const lines = []

  async function page(name, fill = {}) {
    const html = await readFile(join(pages, name), "utf8")
    const values = { SCRIPT: `${server}/include/${account}`, ...fill }
    return ["text/html", html.replaceAll(/\{\{([A-Z]+)\}\}/g, (_, name) => values[name])]
  }

  const routes = [
    [/^\/$/, () => page("web-components.html")],
    [/^\/built\/([\w-]+\.js)$/, async ([, file]) => ["text/javascript", await readFile(join(pages, "built", file))]],
    [/^\/products\/([\w-]+)$/, ([, handle], query) => {
      if (query.has("view")) return ["text/html", card(handle)]
      if (query.has("section_id")) return ["text/html", `<div id="shopify-section-${query.get("section_id")}">${card(handle)}</div>`]
      return page("web-components-product.html", { HANDLE: handle, TITLE: titleOf(handle) })
    }],
    // The address that the back end knows its products by.
    [/^\/shop\/product\/([\w-]+)$/, ([, handle]) => page("web-components-product.html", { HANDLE: handle, TITLE: titleOf(handle) })],
    [/^\/search$/, (_, query) => {
      const found = query.get("q").split(" OR ").map(card).join("")
      return ["text/html", `<section><div class="row"><h2>The theme's own title</h2>${found}</div></section>`]
    }],
    [/^\/cart\/add\.js$/, (_, query, body) => {
      const { items } = JSON.parse(body)
      lines.push(...items)
      return ["application/json", JSON.stringify({ items })]
    }],
    [/^\/cart\.js$/, () => ["application/json", JSON.stringify({ currency: "USD", items: lines.map(cartLine) })]],
  ]

  const http = createServer(async (request, response) => {
    const { pathname, search, searchParams } = new URL(request.url, "http://shop")
    asked.push(`${request.method} ${pathname}${decodeURIComponent(search).replaceAll("+", " ")}`)
    let body = ""
    for await (const part of request) body += part
    for (const [pattern, answer] of routes) {
      const match = pattern.exec(pathname)
      if (!match) continue
      const [type, content] = await answer(match, searchParams, body)
      return response.writeHead(200, { "content-type": type }).end(content)
    }
    response.writeHead(404).end()
  })
  await new Promise(resolve => http.listen(0, "127.0.0.1", resolve))
  return {
    origin: `http://127.0.0.1:${http.address().port}`,
    asked,
    lines,
    stop() {
      http.close()
      http.closeAllConnections()
    },
  }
}

function cartLine({ id, quantity }) {
  const handle = String(id).split("-").slice(0, 3).join("-")
  return { product_id: handle, variant_id: id, title: titleOf(handle), quantity, final_price: PRICE }
}
