/** Linear memory of the module: small after the start, and it does not grow with use. */
import assert from "node:assert/strict"

export const only = ["wasm"]
export const timeout = 300_000

/** Runs in the page before the library: keeps every instance, as the library shows none. */
function catchInstances() {
  window.instances = []
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name]
    WebAssembly[name] = async (...call) => {
      const result = await original.apply(WebAssembly, call)
      window.instances.push(result.instance ?? result)
      return result
    }
  }
  addScript()
}

/** Runs in the page: pages of 64 KiB of every memory. */
function pages() {
  return window.instances.map(instance => {
    const memory = Object.values(instance.exports).find(value => value instanceof WebAssembly.Memory)
    return memory.buffer.byteLength / 65_536
  })
}

async function openCaught(visit) {
  await visit.open({ script: "" })
  await visit.run(catchInstances)
  await visit.ready()
  await visit.page.waitFor(() => window.instances.length > 0)
}

export const tests = {
  "at most 3 pages after the start, 4 after the first answer": async visit => {
    await openCaught(visit)
    const [atStart, ...others] = await visit.run(pages)
    assert.deepEqual(others, [])
    assert.ok(atStart <= 3, `${atStart} pages`)
    await visit.run(() => nostojs(api => api.defaultSession().viewFrontPage().setPlacements(["home-1"]).load()))
    const [used] = await visit.run(pages)
    assert.ok(used <= 4, `${used} pages`)
  },

  "thousands of updates of a cart do not grow it": async visit => {
    await openCaught(visit)
    const rounds = visit.soak ? 100_000 : 2_000
    const [before, after] = await visit.page.evaluateSlowly(timeout, async rounds => {
      const measure = () => Object.values(window.instances[0].exports).find(value => value instanceof WebAssembly.Memory).buffer.byteLength
      const original = window.fetch
      let sent = 0
      window.fetch = async () => { sent++; return new Response('{"customer":"5b1a481060b221115c4a251e","pv":1,"recommendations":{}}') }
      const api = await new Promise(nostojs)
      const items = Array.from({ length: 20 }, (_, index) => ({ product_id: `p${index}`, name: `Product ${index}`, unit_price: 19.95, price_currency_code: "EUR", quantity: 1 }))
      const session = api.defaultSession()
      const update = quantity => session.setCart({ items: items.map(item => ({ ...item, quantity: quantity + 1 })) }).viewCart().load()
      for (let round = 0; round < 50; round++) await update(round)
      const before = measure()
      for (let round = 0; round < rounds; round++) await update(round)
      window.fetch = original
      if (sent !== rounds + 50) throw new Error(`${sent} requests instead of ${rounds + 50}`)
      return [before, measure()]
    }, rounds)
    assert.equal(after, before)
  },

  "hundreds of updates at once give their memory back to be used again": async visit => {
    await openCaught(visit)
    const sizes = await visit.page.evaluateSlowly(50_000, async () => {
      const measure = () => Object.values(window.instances[0].exports).find(value => value instanceof WebAssembly.Memory).buffer.byteLength
      window.fetch = async () => new Response('{"customer":"5b1a481060b221115c4a251e"}')
      const session = (await new Promise(nostojs)).defaultSession()
      const sizes = []
      for (let round = 0; round < 4; round++) {
        await Promise.all(Array.from({ length: 500 }, (_, quantity) => session.setCart({ items: [{ product_id: "a", name: "A", unit_price: 1, price_currency_code: "EUR", quantity }] }).viewCart().update()))
        sizes.push(measure())
      }
      return sizes
    })
    assert.equal(sizes[3], sizes[1], String(sizes))
  },
}
