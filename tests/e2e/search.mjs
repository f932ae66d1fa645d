/** Search on a page of a shop: what is found and shown, what is recorded of it, and what of it outlives the page. */
import assert from "node:assert/strict"

const settings = { "data-settings": "/settings/alpha.json" }
const where = { name: "search.html" }

const open = (visit, query) => visit.openReady({ ...settings, ...query }, where)

/** Types a text into the form and sends it. */
const submit = (visit, text) => visit.run(text => {
  document.getElementById("text").value = text
  document.getElementById("form").requestSubmit()
}, text)

const click = (visit, selector) => visit.run(selector => { document.querySelector(selector).click() }, selector)

/** What the page shows, once it says `count` results or more have been recorded. */
async function shown(visit, count) {
  await visit.page.waitFor(count => window.events.filter(([name]) => name === "searchimpression").length >= count, { args: [count] })
  return visit.run(() => ({
    total: parseInt(document.getElementById("total").textContent),
    ids: [...document.querySelectorAll("#results li")].map(item => item.dataset.product),
    prices: [...document.querySelectorAll("#results li")].map(item => +item.dataset.price),
    pressed: [...document.querySelectorAll("#facets [aria-pressed=true]")].map(button => button.value),
  }))
}

const metadata = events => events.map(({ event }) => event.metadata)

export const tests = {
  "is typed, narrowed, sorted, paged, and leads to a product": async visit => {
    await open(visit)
    assert.deepEqual(await visit.addresses("search.js").then(all => all.filter(address => !address.includes("/test/"))), [], "nothing of it is loaded before")
    await submit(visit, "lamp")
    const found = await shown(visit, 1)
    assert.equal(found.ids.length, 4)
    assert.ok(found.total > 6 && !found.pressed.length)
    await click(visit, "#facets [value=Lumary]")
    const narrowed = await shown(visit, 2)
    assert.deepEqual(narrowed.pressed, ["Lumary"])
    assert.ok(narrowed.total < found.total && narrowed.total > 4)
    await click(visit, "#cheap")
    const sorted = await shown(visit, 3)
    assert.equal(sorted.total, narrowed.total)
    assert.deepEqual(sorted.prices, [...sorted.prices].sort((a, b) => a - b))
    await click(visit, "#more")
    const next = await shown(visit, 4)
    assert.ok(next.prices[0] >= sorted.prices[3] && !next.ids.some(id => sorted.ids.includes(id)))
    await click(visit, "#results a")
    await visit.page.waitFor(id => location.pathname === `/shop/product/${id}`, { args: [next.ids[0]] })

    const events = await visit.sandbox.analyticsWhen("alpha", 5)
    assert.deepEqual(events.map(({ path }) => path), [...Array(4).fill("/analytics/search/impression"), "/analytics/search/click"])
    const impressions = events.slice(0, 4)
    const told = name => metadata(impressions).map(metadata => metadata[name])
    assert.deepEqual(told("query"), ["lamp", "lamp", "lamp", "lamp"])
    assert.deepEqual(told("isOrganic"), [true, true, true, true])
    assert.deepEqual(told("isRefined"), [false, true, true, true])
    assert.deepEqual(told("isSorted"), [false, false, true, true])
    assert.deepEqual(told("hasResults"), [true, true, true, true])
    assert.equal(new Set(told("resultId")).size, 4)
    for (const id of told("resultId")) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    assert.deepEqual(impressions.map(({ event }) => event.page), [1, 1, 1, 2])
    assert.deepEqual(impressions.map(({ event }) => event.productIds), [found, narrowed, sorted, next].map(({ ids }) => ids))
    const { event } = events[4]
    assert.deepEqual([event.productId, event.metadata], [next.ids[0], impressions[3].event.metadata])
    const [id] = await visit.sandbox.visitors("alpha")
    assert.deepEqual(new Set(events.map(({ visitor, content_type }) => `${visitor} ${content_type}`)), new Set([`${id} text/plain;charset=UTF-8`]))
    await visit.threwNothing()
  },

  "is organic when it was typed, on this page or the one before, and not by a link": async visit => {
    await open(visit)
    await visit.run(() => window.nostojs(api => api.recordSearchSubmit("Linen Shirt")))
    await open(visit, { q: "linen shirt" })
    await shown(visit, 1)
    await open(visit, { q: "lamp" })
    await shown(visit, 1)
    await open(visit, { q: "linen shirt" })
    await shown(visit, 1)
    const events = await visit.sandbox.analyticsWhen("alpha", 3)
    assert.deepEqual(metadata(events).map(({ query, isOrganic }) => [query, isOrganic]), [["linen shirt", true], ["lamp", false], ["linen shirt", false]])
  },

  "keeps what a click or an addition to the cart belongs to for the next page": async visit => {
    await open(visit)
    await submit(visit, "mushrom lamp")
    const { ids } = await shown(visit, 1)
    assert.equal(ids[0], "mushroom-table-lamp")
    await open(visit)
    const told = await visit.run(async id => {
      const unknown = await window.nostojs(api => api.recordSearchClick("autocomplete", { productId: id }))
      await window.nostojs(api => api.recordSearchAddToCart("serp", { productId: id, url: "/" }))
      return [unknown === undefined, window.events.map(([name, { productId }]) => [name, productId])]
    }, ids[0])
    assert.deepEqual(told, [true, [["searchaddtocart", ids[0]]]])
    const [impression, click] = await visit.sandbox.analyticsWhen("alpha", 2)
    assert.equal(click.path, "/analytics/search/click")
    assert.deepEqual(click.event, { metadata: impression.event.metadata, productId: ids[0] })
    assert.equal(impression.event.metadata.isAutoCorrect, true)
  },

  "tells what it sent and what came back, and resolves to it": async visit => {
    await open(visit)
    const { event, result, same } = await visit.run(async () => {
      const query = { query: "clip lamp", products: { fields: ["name", "customFields.key"] }, keywords: { size: 2 } }
      const result = await window.nostojs(api => api.search(query, { track: "autocomplete", isPopular: true }))
      const [, event] = window.events.find(([name]) => name === "searchsuccess")
      return { event, result, same: event.response === result && event.query === query }
    })
    assert.ok(same)
    assert.match(event.graphqlQuery, /^query\(\$accountId:String \$query:String \$products:InputSearchProducts \$keywords:InputSearchKeywords \$sessionParams:InputSearchQuery\)/)
    const { sessionParams, ...variables } = event.graphqlVariables
    assert.ok(sessionParams.segments.length)
    assert.deepEqual(variables, { accountId: "alpha", query: "clip lamp", products: {}, keywords: { size: 2 } })
    assert.deepEqual(result.products.hits[0], { name: "Clip Lamp", customFields: [{ key: "material" }, { key: "occasion" }, { key: "colour" }, { key: "colour" }], productId: "clip-lamp" })
    const [{ event: { metadata } }] = await visit.sandbox.analyticsWhen("alpha", 1)
    assert.deepEqual([metadata.isAutoComplete, metadata.isPopular, metadata.isKeyword, metadata.isOrganic], [true, true, false, false])
  },

  "rejects with the status, and resolves to what is there": async visit => {
    await visit.sandbox.fault("alpha", { path: "/v1/graphql", kind: "status", status: 503, times: 1 })
    await open(visit)
    const told = await visit.run(async () => {
      const api = await new Promise(window.nostojs)
      const failed = query => api.search(query).then(() => "resolved", ({ name, code, status }) => [name, code, status])
      const down = await failed({ query: "lamp" })
      const events = window.events.map(([name, { error }]) => [name, typeof error])
      const wrong = await failed({ accountId: "nobody", query: "lamp" })
      const partial = await api.search({ query: "lamp", products: { fields: ["name", "supplierCost"], size: 1 } })
      const controller = new AbortController()
      const given = api.search({ query: "lamp" }, { signal: controller.signal }).catch(({ code }) => code)
      controller.abort()
      return { down, events, wrong, partial: Object.keys(partial.products.hits[0]), aborted: await given }
    })
    assert.deepEqual(told, {
      down: ["VitrineError", "http", 503], events: [["searchfailure", "string"]], wrong: ["VitrineError", "graphql", 200], partial: ["name", "productId"], aborted: "aborted",
    })
    await visit.threwNothing()
  },

  "follows a term to its page when asked to": async visit => {
    await open(visit)
    const stayed = await visit.run(() => window.nostojs(api => api.search({ query: "lights" })).then(({ redirect }) => redirect))
    assert.equal(stayed, `${visit.sandbox.origin}/shop/category/lighting`)
    await submit(visit, "lights")
    await visit.page.waitFor(() => location.pathname === "/shop/category/lighting")
    assert.equal((await visit.sandbox.analyticsWhen("alpha", 1)).length, 1, "the search is recorded all the same")
  },

  "knows the visitor: what they like changes the order": async visit => {
    await open(visit)
    const told = await visit.run(async () => {
      const api = await new Promise(window.nostojs)
      const search = () => api.search({ query: "linen", products: { size: 50, fields: ["productId"] } }).then(({ products }) => products.hits.map(hit => hit.productId))
      const strangers = await api.search({ query: "linen", products: { size: 50 }, sessionParams: {} })
      for (let view = 0; view < 3; view++) await api.defaultSession().viewCategory("/Home/Textiles").load()
      const params = await api.getSearchSessionParams()
      return { params, plain: strangers.products.hits.map(hit => hit.productId), personal: await search(), kept: Object.keys(sessionStorage) }
    })
    assert.ok(told.params.segments.length)
    assert.deepEqual(told.params.products.personalizationBoost, [{ field: "affinities.categories", value: ["/Home/Textiles"], weight: 1 }])
    assert.equal(told.personal[0], "linen-cushion")
    assert.notDeepEqual(told.personal, told.plain)
    assert.deepEqual(told.personal.sort(), told.plain.sort())
    assert.ok(told.kept.includes("vitrine.alpha.search.params"))
    await open(visit)
    const before = (await visit.allMessages()).length
    assert.deepEqual(await visit.run(() => window.nostojs(api => api.getSearchSessionParams())), told.params)
    assert.equal((await visit.allMessages()).length, before, "the next page asks nothing")
  },

  "stays in its variation of a test, and says so": async visit => {
    await open(visit, { "data-account": "beta", "data-settings": "/settings/beta.json" })
    const told = await visit.run(async () => {
      const api = await new Promise(window.nostojs)
      const variation = async () => (await api.search({ query: "lamp" }, { track: "serp" })).abTests[0].activeVariation.id
      return [await variation(), await variation(), await variation()]
    })
    assert.equal(new Set(told).size, 1)
    const events = await visit.sandbox.analyticsWhen("beta", 3)
    assert.deepEqual(events.map(({ event }) => event.properties), Array(3).fill({ abTestAttribution: { "sandbox-order": told[0] } }))
  },

  "orders a category page, and records that": async visit => {
    await open(visit)
    const told = await visit.run(async () => {
      const seen = []
      const api = await new Promise(window.nostojs)
      for (const name of ["categoryimpression", "categoryclick", "categoryaddtocart"]) api.listen(name, () => seen.push(name))
      const { products } = await api.search({ products: { categoryPath: "/Home/Vases", size: 3, from: 3 } }, { track: "category" })
      await api.recordSearchClick("category", products.hits[0])
      await api.recordSearchAddToCart("category", products.hits[1])
      return { seen, ids: products.hits.map(hit => hit.productId) }
    })
    assert.deepEqual(told.seen, ["categoryimpression", "categoryclick", "categoryaddtocart"])
    const metadata = { category: "/Home/Vases" }
    const events = await visit.sandbox.analyticsWhen("alpha", 3)
    // Recorded in one breath, the impression and the click may overtake each other on their way.
    events.sort((one, other) => other.path.localeCompare(one.path))
    assert.deepEqual(events.map(({ path, event }) => [path, event]), [
      ["/analytics/category/impression", { metadata, productIds: told.ids, page: 2 }],
      ["/analytics/category/click", { metadata, productId: told.ids[0] }],
      ["/analytics/category/click", { metadata, productId: told.ids[1] }],
    ])
  },

  "reaches a service of another origin without a preflight": async visit => {
    const { options } = await visit.sandbox.counts()
    const other = visit.sandbox.otherOrigin
    await open(visit, { "data-settings": `${other}/settings/alpha.json`, "data-server": other })
    await submit(visit, "lamp")
    await shown(visit, 1)
    assert.ok((await visit.addresses("/v1/graphql")).every(address => address.startsWith(other)))
    await visit.sandbox.analyticsWhen("alpha", 1)
    assert.equal((await visit.sandbox.counts()).options, options)
  },

  "records and keeps nothing of a visitor who must not be tracked": async visit => {
    await open(visit, { "data-consent": "anonymous" })
    await submit(visit, "lamp")
    assert.equal((await shown(visit, 1)).ids.length, 4)
    await click(visit, "#results li button")
    await visit.page.waitFor(() => window.events.some(([name]) => name === "searchaddtocart"))
    await new Promise(resolve => setTimeout(resolve, 200))
    assert.deepEqual(await visit.sandbox.analyticsWhen("alpha", 0), [])
    assert.deepEqual(await visit.run(() => Object.keys(sessionStorage)), [])
  },
}
