/** `deno run deno.mjs <dist> <upstream>` */
import { shopOf } from "./shop.mjs"

const handle = await shopOf(Deno.args[0], Deno.args[1])
Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: ({ port }) => console.log(`ready http://127.0.0.1:${port}`) }, request => handle(request))
