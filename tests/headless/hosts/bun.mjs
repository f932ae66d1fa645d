/** `bun bun.mjs <dist> <upstream>` */
import { shopOf } from "./shop.mjs"

const handle = await shopOf(process.argv[2], process.argv[3])
const { port } = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: request => handle(request) })
console.log(`ready http://127.0.0.1:${port}`)
