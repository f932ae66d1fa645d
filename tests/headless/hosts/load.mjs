/**
 * Many page views at once on one server: `node --expose-gc load.mjs <dist> <upstream> <concurrent> <sessions>` prints
 * `{overhead: {p50, p99}, memory: [{sessions, heap, rss, buffers}]}`, times in ms, sizes in MiB.
 */
import { pathToFileURL } from "node:url"

const [dist, upstream, concurrent, sessions] = process.argv.slice(2)
const { createSession } = await import(pathToFileURL(`${dist}/headless.js`))
const line = { product_id: "product-1", name: "Mug", unit_price: 12.5, price_currency_code: "EUR", quantity: 1 }

/**
 * One page view. Its overhead is the processor time from its arrival to its request, and from the end of the answer's
 * body to the end of the page: all but the waiting for the back end, whatever else the machine is doing meanwhile.
 */
async function view(number, fetch) {
  const began = busy()
  let asked, answered
  async function watched(url, init) {
    asked = busy()
    const response = await fetch(url, init)
    const text = await response.text()
    answered = busy()
    return { status: response.status, text: async () => text }
  }
  const session = await createSession({ account: "alpha", server: upstream, url: `http://shop.test/${number}`, userAgent: "Mozilla/5.0", fetch: watched })
  const data = await session.setCart({ items: [line] }).viewFrontPage().setPlacements(["frontpage-nosto-1"]).load()
  if (!data.recommendations["frontpage-nosto-1"]) throw new Error("no recommendations")
  session.setCookies()
  session.dehydrate()
  await session.close()
  return asked - began + (busy() - answered)
}

/** Processor time of this process so far, in ms. */
function busy() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const nextTask = () => new Promise(resolve => setImmediate(resolve))

/** So many at once, each arriving in a task of its own as requests do. */
async function burst(count, fetch) {
  const views = []
  for (let number = 0; number < count; number++) {
    await nextTask()
    views.push(view(number, fetch))
  }
  return Promise.all(views)
}

const shareOf = (sorted, share) => sorted[Math.floor((sorted.length - 1) * share)]

await burst(300, fetch)
const overheads = (await burst(Number(concurrent), fetch)).sort((one, other) => one - other)

// Memory: answers of a function, so that the back end does not set the pace.
const sample = await (await fetch(`${upstream}/ev1?m=alpha&message=${encodeURIComponent('{"elements":["frontpage-nosto-1"],"response_mode":"JSON_ORIGINAL"}')}`)).text()
const memory = []
for (let done = 0; done < Number(sessions); ) {
  for (const end = done + Number(sessions) / 5; done < end; done += 100) await burst(100, async () => new Response(sample))
  for (let round = 0; round < 3; round++) {
    globalThis.gc()
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  const { heapUsed, rss, arrayBuffers, external } = process.memoryUsage()
  const mib = bytes => Math.round(bytes / 1048576 * 10) / 10
  memory.push({ sessions: done, heap: mib(heapUsed), rss: mib(rss), buffers: mib(arrayBuffers + external) })
}
console.log(JSON.stringify({ overhead: { p50: shareOf(overheads, 0.5), p99: shareOf(overheads, 0.99) }, memory }))
