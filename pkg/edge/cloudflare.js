/**
 * A queue of Cloudflare, by its producer binding. What it holds comes back to the worker's `queue(batch)` handler:
 * `queue: (batch, env) => cloudflareQueue(env.QUEUE).consume(batch, edge.deliver)`.
 */
export const cloudflareQueue = binding => ({
  put: entry => binding.send(entry, { contentType: "text" }),
  /** Cloudflare delivers by itself. */
  take: async () => {},
  /** Delivers a batch; what fails comes again as the queue is configured. */
  async consume({ messages }, deliver) {
    for (const message of messages) {
      try {
        await deliver(message.body)
        message.ack()
      } catch {
        message.retry()
      }
    }
  },
})
