/**
 * Not a test: many calls of one client at once, against the bucket of the real server, in a time that both share and that
 * moves only when everybody waits. Reads `INPUT`, prints `{answered, refused, ms}`.
 */
import { request as plain } from "node:http"
import { Agent, request as secure } from "node:https"

const { library, origin, url, token, store, app, calls, others = 0 } = JSON.parse(process.env.INPUT)
const agent = new Agent({ keepAlive: true })
const nextTask = setImmediate

/** An HTTP exchange that needs no timer of this process. */
const exchange = (address, { method, headers, body }) => new Promise((resolve, reject) => {
  const asked = address.startsWith("https:") ? secure(address, { method, headers, agent }) : plain(address, { method, headers })
  asked.on("error", reject).on("response", async answer => {
    const chunks = []
    for await (const chunk of answer) chunks.push(chunk)
    resolve({ status: answer.statusCode, headers: Object.entries(answer.headers), bytes: Buffer.concat(chunks) })
  }).end(body)
})

const control = async (path, body) =>
  JSON.parse((await exchange(`${origin}/sandbox/commerce${path}`, { method: "POST", body: JSON.stringify(body) })).bytes)

let underWay = 0
let refused = 0

async function fetch(address, init) {
  underWay++
  try {
    const { status, headers, bytes } = await exchange(address, init)
    if (status === 429) refused++
    return { status, headers, arrayBuffer: async () => bytes }
  } finally {
    underWay--
  }
}

await control("/clock", { freeze: true })
const start = (await control("/clock", { advance: 0 })).now
let now = start
let latest = 0
let drained = 0
const timers = new Map()
Date.now = () => now
globalThis.setTimeout = (job, ms) => (timers.set(++latest, { job, due: now + ms }), latest)
globalThis.clearTimeout = timer => void timers.delete(timer)

/** Until every request has its answer, and whatever that sets off is done. */
async function quiet() {
  for (let turns = 0; turns < 5; turns = underWay ? 0 : turns + 1) await new Promise(nextTask)
}

/** To the next moment that somebody waits for; meanwhile another client takes its share of the bucket. */
async function jump() {
  const due = Math.min(...[...timers.values()].map(({ due }) => due))
  now = Math.ceil(due)
  await control("/clock", { at: now })
  for (const wanted = Math.floor((now - start) * others / 1000); drained < wanted; drained++) {
    await control("/tiendanube/drain", { store: Number(store), app, requests: 1 })
  }
  for (const [timer, { job, due }] of [...timers]) {
    if (due > now || !timers.delete(timer)) continue
    job()
  }
}

const { tiendanube } = await import(library)
const shop = await tiendanube({ store, token, userAgent: "MyApp (name@email.com)", host: url, fetch })
let open = calls
let answered = 0
for (let call = 0; call < calls; call++) shop.store.get({ query: { fields: "id" } }).then(() => answered++, error => console.error(String(error))).finally(() => open--)
for (await quiet(); open; await quiet()) await jump()
console.log(JSON.stringify({ answered, refused, ms: now - start }))
agent.destroy()
