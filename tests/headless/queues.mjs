/** What the edge handler accepts while the upstream is down arrives later, once, whatever keeps it meanwhile. */
import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { createClient } from "redis"
import { freePort, start, until } from "../engines/processes.mjs"
import { dist } from "../harness/sandbox.mjs"
import { openGate } from "./gate.mjs"
import { startShop, startWorker } from "./runtimes.mjs"

export const timeout = 180_000

export const tests = {
  "memory, in workerd: a page that orders while the upstream is away loses nothing": away,
  "Cloudflare Queues, in workerd: orders wait in the queue until the upstream takes them": cloudflare,
  "Redis Streams: orders outlive the process that took them": redis,
}

const order = number => ({
  method: "POST",
  headers: { "content-type": "text/plain;charset=UTF-8" },
  body: JSON.stringify({ info: { order_number: number }, items: [{ product_id: "product-1", name: "Mug", unit_price: 1, price_currency_code: "EUR", quantity: 1 }] }),
})

/** Hands in orders at `origin` as a page's beacons do. @returns their statuses */
const send = (origin, numbers) => Promise.all(numbers.map(async number =>
  (await fetch(`${origin}/order/track?m=alpha&c=5b1a481060b221115c4a251e&rid=${number}`, order(number))).status))

const arrived = async sandbox => (await sandbox.requests("alpha")).filter(({ path, status }) => path === "/order/track" && status < 300).map(({ order }) => order.info.order_number).sort()

async function away({ sandbox, browser, soak }) {
  await sandbox.reset("alpha")
  const gate = await openGate(sandbox.origin)
  const shop = await startShop("workerd", gate.origin)
  const page = await browser.newContext()
  try {
    await page.goto(`${shop.origin}/`)
    const id = await page.evaluate(() => window.nostojs(api => api.visit.getCustomerId()))
    await gate.shut()
    const span = soak ? 60_000 : 2000
    const end = Date.now() + span
    const numbers = []
    do {
      numbers.push(`away-${numbers.length}`)
      await page.evaluate(number => window.nostojs(api => api.defaultSession()
        .addOrder({ info: { order_number: number }, items: [{ product_id: "product-1", name: "Mug", unit_price: 1, price_currency_code: "EUR", quantity: 1 }] }).load().then(() => true, () => false)), numbers.at(-1))
      await new Promise(resolve => setTimeout(resolve, 400))
    } while (Date.now() < end)
    await page.goto("about:blank")
    assert.deepEqual(await arrived(sandbox), [])
    await gate.open()
    const back = Date.now()
    // The next visitor brings the news that the upstream is back.
    await page.goto(`${shop.origin}/vitrine.js`)
    await fetch(`${shop.origin}/ev1?m=alpha&message=%7B%7D`)
    await until(async () => (await arrived(sandbox)).length >= numbers.length, { timeout: 20_000, what: `${numbers.length} orders` })
    assert.deepEqual(await arrived(sandbox), numbers.sort())
    const { orders } = await sandbox.visitor("alpha", id)
    assert.equal(orders.length, numbers.length)
    console.log(`    ${span / 1000} s without the upstream: ${numbers.length} orders, all of them there ${Date.now() - back} ms after it was back`)
  } finally {
    await page.close()
    await shop.stop()
    await gate.shut()
  }
}

async function cloudflare({ sandbox }) {
  await sandbox.reset("alpha")
  const gate = await openGate(sandbox.origin)
  const worker = await startWorker(() => ({ upstream: gate.origin }), { queue: true })
  const deliver = async () => (await fetch(`${worker.broker}/deliver`)).json()
  try {
    await gate.shut()
    assert.deepEqual(await send(worker.origin, ["cf-1", "cf-2"]), [202, 202])
    assert.deepEqual(await deliver(), { delivered: 0, again: 2 })
    await gate.open()
    assert.deepEqual(await deliver(), { delivered: 2, again: 0 })
    assert.deepEqual(await arrived(sandbox), ["cf-1", "cf-2"])
    assert.deepEqual(await deliver(), { delivered: 0, again: 0 })
  } finally {
    await worker.stop()
    await gate.shut()
  }
}

async function redis({ sandbox }) {
  await sandbox.reset("alpha")
  const { createEdge, redisQueue } = await import(pathToFileURL(join(dist, "edge.js")))
  const gate = await openGate(sandbox.origin)
  const folder = mkdtempSync(join(tmpdir(), "vitrine-redis-"))
  const port = await freePort()
  const server = start("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder])
  const clients = []
  async function connect() {
    const client = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: false } })
    client.on("error", () => {})
    await client.connect()
    clients.push(client)
    return client
  }
  const edgeOn = client => createEdge({ upstream: gate.origin, queue: redisQueue(client, { idle: 50 }) })
  const post = (edge, number) => edge(new Request(`https://shop.test/order/track?m=alpha&c=5b1a481060b221115c4a251e&rid=${number}`, order(number)))
  try {
    const first = await until(connect, { timeout: 10_000, what: "redis-server takes connections", every: 50 })
    await gate.shut()
    const edge = edgeOn(first)
    for (const number of ["redis-1", "redis-2"]) assert.equal((await post(edge, number)).status, 202)
    // It takes them, fails, and dies with them in its hands.
    await assert.rejects(edge.drain(), { message: "the upstream could not be reached" })
    first.destroy()
    await gate.open()
    const second = await connect()
    await new Promise(resolve => setTimeout(resolve, 60))
    await edgeOn(second).drain()
    assert.deepEqual(await arrived(sandbox), ["redis-1", "redis-2"])
    assert.equal(await second.xLen("vitrine"), 0)
    // Two consumers share what there is.
    await gate.shut()
    const third = await connect()
    const edges = [edgeOn(second), edgeOn(third)]
    for (let number = 0; number < 20; number++) await post(edges[number % 2], `more-${number}`)
    await gate.open()
    await Promise.all(edges.map(each => each.drain()))
    assert.equal((await arrived(sandbox)).length, 22)
    assert.equal(await second.xLen("vitrine"), 0)
    // A queue that is gone takes nothing, and says so.
    await server.stop()
    await gate.shut()
    assert.equal((await post(edges[0], "lost")).status, 503)
  } finally {
    for (const client of clients) if (client.isOpen) client.destroy()
    await server.stop()
    await gate.shut().catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}
