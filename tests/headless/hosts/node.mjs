/** A fetch handler behind Node's own server: `node node.mjs <dist> <upstream>`. */
import { createServer } from "node:http"
import { Readable } from "node:stream"
import { shopOf } from "./shop.mjs"

const handle = await shopOf(process.argv[2], process.argv[3])

const server = createServer(async (incoming, outgoing) => {
  const { method, headers, url } = incoming
  const body = /GET|HEAD/.test(method) ? undefined : Readable.toWeb(incoming)
  const response = await handle(new Request(`http://${headers.host}${url}`, { method, headers: Object.entries(headers), body, duplex: "half" }))
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), "set-cookie": response.headers.getSetCookie() })
  outgoing.end(Buffer.from(await response.arrayBuffer()))
})
server.listen(0, "127.0.0.1", () => console.log(`ready http://127.0.0.1:${server.address().port}`))
