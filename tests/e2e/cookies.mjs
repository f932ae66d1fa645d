/** The cookie of the visitor where browsers, hosts and other shops make it hard. */
import assert from "node:assert/strict"
import { startSandbox } from "../harness/sandbox.mjs"

/** Runs in the page: two page views; the id that the page has then. */
function shop() {
  return nostojs(async api => {
    const load = () => api.defaultSession().viewFrontPage().load()
    await load()
    await load()
    return api.visit.getCustomerId() ?? null
  })
}

const at = (visit, host) => ({ origin: visit.sandbox.origin.replace("127.0.0.1", host) })
const ids = async visit => (await visit.page.cookies()).filter(({ name }) => name === "2c.cId").map(({ value }) => value)

/** Opens a page on a host and shops; what the browser says of the cookie. */
async function shopAt(visit, host) {
  await visit.openReady({ "data-server": at(visit, host).origin }, at(visit, host))
  const id = await visit.run(shop)
  assert.deepEqual(await visit.sandbox.visitors("alpha"), [id], "one page, one visitor")
  // The probe for the domain leaves nothing behind.
  assert.equal(await visit.run(() => document.cookie), `2c.cId=${id}`)
  return visit.idCookie()
}

/** Another page of the same visitor. */
async function isKnownAt(visit, host, id) {
  await visit.openReady({ "data-server": at(visit, host).origin, again: "1" }, at(visit, host))
  assert.equal(await visit.run(() => nostojs(api => api.visit.getCustomerId())), id)
}

/** Runs in the page before the library: cookies are taken without a word and forgotten. */
function forgetCookies() {
  Object.defineProperty(Document.prototype, "cookie", { get: () => "", set() {}, configurable: true })
  addScript()
}

export const tests = {
  "cookies that are forgotten: still one visitor on the page": async visit => {
    await visit.open({ script: "" })
    await visit.run(forgetCookies)
    await visit.ready()
    const id = await visit.run(shop)
    assert.deepEqual(await visit.sandbox.visitors("alpha"), [id])
    assert.equal((await visit.sandbox.visitor("alpha", id)).page_views, 2)
    assert.deepEqual(await visit.page.cookies(), [])
    await visit.threwNothing()
  },

  "below a public suffix: the domain of the shop and no wider one": async visit => {
    const { domain, value } = await shopAt(visit, "www.vitrine-shop.co.uk")
    assert.equal(domain.replace(/^\./, ""), "vitrine-shop.co.uk")
    await isKnownAt(visit, "www.vitrine-shop.co.uk", value)
    await visit.threwNothing()
  },

  "a host that is a public suffix's own child": async visit => {
    await shopAt(visit, "vitrine-shop.github.io")
    const [id] = await visit.sandbox.visitors("alpha")
    await isKnownAt(visit, "vitrine-shop.github.io", id)
    await visit.threwNothing()
  },

  "an IP address has no domain": async visit => {
    const { domain, value } = await shopAt(visit, "127.0.0.1")
    assert.equal(domain, "127.0.0.1")
    await isKnownAt(visit, "127.0.0.1", value)
  },

  "a port is no border: the visitor is the same, the shops are two": async visit => {
    const { value } = await shopAt(visit, "127.0.0.1")
    const other = await startSandbox()
    try {
      await visit.openReady({ "data-server": other.origin }, { origin: other.origin })
      assert.equal(await visit.run(shop), value)
      assert.equal((await other.visitor("alpha", value)).page_views, 2)
      assert.equal((await visit.sandbox.visitor("alpha", value)).page_views, 2)
    } finally {
      await other.stop()
    }
  },

  "a Secure cookie that the page may not write: still one visitor on the page": async visit => {
    const settings = `data:application/json,${encodeURIComponent(JSON.stringify({ account: "alpha", secureCookie: true }))}`
    const host = "www.vitrine-shop.co.uk"
    await visit.openReady({ "data-server": at(visit, host).origin, "data-settings": settings }, at(visit, host))
    const id = await visit.run(shop)
    assert.deepEqual(await visit.sandbox.visitors("alpha"), [id])
    assert.deepEqual(await ids(visit), [])
    await visit.threwNothing()
  },

  "prefixed cookies of the same name are somebody else's": async visit => {
    await visit.open({ script: "" })
    await visit.run(() => {
      for (const name of ["__Secure-2c.cId", "__Host-2c.cId", "x2c.cId", "2c.cId2"]) document.cookie = `${name}=not-ours; path=/; Secure`
      document.cookie = "x2c.cId=not-ours; path=/"
      addScript()
    })
    await visit.ready()
    assert.match(await visit.run(shop), /^[0-9a-f]{24}$/)
    assert.ok(!(await visit.addresses("/ev1")).some(address => address.includes("not-ours")))
  },

  "an older cookie of the host alone gives way": async visit => {
    const host = "www.shop.localhost"
    await visit.open({ script: "", "data-server": at(visit, host).origin }, at(visit, host))
    await visit.run(() => {
      document.cookie = "2c.cId=0123456789abcdef00000001; path=/; max-age=999"
      // A server knows the visitor by another id and says so.
      const original = window.fetch
      window.fetch = async (...call) => {
        const response = await original(...call)
        if (!String(call[0]).includes("/ev1")) return response
        return new Response(JSON.stringify({ ...(await response.json()), customer: "0123456789abcdef0000ffff" }))
      }
      addScript()
    })
    await visit.ready()
    assert.equal(await visit.run(shop), "0123456789abcdef0000ffff")
    assert.deepEqual(await ids(visit), ["0123456789abcdef0000ffff"])
    await isKnownAt(visit, host, "0123456789abcdef0000ffff")
    await isKnownAt(visit, "checkout.shop.localhost", "0123456789abcdef0000ffff")
  },

  "two shops on one domain share the id and nothing else": async visit => {
    const line = { product_id: "a", name: "A", unit_price: 1.5, price_currency_code: "EUR", quantity: 1 }
    await visit.openReady({ nostodebug: "token-of-alpha" })
    await visit.run(line => nostojs(async api => {
      api.defaultSession().setCart({ items: [line] }).setCustomer({ email: "a@example.com" })
      await api.defaultSession().viewFrontPage().load()
      await api.createRecommendationRequest().load()
    }), line)
    await visit.openReady({ "data-account": "beta" })
    await visit.run(() => nostojs(async api => {
      await api.defaultSession().viewFrontPage().load()
      await api.createRecommendationRequest().load()
    }))
    const told = (await visit.messages(2, "beta")).map(({ message }) => message)
    for (const name of ["cart", "customer", "debug_token"]) assert.ok(told.every(message => !(name in message)), name)
    const alpha = (await visit.messages(2)).map(({ message }) => message)
    assert.ok(alpha.some(message => message.debug_token === "token-of-alpha"), "the tab keeps the mode")
    const keys = await visit.run(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
    assert.ok(keys.length && keys.every(key => key.startsWith("vitrine.alpha.") || key.startsWith("vitrine.beta.")), String(keys))
    assert.equal((await ids(visit)).length, 1)
  },

  "a frame of another site: one visitor on its page": async visit => {
    await visit.page.goto(`${visit.sandbox.otherOrigin}/test/page.html?script=`)
    const result = await visit.run(origin => new Promise(resolve => {
      addEventListener("message", event => event.data.products !== undefined && resolve(event.data))
      document.body.append(Object.assign(document.createElement("iframe"), { src: `${origin}/hostile/framed.html` }))
    }), visit.sandbox.origin)
    assert.deepEqual(result, { views: 1, products: true })
    assert.equal((await visit.sandbox.visitors("alpha")).length, 1)
    await visit.threwNothing()
  },
}

/** What these are about is the same in both modes, but for frames and settings that a policy of the page would refuse. */
export const only = ["wasm"]
