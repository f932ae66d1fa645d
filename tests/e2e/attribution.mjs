/** Real clicks on campaigns, and the page views they lead to. */
import assert from "node:assert/strict"

// What decides here is the document; the core is the same in both builds.
export const only = ["wasm"]

const list = { name: "attribution/list.html" }
const product = { name: "attribution/product.html" }

/** Opens the page with the campaign `r1`; `settings` are those of the account. */
async function openList(visit, settings) {
  await visit.openReady({}, list)
  if (settings) {
    await visit.run(text => { sessionStorage.settings = text }, JSON.stringify({ parameterlessAttribution: true, ...settings }))
    await visit.openReady({}, list)
  }
  await visit.run(() => showCampaign("r1"))
}

/** Does what leads to a product page, and waits until that takes calls. */
async function leave(visit, act) {
  await visit.run(() => { window.isOld = true })
  await act()
  await visit.page.waitFor(() => !window.isOld && location.pathname.endsWith("product.html") && document.readyState === "complete")
  await visit.ready()
}

/** Goes to `address` as scripts of a page do, which leaves a referrer. */
const go = (visit, address) => leave(visit, () => visit.run(address => {
  setTimeout(() => { location.href = address })
}, address))

const reload = visit => leave(visit, () => visit.run(() => {
  setTimeout(() => location.reload())
}))

/** Tells of the view and gives the events that arrived with it. */
async function view(visit, id) {
  const before = (await visit.allMessages()).length
  await visit.run(id => viewProduct(id), id)
  const all = await visit.messages(before + 1)
  assert.equal(all.length, before + 1)
  return all.at(-1).message.events
}

/** Stores a click without leaving the page. */
const openMenu = (visit, selector) => visit.page.click(selector, { button: "right" })

export const tests = {
  "a click is stored and claimed by the page it leads to": async visit => {
    await openList(visit)
    await leave(visit, () => visit.page.click("#mug b"))
    const [{ time, ...pair }, ...others] = await visit.run(() => stored())
    assert.deepEqual(others, [])
    const folder = `${visit.sandbox.origin}/test/attribution`
    assert.deepEqual(pair, { url: `${folder}/product.html?id=mug`, page: `${folder}/list.html`, origin: { ref: "r1" } })
    assert.ok(Math.abs(Date.now() - time) < 20_000)
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug", "r1"]])
    assert.deepEqual(await visit.run(() => stored()), [])
    await visit.threwNothing()
  },

  "Enter on a link is a click, and one only": async visit => {
    await openList(visit)
    await visit.run(() => {
      document.addEventListener("click", event => event.preventDefault())
      document.getElementById("mug").focus()
    })
    await visit.page.press("Enter")
    await visit.page.waitFor(() => stored().length > 0)
    assert.equal((await visit.run(() => stored())).length, 1)
    await go(visit, "product.html?id=mug")
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug", "r1"]])
  },

  "the middle button and the context menu are stored too": async visit => {
    // That driver has no middle button.
    for (const button of visit.engine.name === "webkit" ? ["right"] : ["middle", "right"]) {
      await openList(visit)
      await visit.page.click("#mug", { button })
      await visit.page.waitFor(() => stored().length === 1)
      await go(visit, "product.html?id=mug")
      assert.deepEqual(await view(visit, "mug"), [["vp", "mug", "r1"]], button)
    }
  },

  "links that come later, in shadow roots and in SVG, and a page that stops events": async visit => {
    await openList(visit)
    await visit.run(() => {
      const link = id => Object.assign(document.createElement("a"), { href: `product.html?id=${id}`, textContent: id })
      document.addEventListener("click", event => event.preventDefault())
      document.getElementById("late").append(link("late"))
      document.getElementById("late").addEventListener("click", event => {
        event.preventDefault()
        event.stopImmediatePropagation()
      }, true)
      document.getElementById("shadow").attachShadow({ mode: "open" }).append(link("shadow"))
      const xlink = document.getElementById("xlink")
      xlink.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", "product.html?id=xlink")
    })
    for (const id of ["outside", "late a", "shadow", "svg rect", "xlink rect"]) {
      await visit.page.click(`#${id}`)
    }
    const ids = await visit.run(() => stored().map(({ url }) => new URL(url).searchParams.get("id")))
    assert.deepEqual(ids, ["late", "shadow", "svg", "xlink"])
    await visit.threwNothing()
  },

  "a product that is no link is told at once": async visit => {
    await openList(visit)
    await visit.page.click("#quick")
    const [{ message, flags }] = await visit.messages(1)
    assert.deepEqual(message.events, [["vp", "bowl", "r1"]])
    assert.equal(flags.skipPageViews, true)
    await openMenu(visit, "#quick")
    assert.equal((await visit.allMessages()).length, 1)
    assert.deepEqual(await visit.run(() => stored()), [])
  },

  "the canonical address counts as well": async visit => {
    await openList(visit)
    await openMenu(visit, "#mug")
    await go(visit, "product.html?id=blue&canonical=product.html%3Fid=mug")
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug", "r1"]])
  },

  "another query is another page, unless the settings say otherwise": async visit => {
    for (const [parameterlessAttributionNoQueryCheck, expected] of [[false, ["vp", "mug"]], [true, ["vp", "mug", "r1"]]]) {
      await openList(visit, { parameterlessAttributionNoQueryCheck })
      await openMenu(visit, "#mug")
      await go(visit, "product.html?id=mug&variant=2")
      assert.deepEqual(await view(visit, "mug"), [expected])
    }
  },

  "too late, from elsewhere, or from nowhere: not attributed": async visit => {
    await openList(visit, { attributionWindow: 400 })
    await openMenu(visit, "#mug")
    await new Promise(resolve => setTimeout(resolve, 500))
    await go(visit, "product.html?id=mug")
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"]])

    await openList(visit, {})
    await openMenu(visit, "#mug")
    await go(visit, "product.html?id=bowl")
    await go(visit, "product.html?id=mug")
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"]])

    await openList(visit, {})
    await openMenu(visit, "#mug")
    await visit.openReady({ id: "mug" }, product)
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"]])
  },

  "routes of one document": async visit => {
    await openList(visit)
    await visit.run(() => document.addEventListener("click", event => {
      event.preventDefault()
      history.pushState(null, "", event.target.closest("a").href)
    }))
    await visit.page.click("#mug")
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug", "r1"]])
    await visit.run(() => history.pushState(null, "", "product.html?id=blue"))
    assert.deepEqual(await view(visit, "blue"), [["vp", "blue"]])
    await visit.run(() => history.pushState(null, "", "product.html?id=mug"))
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"]])
  },

  "parameters of a link; a reload is not attributed again": async visit => {
    await visit.openReady({ id: "mug", nosto: "r7", refSrc: "bowl", nosto_source: "email" }, product)
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug", "r7", "bowl", null, "email"]])
    await reload(visit)
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"]])
    await visit.openReady({ id: "mug", nosto: "r7" }, product)
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug", "r7"]])
  },

  "a campaign's parameters are told once per landing": async visit => {
    const campaign = ["ec", "utm_medium=mail&utm_source=news"]
    await visit.openReady({ id: "mug", utm_source: "news", utm_medium: "mail" }, product)
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"], campaign])
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"]])
    await reload(visit)
    assert.deepEqual(await view(visit, "mug"), [["vp", "mug"]])
    await visit.openReady({ id: "mug", utm_source: "news", utm_medium: "mail" }, product)
    assert.ok((await view(visit, "mug")).some(([type]) => type === "ec"))
  },

  "do not track: no click is kept on the device": async visit => {
    await openList(visit)
    await visit.run(() => nostojs(api => api.visit.setDoNotTrack(true)))
    await openMenu(visit, "#mug")
    await visit.run(() => nostojs(api => api.defaultSession().viewOther().load()))
    assert.deepEqual(await visit.run(() => [localStorage.length, sessionStorage.length]), [0, 0])
  },

  "a campaign puts a product into the cart": async visit => {
    await openList(visit)
    assert.deepEqual(await visit.addresses("cart.js"), [])
    const [added, told] = await visit.run(async () => {
      const added = []
      const told = []
      await nostojs(api => {
        api.listen("cartupdated", (...payload) => told.push(["cartupdated", ...payload]))
        api.listen("addtocart", payload => told.push(["addtocart", payload]))
        document.getElementById("campaign").className = "nosto_element"
        const adding = window.Nosto.addSkuToCart({ productId: "p", skuId: "s" }, document.getElementById("quick"), 2)
        api.internal.modifySettings({ cart: { add: async item => void added.push(item) } })
        return adding
      })
      return [added, told]
    })
    assert.deepEqual(added, [{ productId: "p", skuId: "s", quantity: 2 }])
    assert.deepEqual(told[0], ["cartupdated"])
    const [{ message }] = await visit.messages(1)
    assert.deepEqual(message.events, [["cp", "p", "campaign", null, "s"]])
    assert.equal((await visit.addresses("cart.js")).length, 1)
    await visit.threwNothing()
  },
}
