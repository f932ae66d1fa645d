/**
 * What Cloudflare runs between a queue's binding and its consumer: takes what the binding sends, hands it over when it
 * is asked to, and keeps what the consumer wants again.
 */
let waiting = []

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url)
    if (pathname === "/message") {
      waiting.push({ id: crypto.randomUUID(), timestamp: new Date(), body: await request.text(), attempts: 1 })
      return Response.json({ metadata: { metrics: { backlogCount: waiting.length, backlogBytes: 0 } } })
    }
    if (pathname !== "/deliver") return Response.json(waiting.map(({ body }) => JSON.parse(body)))
    const batch = waiting
    waiting = []
    const { retryMessages } = await env.CONSUMER.queue("orders", batch)
    const again = new Set(retryMessages.map(({ msgId }) => msgId))
    waiting.unshift(...batch.filter(({ id }) => again.has(id)))
    return Response.json({ delivered: batch.length - again.size, again: again.size })
  },
}
