/**
 * What a shop would write by hand for `setCart(cart).viewCart().update()`: no checks, no other calls, no events,
 * the same message to the same address with the same care (visitor id, idempotency key, time limit, result
 * object). The yardstick of the benchmark, and nothing else.
 * @param storage keeps each message until it is answered, and then what the server was told; nothing reads it again
 */
export function createPlain({ account, server, fetch, storage }) {
  let cart
  const copy = ({ product_id, sku_id, name, unit_price, price_currency_code, quantity }) =>
    ({ product_id: String(product_id), sku_id: String(sku_id), name, unit_price: Number(unit_price), price_currency_code, quantity: Number(quantity) })

  const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("")

  function address(rid) {
    const visitor = document.cookie.match(/(?:^|; )2c\.cId=([^;]+)/)?.[1]
    return `${server}/ev1?c=${encodeURIComponent(visitor)}&m=${account}&skipPageViews=true&rid=${rid}`
  }

  async function update(page) {
    const message = JSON.stringify({ ...page, page_type: "cart", elements: [], events: [], cart, response_mode: "JSON_ORIGINAL" })
    const rid = key()
    storage?.setItem(rid, message)
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), 8000)
    const short = `${address(rid)}&message=${encodeURIComponent(message)}`
    const isPost = short.length > 2000
    try {
      const response = await fetch(isPost ? short.slice(0, short.indexOf("&message=")) : short, isPost ? { method: "POST", body: message, signal: controller.signal } : { signal: controller.signal })
      if (!response.ok) throw new Error(`status ${response.status}`)
      const { recommendations, pv, gl, af, cmpid } = await response.json()
      storage?.setItem("told", JSON.stringify([rid, Date.now()]))
      storage?.removeItem(rid)
      return { recommendations, campaigns: { recommendations, content: {} }, page_views: pv, geo_location: gl, affinities: af, cmpid }
    } finally {
      clearTimeout(timer)
    }
  }

  const session = {
    setCart(given) {
      cart = given.items.map(copy)
      return session
    },
    viewCart() {
      const page = { url: location.href, referrer: document.referrer || undefined }
      return { update: () => update(page) }
    },
    viewOther: () => ({ dumpData() {} }),
  }
  return session
}
