/** `@nosto/search-js` with its Preact hooks: results, facets, sorting, paging, clicks, what is known of the shopper. */
import assert from "node:assert/strict"

const SIZE = 4

/** The client takes a browser without a head for a bot, and shows it pages where a shopper gets more on the same one. */
const human = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

/** Types a query and submits it, and waits for its results. */
async function searches(client, query) {
  await client.page.native.addInitScript(human => Object.defineProperty(navigator, "userAgent", { get: () => human }), human)
  await client.open("search")
  await client.page.native.fill("input[name=q]", query)
  await client.click("form button")
  await settled(client)
}

/** Waits until the page shows the answer to what it asked last. */
const settled = client => client.page.waitFor(() => document.querySelector("main").dataset.loading === "false" && document.querySelector("ol li"))

const products = client => client.page.evaluate(() => [...document.querySelectorAll("ol li")].map(({ dataset }) => dataset.product))
const prices = client => client.page.evaluate(() => [...document.querySelectorAll("ol li")].map(({ dataset }) => +dataset.price))

/** Changes something on the page and waits until other results are shown. */
async function changes(client, act) {
  const before = (await products(client)).join()
  await act()
  await client.page.waitFor(before => {
    const shown = [...document.querySelectorAll("ol li")].map(({ dataset }) => dataset.product).join()
    return document.querySelector("main").dataset.loading === "false" && shown !== before
  }, { args: [before] })
}

/** Events of analytics, as soon as there are `count` at `path`. */
async function analytics(client, path, count) {
  const found = await client.sandbox.requestsWhen("alpha", count, request => request.path === `/analytics/${path}`)
  assert.equal(found.length, count, JSON.stringify(found.map(({ message }) => message)))
  return found.map(({ message }) => message)
}

export const tests = {
  "results are shown, with prices as the account writes them, and the impression is recorded": async client => {
    await searches(client, "dress")
    const shown = await products(client)
    assert.equal(shown.length, SIZE)
    assert.match(await client.reads("ol li a"), /dress/i)
    assert.match(await client.reads("ol li b"), /^€\d+(,\d{3})*\.\d{2}$/)
    assert.equal(await client.page.evaluate(() => window.money(1234.5)), "€1,234.50")
    const impressions = await client.sandbox.requestsWhen("alpha", 1, ({ path, message }) => path === "/analytics/search/impression" && !message.metadata.isAutoComplete)
    assert.equal(impressions.length, 1)
    const { metadata, productIds, page } = impressions[0].message
    assert.deepEqual(productIds, shown)
    assert.equal(page, 1)
    const { query, isOrganic, hasResults, isSorted, isRefined, isAutoComplete } = metadata
    assert.deepEqual({ query, isOrganic, hasResults, isSorted, isRefined, isAutoComplete }, { query: "dress", isOrganic: true, hasResults: true, isSorted: false, isRefined: false, isAutoComplete: false })
  },

  "suggestions while typing are autocomplete": async client => {
    await client.open("search")
    await client.page.native.fill("input[name=q]", "lamp")
    assert.ok((await client.readsAll("#suggestions li")).length)
    const [{ metadata }] = await analytics(client, "search/impression", 1)
    assert.equal(metadata.isAutoComplete, true)
    assert.equal(metadata.isOrganic, false)
  },

  "a facet narrows the results and shows that it does": async client => {
    await searches(client, "dress")
    const first = "#facet-brand input"
    const brand = await client.page.evaluate(first => document.querySelector(first).value, first)
    const total = parseInt(await client.reads("output"))
    await changes(client, () => client.click(first))
    assert.ok(parseInt(await client.reads("output")) < total)
    assert.equal(await client.page.evaluate(brand => document.querySelector(`#facet-brand input[value="${brand}"]`).checked, brand), true)
    assert.equal(await client.reads("#filters button"), `Brand: ${brand}`)
    const refined = await client.sandbox.requestsWhen("alpha", 1, ({ message }) => message?.metadata?.isRefined)
    assert.equal(refined.length, 1)
    await changes(client, () => client.click("#no-filters"))
    assert.equal(parseInt(await client.reads("output")), total)
  },

  "a range of prices narrows the results": async client => {
    await searches(client, "dress")
    const [min, max] = (await client.reads("#price")).split("–").map(Number)
    assert.ok(min < max)
    await client.click("#cheap")
    await client.page.waitFor(() => document.querySelector("main").dataset.loading === "false" && document.querySelector("#filters button"))
    const most = Math.ceil((min + max) / 2)
    for (const price of await prices(client)) assert.ok(price <= most, `${price} > ${most}`)
  },

  "results are sorted as the shopper likes": async client => {
    await searches(client, "dress")
    await changes(client, () => client.page.native.selectOption("select", "dearest"))
    const falling = await prices(client)
    assert.deepEqual(falling, falling.toSorted((one, other) => other - one))
    await changes(client, () => client.page.native.selectOption("select", "cheapest"))
    const rising = await prices(client)
    assert.deepEqual(rising, rising.toSorted((one, other) => one - other))
    assert.ok(rising[0] < falling[0])
    assert.ok((await client.sandbox.requestsWhen("alpha", 2, ({ message }) => message?.metadata?.isSorted)).length === 2)
  },

  "pages follow each other, and more can be loaded": async client => {
    await searches(client, "dress")
    const first = await products(client)
    assert.equal(Number(await client.reads("#pages")), Math.ceil(parseInt(await client.reads("output")) / SIZE))
    await changes(client, () => client.click("nav button:nth-child(2)"))
    const second = await products(client)
    assert.ok(second.length && !second.some(product => first.includes(product)))
    assert.equal((await client.sandbox.requestsWhen("alpha", 1, ({ message }) => message?.page === 2)).length, 1)
    await changes(client, () => client.click("nav button:nth-child(1)"))
    await changes(client, () => client.click("#more"))
    assert.deepEqual((await products(client)).slice(0, SIZE), first)
    assert.equal((await products(client)).length, SIZE * 2)
  },

  "a click and an addition to the cart belong to the search they came from": async client => {
    await searches(client, "dress")
    const [, second] = await products(client)
    await client.click("ol li:nth-child(2) a")
    const [click] = await analytics(client, "search/click", 1)
    assert.equal(click.productId, second)
    const impression = (await client.sandbox.requests("alpha")).find(({ path, message }) => path === "/analytics/search/impression" && !message.metadata.isAutoComplete)
    assert.equal(click.metadata.resultId, impression.message.metadata.resultId)
    assert.equal(click.metadata.isOrganic, true)
    await client.click("ol li:nth-child(1) button")
    const [[product, quantity]] = await client.page.waitFor(() => window.bought)
    const [first] = await products(client)
    assert.equal(product.productId, first)
    assert.ok(product.skuId)
    assert.equal(quantity, 2)
    assert.equal((await analytics(client, "search/click", 2))[1].productId, first)
  },

  "what is known of the shopper goes into the search": async client => {
    // Somebody who looks at the dresses of one maker.
    await client.open("react", { route: "product" })
    await client.message(({ events }) => events?.[0]?.[0] === "vp")
    await client.page.waitFor(() => document.cookie.includes("2c.cId"))
    await client.open("search")
    await client.page.waitFor(() => /^[1-9]\d* segments, .*affinities\.brand: \w+/.test(document.getElementById("personal")?.innerText))
    const sent = await client.page.evaluate(async () => {
      const variables = new Promise(resolve => window.nostojs(api => api.listen("searchsuccess", ({ graphqlVariables }) => resolve(graphqlVariables))))
      window.ask({ query: "lamp", products: { size: 1 } })
      return JSON.stringify(await variables)
    })
    assert.match(sent, /"sessionParams":\{.*"segments":\[.*"personalizationBoost":\[/)
  },

  "a category page is a category's": async client => {
    await client.open("search", { page: "category" })
    await settled(client)
    assert.equal((await products(client)).length, SIZE)
    const [{ metadata, productIds }] = await analytics(client, "category/impression", 1)
    assert.equal(metadata.category, "/Women/Dresses")
    assert.deepEqual(productIds, await products(client))
  },

  "a failure has the status that decides whether the client tries again": async client => {
    await client.open("search")
    await client.reads("#personal")
    const ask = () => client.page.evaluate(() => window.ask({ query: "dress", products: { size: 2 } }, { maxRetries: 2, retryInterval: 10 }))
    const fails = (status, times) => client.sandbox.fault("alpha", { path: "/v1/graphql", kind: "status", status, times })
    // What is wrong with the query stays wrong: the client does not ask again, though the second try would succeed.
    await fails(400, 1)
    assert.equal((await ask()).status, 400)
    await fails(503, 2)
    assert.equal((await ask()).result.products.hits.length, 2)
    await fails(503, 3)
    assert.equal((await ask()).status, 503)
  },
}
