/** What consent allows on a page, and what its changes do to what is on the device. */
import assert from "node:assert/strict"
import { shopThrough, watchDevice } from "./consent/hooks.mjs"

export const timeout = 120_000

const pause = (ms = 200) => new Promise(resolve => setTimeout(resolve, ms))
const setConsent = (visit, state) => visit.run(state => nostojs(api => api.vitrine.setConsent(state).then(() => api.vitrine.consent)), state)

/** Opens a page on which every use of the device is noted before the library comes. */
async function openWatched(visit, query) {
  await visit.open({ script: "", ...query })
  await visit.run(watchDevice)
  const arrived = await visit.sandbox.counts()
  const network = watchNetwork(visit)
  await visit.run(() => { addScript() })
  await visit.ready()
  return { arrived, network }
}

/** Requests as the driver's own network capture has them, where it has one. */
function watchNetwork({ page: { native } }) {
  const seen = []
  native?.on?.("request", request => seen.push(new URL(request.url()).pathname))
  return seen
}

/** What the library left on the device, by the page's own view of it. */
const leftovers = visit => visit.run(async () => ({
  cookies: document.cookie.split("; ").filter(Boolean).map(pair => pair.split("=")[0]),
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases?.() ?? []).map(({ name }) => name),
}))

const nothing = { cookies: [], local: [], session: [], databases: [] }

/** Calls made in the shop's name until they are over; `name code` of those that failed. */
const outcomes = visit => visit.run(async () => {
  const told = {}
  for (const [name, result] of Object.entries(window.results)) {
    told[name] = await Promise.race([result.then(() => "arrived", error => error.code), new Promise(resolve => setTimeout(resolve, 8000, "waits"))])
  }
  return told
})

export const tests = {
  "denied: a whole visit touches nothing, and all of it arrives when consent comes": async visit => {
    const settings = { account: "alpha", parameterlessAttribution: true, externalIdentifier: "ext", klaviyoCookie: true, searchApiUrl: `${visit.sandbox.origin}/v1/graphql` }
    const address = `data:application/json,${encodeURIComponent(JSON.stringify(settings))}`
    const { arrived, network } = await openWatched(visit, { "data-consent": "denied", "data-auto-load": "true", "data-settings": address, nosto: "r9", utm_source: "mail" })
    await visit.run(shopThrough)
    await pause(1500)
    assert.deepEqual(await visit.run(() => window.touched), [])
    assert.deepEqual((await visit.addresses("/")).map(address => new URL(address).pathname).filter(path => !path.startsWith("/test/")), ["/vitrine.js"])
    assert.deepEqual(network.filter(path => !/^\/test\/|favicon/.test(path)), network.length ? ["/vitrine.js"] : [])
    const now = await visit.sandbox.counts()
    for (const path of Object.keys(now)) assert.ok(/vitrine\.js|sandbox|test|favicon/.test(path) || typeof now[path] !== "number" || now[path] === arrived[path], path)
    assert.deepEqual(await visit.page.cookies(), [])

    assert.equal(await setConsent(visit, "granted"), "granted")
    const told = await outcomes(visit)
    assert.deepEqual([...new Set(Object.values(told))], ["arrived"], JSON.stringify(told))
    const [id, ...others] = await visit.sandbox.visitors("alpha")
    assert.deepEqual(others, [])
    const stored = await visit.sandbox.visitor("alpha", id)
    assert.equal(stored.orders.length, 1)
    assert.equal(stored.customer.customer_reference, "ref-1")
    assert.equal(stored.cart[0].product_id, "p1")
    assert.ok(stored.page_views >= 6, `${stored.page_views}`)
    assert.equal((await visit.idCookie()).value, id)
    // The hooks see what there is to see.
    const touched = await visit.run(() => window.touched.join())
    for (const use of [/read document.cookie/, /write document.cookie 2c.cId/, /localStorage/, /Storage.setItem/, /fetch/]) assert.match(touched, use)
    await visit.threwNothing()
  },

  "anonymous: recommendations without a cookie, an id, a name, or anything on the device": async visit => {
    await openWatched(visit, { "data-consent": "anonymous" })
    await visit.run(shopThrough)
    const told = await outcomes(visit)
    assert.equal(told.front, "arrived")
    assert.equal(told.order, "arrived")
    for (const { query, body, message } of await visit.sandbox.requests("alpha")) {
      assert.equal(JSON.stringify([query, body, message]).match(/ada@|Ada|ref-1/), null)
    }
    for (const address of await visit.addresses("/ev1")) assert.equal(new URL(address).searchParams.has("c"), false)
    assert.deepEqual(await visit.run(() => window.touched.filter(name => !/^(fetch|sendBeacon|element)/.test(name))), [])
    assert.deepEqual(await leftovers(visit), nothing)
    assert.deepEqual(await visit.page.cookies(), [])
  },

  "withdrawal: everything leaves the device, on every level of the domain; what is under way ends": async visit => {
    const origin = visit.sandbox.origin.replace("127.0.0.1", "www.vitrine-shop.co.uk")
    await visit.openReady({ "data-server": origin }, { origin })
    await visit.run(() => {
      localStorage.setItem("theirs", "1")
      document.cookie = "theirs=1; path=/"
    })
    await visit.run(() => nostojs(async api => {
      api.internal.context.mode.setPreview(true)
      await api.defaultSession().setCart({ items: [{ product_id: "p1", name: "Lamp", unit_price: 1, price_currency_code: "EUR", quantity: 1 }] }).viewFrontPage().load()
    }))
    // Older scripts and servers have left the same cookie where they liked.
    await visit.run(() => {
      for (const domain of ["", "; domain=www.vitrine-shop.co.uk"]) document.cookie = `2c.cId=older; path=/${domain}`
      return new Promise(resolve => {
        const request = indexedDB.open("vitrine.alpha", 1)
        request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "rid" })
        request.onsuccess = () => { request.result.close(); resolve(true) }
      })
    })
    const before = await leftovers(visit)
    assert.ok(before.local.some(key => key.startsWith("vitrine.alpha.")) && before.session.some(key => key.startsWith("vitrine.alpha.")))
    await visit.sandbox.fault("alpha", { path: "/ev1", kind: "delay", ms: 3000 })
    const outcome = await visit.run(() => nostojs(async api => {
      const open = api.defaultSession().viewProduct("p1").load().then(() => "arrived", error => error.code)
      await new Promise(resolve => setTimeout(resolve, 100))
      await api.vitrine.setConsent("denied")
      return open
    }))
    assert.equal(outcome, "denied")
    await visit.sandbox.clearFaults("alpha")
    await pause(300)
    assert.deepEqual(await leftovers(visit), { cookies: ["theirs"], local: ["theirs"], session: [], databases: [] })
    assert.deepEqual((await visit.page.cookies()).map(({ name }) => name), ["theirs"])
    await visit.threwNothing()
  },

  "consent is one across tabs, also for a page that may not touch its storage": async visit => {
    await visit.openReady()
    await visit.run(() => nostojs(api => api.defaultSession().viewFrontPage().load()))
    // A frame of the same site hears what another tab hears.
    await visit.run(async () => {
      const frame = document.createElement("iframe")
      frame.src = location.pathname + "?data-consent=denied"
      document.body.append(frame)
      await new Promise(resolve => (frame.onload = resolve))
      await new Promise(resolve => frame.contentWindow.nostojs(resolve))
      window.other = () => frame.contentWindow.nostojs(api => api.vitrine.consent)
      return true
    })
    assert.equal(await visit.run(() => window.other()), "denied")
    await setConsent(visit, "denied")
    await setConsent(visit, "granted")
    await visit.page.waitFor(async () => await window.other() === "granted")
    await visit.run(() => frames[0].nostojs(api => api.defaultSession().viewCart().load()))
    assert.equal((await leftovers(visit)).cookies.length, 1)
    await visit.run(() => frames[0].nostojs(api => api.vitrine.setConsent("denied")))
    await visit.page.waitFor(() => nostojs(api => api.vitrine.consent === "denied"))
    await pause()
    assert.deepEqual(await leftovers(visit), nothing)
  },

  "window.vitrine.consent wins over the attribute, and Global Privacy Control over granted": async visit => {
    await visit.open({ script: "", "data-consent": "granted" })
    await visit.run(() => { window.vitrine = { consent: "denied" }; addScript() })
    await visit.ready()
    assert.equal(await visit.run(() => nostojs(api => api.vitrine.consent)), "denied")
    for (const [gpc, state] of [["true", "anonymous"], ["false", "granted"]]) {
      await visit.open({ script: "", "data-consent": "granted", "data-gpc": gpc })
      await visit.run(() => {
        Object.defineProperty(navigator, "globalPrivacyControl", { value: true, configurable: true })
        addScript()
      })
      await visit.ready()
      assert.equal(await visit.run(() => nostojs(api => api.vitrine.consent)), state)
    }
  },

  "a banner of each kind": async visit => {
    const banners = {
      google: () => {
        window.dataLayer = []
        window.gtag = function () { dataLayer.push(arguments) }
        gtag("consent", "default", { ad_storage: "denied", analytics_storage: "denied", personalization_storage: "denied" })
        window.agree = () => gtag("consent", "update", { ad_storage: "denied", analytics_storage: "granted", personalization_storage: "granted" })
      },
      tcf: () => {
        const listeners = []
        const data = { gdprApplies: true, eventStatus: "cmpuishown", purpose: { consents: {} }, vendor: { consents: {} } }
        window.__tcfapi = (command, version, callback) => {
          if (command === "addEventListener") callback({ ...data, listenerId: listeners.push(callback) }, true)
        }
        window.agree = () => {
          Object.assign(data, { eventStatus: "useractioncomplete", purpose: { consents: { 1: true, 5: true, 6: true, 8: true } } })
          listeners.forEach(listener => listener(data, true))
        }
      },
      shopify: () => {
        let answer = ""
        const customerPrivacy = {
          currentVisitorConsent: () => ({ marketing: answer, analytics: answer, preferences: answer, sale_of_data: answer }),
          analyticsProcessingAllowed: () => answer === "yes",
          preferencesProcessingAllowed: () => answer === "yes",
        }
        window.Shopify = { loadFeatures: (features, callback) => { Shopify.customerPrivacy = customerPrivacy; callback() } }
        window.agree = () => {
          answer = "yes"
          document.dispatchEvent(new CustomEvent("visitorConsentCollected", { detail: { analyticsAllowed: true, preferencesAllowed: true } }))
        }
      },
    }
    for (const [name, install] of Object.entries(banners)) {
      await visit.sandbox.reset("alpha")
      await visit.open({ script: "", "data-consent": name })
      await visit.run(install)
      await visit.run(() => { addScript() })
      await visit.ready()
      await visit.run(() => { nostojs(api => { window.viewed = api.defaultSession().viewFrontPage().load() }) })
      await pause(400)
      assert.deepEqual([(await visit.allMessages()).length, await visit.run(() => document.cookie)], [0, ""], name)
      assert.deepEqual(await visit.addresses("vitrine.wasm"), [], `${name}: nothing is loaded before it is known`)
      await visit.run(() => { agree() })
      await visit.run(async () => void (await window.viewed))
      assert.equal((await visit.allMessages()).length, 1, name)
      await setConsent(visit, "denied")
    }
    await visit.threwNothing()
  },

  "hashed addresses: the server never sees one": async visit => {
    await visit.openReady({ "data-hash-email": "" })
    await visit.run(() => nostojs(async api => {
      await api.defaultSession().setCustomer({ email: " Ada@Example.com", first_name: "Ada" }).viewFrontPage().load()
    }))
    const [{ message }] = await visit.messages(1)
    const expected = await visit.run(async () => {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode("ada@example.com")))
      return [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("")
    })
    assert.equal(message.customer.email, expected)
  },
}
