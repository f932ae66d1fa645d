/** More addresses than this are not counted at once: the oldest make room. */
const MAX_KEYS = 10_000

/**
 * Counts requests by key in the memory of this process: `limit({key})` as Cloudflare's binding has it. A visitor's
 * page makes a few requests a minute.
 * @param requests per `seconds` and key
 */
export function memoryRateLimit({ requests = 300, seconds = 60 } = {}) {
  const windows = new Map()
  return {
    async limit({ key }) {
      const now = Date.now()
      let window = windows.get(key)
      if (!window || now >= window.ends) {
        windows.delete(key)
        windows.set(key, (window = { ends: now + seconds * 1000, count: 0 }))
        if (windows.size > MAX_KEYS) windows.delete(windows.keys().next().value)
      }
      return { success: ++window.count <= requests }
    },
  }
}
