/** Calls before the core is there: kept, in order, with the address and the time of the call. */
import assert from "node:assert/strict"

/** Runs in the page, in the turn in which the script has just been evaluated: its core cannot be there yet. */
function callEarly() {
  return new Promise((resolve, reject) => {
    const settled = []
    addScript().onload = () => {
      const session = api => api.defaultSession()
      const note = name => () => settled.push(name)
      const at = step => history.pushState(null, "", `?script=&step=${step}`)
      const loads = []
      nostojs(api => {
        at("one")
        loads.push(session(api).setCart({ items: [{ product_id: "a", name: "A", unit_price: 1.5, price_currency_code: "EUR", quantity: 1 }] }).viewProduct("a").load().then(note("product")))
        at("two")
        loads.push(session(api).viewCategory("/Shoes").load().then(note("category")))
        at("three")
        loads.push(session(api).setCart({}).viewSearch("red").load().then(note("search")))
        at("four")
      })
      Promise.all(loads).then(() => resolve(settled), reject)
    }
  })
}

export const tests = {
  "calls keep their order, address and state": async visit => {
    await visit.open({ script: "" })
    assert.deepEqual((await visit.run(callEarly)).sort(), ["category", "product", "search"])
    const requests = await visit.sentMessages()
    assert.deepEqual(requests.map(({ message }) => [message.page_type, new URL(message.url).searchParams.get("step")]),
      [["product", "one"], ["category", "two"], ["search", "three"]])
    assert.deepEqual(requests.map(({ message }) => message.events), [[["vp", "a"]], [["vc", "/Shoes"]], [["is", "red"]]])
    // Each action took the cart as it was at its call: one line, still that line, reset.
    assert.deepEqual(requests.map(({ message }) => message.cart?.map(line => line.product_id)), [["a"], ["a"], []])
    await visit.threwNothing()
  },

  "calls from before the script are run in order": async visit => {
    await visit.open({ script: "" })
    await visit.run(() => {
      window.order = []
      for (const name of ["first", "second", "third"]) nostojs(api => { order.push([name, typeof api.defaultSession]) })
      addScript()
    })
    await visit.ready()
    assert.deepEqual(await visit.run(() => window.order), [["first", "function"], ["second", "function"], ["third", "function"]])
  },

  "early calls of one page make one visitor and one page view each": async visit => {
    await visit.open({ script: "" })
    await visit.run(callEarly)
    const [id, ...others] = await visit.sandbox.visitors("alpha")
    assert.deepEqual(others, [])
    const stored = await visit.sandbox.visitor("alpha", id)
    assert.equal(stored.page_views, 3)
    assert.deepEqual(stored.events.map(event => [event.type, event.target]).sort(), [["is", "red"], ["vc", "/Shoes"], ["vp", "a"]])
    assert.equal((await visit.idCookie()).value, id)
  },

  "a change of the cart object after the call changes nothing": async visit => {
    await visit.open({ script: "" })
    await visit.run(() => new Promise((resolve, reject) => {
      addScript().onload = () => nostojs(api => {
        const cart = { items: [{ product_id: "a", name: "A", unit_price: 1.5, price_currency_code: "EUR", quantity: 1 }] }
        const action = api.defaultSession().setCart(cart).viewCart()
        cart.items[0].quantity = 99
        cart.items.push({ product_id: "b" })
        action.load().then(() => resolve(), reject)
      })
    }))
    const [{ message }] = await visit.messages(1)
    assert.deepEqual(message.cart, [{ product_id: "a", name: "A", unit_price: 1.5, price_currency_code: "EUR", quantity: 1 }])
  },
}
