/** The tagging of a page, as `pageTagging()` has it: every page of `pages/tagging/`, the whole of what it says. */
import assert from "node:assert/strict"

/** Reading needs no core, and these pages no policy. */
export const only = ["wasm"]

const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" // SHA-256 of "test"

/** `TaggingData` of a page and the paths of what it could not read. JSON, so what is undefined is not there. */
async function tagging(visit, name, query = {}) {
  await visit.open({ script: "", ...query }, { name: `tagging/${name}.html` })
  return visit.run(async () => {
    const { init } = await import("/index.js")
    const api = await init({ account: "alpha", server: location.origin, autoLoad: false })
    const paths = []
    api.listen("diagnostic", problems => paths.push(...problems.map(({ path }) => path)))
    return { data: api.pageTagging(), paths }
  })
}

const reads = (name, expected, paths = []) => async visit => {
  const seen = await tagging(visit, name)
  assert.deepEqual(seen.data, { products: [], elements: [], ...expected })
  assert.deepEqual(seen.paths, paths)
  await visit.threwNothing()
}

const canoe = {
  product_id: "canoe-1",
  name: "Acme Canoe & Paddle",
  url: "https://shop.example/canoe?a=1&b=2",
  image_url: "https://shop.example/canoe.jpg",
  thumb_url: "https://shop.example/canoe-s.jpg",
  availability: "InStock",
  price: 999.5,
  list_price: 1299,
  price_currency_code: "EUR",
  category: ["/Boats", "/Boats/Canoes"],
  category_id: ["12", "34"],
  parent_category_id: ["1"],
  brand: "Acme",
  description: "A canoe, see schema.org/Boat.",
  google_category: "Sporting Goods > Boats",
  tags1: ["sporty"],
  tags2: ["new-in"],
  tags3: ["limited", "heavy"],
  rating_value: 3.8,
  review_count: 36,
  alternate_image_urls: ["https://shop.example/canoe-2.jpg", "https://shop.example/canoe-3.jpg"],
  custom_fields: { material: "Wood,Glass fibre", "Hull Shape": "V" },
  date_published: "2024-03-05T00:00:00.000Z",
  condition: "New",
  gender: "unisex",
  age_group: "adult",
  gtin: "0123456789012",
  unit_pricing_base_measure: 1,
  unit_pricing_measure: 0.33,
  unit_pricing_unit: "l",
  variation_id: "EUR",
  selected_sku_id: "201-2",
  variations: {
    USD: { price_currency_code: "USD", price: 1099, list_price: 1399, availability: "InStock", available: true, discounted: true },
    GBP: { price_currency_code: "GBP", price: 899, availability: "OutOfStock", available: false, discounted: false },
  },
  skus: [
    {
      id: "201-1", name: "Short", price: 949.5, list_price: 1299, url: "https://shop.example/canoe#201-1",
      image_url: "https://shop.example/canoe-201-1.jpg", availability: "OutOfStock", gtin: "1", inventory_level: 0, custom_fields: { length: "4 m" },
    },
    { id: "201-2", name: "Long", price: 999.5, availability: "InStock" },
  ],
}

const php = {
  pageType: "product",
  products: [{
    url: "http://shop.example/p.html",
    product_id: "1",
    name: "<h2>Test Product</h2>",
    price: 99.99,
    category: ["/Mens", "/Mens/Shoes"],
    description: "Product Description",
    alternate_image_urls: ["http://shop.example/alt.jpg"],
    tags1: ["first", "second"],
    tags2: ["third"],
    skus: [{ id: "100", name: "Test SKU", price: 89.99, custom_fields: { noSnakeCase: "value", åäö: "åäö" } }],
    variations: { 1: { price: 99.99, list_price: 110.99, price_currency_code: "EUR", availability: "InStock", available: true, discounted: true } },
    custom_fields: { "key.with.\\special?char s*": "x" },
    date_published: "2013-03-05T00:00:00.000Z",
  }],
  categories: ["/Women/New Arrivals"],
  categoryIds: ["10"],
  parentCategoryIds: ["4"],
  cart: { items: [{ product_id: "1", quantity: 2, name: "<p>Line</p>", unit_price: 99.99, price_currency_code: "USD" }] },
  restoreLink: "http://shop.example/restore",
  customer: { first_name: "Robot", email: "robot@test.com", newsletter: true, date_of_birth: "1994-12-11" },
  order: {
    info: { order_number: "123", first_name: "James", email: "james@example.com" },
    items: [{ product_id: "1", quantity: 2, name: "Test Product", unit_price: 99.99, price_currency_code: "USD" }],
    order_status: "completed",
  },
}

export const tests = {
  "a product with everything, and nothing of its parts in itself": reads("product", {
    pageType: "product", products: [canoe], variation: "USD", tags: ["color: Red"], elements: ["in-product"], pluginVersion: { mainModule: "8.1.2" },
  }),

  "a product by its id": reads("minimal", { pageType: "product", products: [{ product_id: "7" }] }),

  "several products, one without an id": reads("listing", {
    pageType: "front",
    products: [{ product_id: "1", name: "One", price: 1.5 }, { product_id: "2", name: "Two" }],
    elements: ["home-1", "home-2"],
  }, ["products[1]"]),

  "cart and customer": reads("cart", {
    pageType: "cart",
    cart: {
      hcid: hash,
      items: [
        { product_id: "canoe-1", sku_id: "201-1", quantity: 2, name: "Acme Canoe", unit_price: 999, price_currency_code: "EUR" },
        { product_id: "9", quantity: 1, name: "Nine", unit_price: 0, price_currency_code: "EUR" },
      ],
    },
    restoreLink: "https://shop.example/restore?cart=1",
    customer: {
      email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", customer_reference: "ref-1", newsletter: true,
      customer_group: "General", gender: "female", date_of_birth: "1815-12-10", hcid: hash,
    },
  }),

  "an empty cart is empty, and an empty customer is nobody": reads("empty", { cart: { items: [] } }),

  "an order": reads("order", {
    pageType: "order",
    order: {
      info: { order_number: "1445", email: "ada@example.com", first_name: "Ada", last_name: "Lovelace", newsletter: "false", phone: "+358 1", post_code: "00100", country: "FI" },
      items: [
        { product_id: "canoe-1", sku_id: "201-1", quantity: 1, name: "Acme Canoe", unit_price: 999, price_currency_code: "EUR" },
        { product_id: "-1", quantity: 1, name: "Discount", unit_price: -12.5, price_currency_code: "EUR" },
      ],
      external_order_ref: "ext-9", created_at: "2024-12-12T10:15:15.000Z", payment_provider: "checkmo [1.0]", order_status: "pending", order_status_label: "Pending",
    },
  }),

  "a category": reads("category", {
    pageType: "category",
    categories: ["/Mens/Jackets", "/Sale"],
    categoryIds: ["12"],
    parentCategoryIds: ["3"],
    brands: ["Acme"],
    tags: ["color: Red", "gender: Mens"],
    customFields: { material: ["cotton", "wool"], fit: ["slim : tapered"] },
    affinitySignals: JSON.parse('{"categories": ["/Mens/Jackets", "/Sale"], "__proto__": ["polluted"]}'),
    sortOrder: "cmp",
    elements: ["category-1"],
  }, ["customFields"]),

  "a search": reads("search", { pageType: "search", searchTerms: ["green <b>shoes</b>"] }),

  "a search by the address alone, on a page of no known type": async visit => {
    const { data } = await tagging(visit, "unsearched", { q: " boats ", script: "" })
    assert.deepEqual(data, { products: [], elements: [], pageType: "other" })
    const terms = () => visit.run(async () => {
      const api = await new Promise(nostojs)
      api.internal.modifySettings({ searchQueryParam: "q" })
      return api.pageTagging().searchTerms
    })
    assert.deepEqual(await terms(), ["boats"])
    await tagging(visit, "search", { q: "other" })
    assert.deepEqual(await terms(), ["green <b>shoes</b>"])
  },

  "the markup of the platform's PHP library": async visit => {
    const { data, paths } = await tagging(visit, "php")
    // A time without a zone is the visitor's own.
    const { created_at, ...order } = data.order
    assert.equal(created_at, await visit.run(() => new Date(2014, 11, 12, 10, 15, 15).toISOString()))
    assert.deepEqual({ ...data, order }, { elements: [], ...php })
    assert.deepEqual(paths, [])
  },

  "markup that makes life hard": async visit => {
    const { data, paths } = await tagging(visit, "hostile")
    assert.deepEqual(data, {
      elements: [],
      pageType: "front",
      variation: "EUR",
      products: [
        { product_id: "clobbered" },
        { product_id: "p1", skus: [], custom_fields: JSON.parse('{"__proto__": "polluted", "constructor": "c", "icon": "drawn"}') },
        { product_id: "inner", brand: "Of the inner one" },
      ],
      cart: { items: [] },
      customer: { email: "a@example.com", newsletter: false },
    })
    assert.deepEqual(paths.sort(), [
      "order", "products[1].date_published", "products[1].list_price", "products[1].price", "products[1].rating_value",
      "products[1].review_count", "products[1].skus[0]",
    ])
    const viewed = await visit.run(async () => {
      const api = await new Promise(nostojs)
      return api.createRecommendationRequest({ includeTagging: true }).getEvents()
    })
    assert.deepEqual(viewed, ["clobbered", "p1", "inner"].map(target => ({ type: "vp", target })))
    await visit.threwNothing()
  },

  "lines of which none is readable do not empty the cart": reads("unreadable", {}, ["cart.items[0]"]),

  "a large page is read within a frame": async visit => {
    await tagging(visit, "large")
    const { products, lines, sku, times } = await visit.run(async () => {
      const api = await new Promise(nostojs)
      const times = []
      let data
      for (let round = 0; round < 15; round++) {
        const began = performance.now()
        data = api.pageTagging()
        times.push(performance.now() - began)
      }
      return { products: data.products.length, lines: data.cart.items.length, sku: data.products[39].skus[2], times }
    })
    assert.deepEqual([products, lines], [40, 200])
    assert.deepEqual(sku, {
      id: "39-3", name: "Size 3", price: 22.95, list_price: 39, availability: "InStock", url: "https://shop.example/p/39#3", custom_fields: { size: "3", color: "red" },
    })
    const [first] = times
    const best = Math.min(...times)
    const name = visit.engine.name ?? "the engine"
    console.log(`    tagging of 40 products with 120 SKUs and 200 lines, ${name}: first ${first.toFixed(1)} ms, best ${best.toFixed(1)} ms`)
    // The best of many, because the machine of a test is busy with others.
    assert.ok(best < (name == "chromium" ? 8 : 16), `${best} ms`)
  },

  "waits for the document, unless the page type has a provider": async visit => {
    await visit.open({}, { name: "tagging/late.html" })
    const seen = await visit.run(() => window.seen)
    assert.deepEqual(seen, [null, ["search", "loading"], ["front", "interactive"]])
  },
}

/** Runs in a page with a cart: providers are set one after another, each step tells what the page says then. */
async function provide() {
  const api = await new Promise(nostojs)
  const seen = []
  const say = name => seen.push(api.pageTagging()[name] ?? null)
  api.setTaggingProvider("pageType", "Search"); say("pageType")
  api.setTaggingProvider("pageType", () => "front"); say("pageType")
  api.setTaggingProvider("pageType", () => undefined); say("pageType")
  api.setTaggingProvider("pageType", undefined); say("pageType")
  api.setTaggingProvider("pageType", "front", { priority: true })
  api.setTaggingProvider("pageType", "search"); say("pageType")
  api.setTaggingProvider("pageType", undefined); say("pageType")
  api.setTaggingProvider("pageType", "order", { priority: true }); say("pageType")
  api.setTaggingProvider("pageType", undefined, { priority: true }); say("pageType")
  api.setTaggingProvider("categories", "/Mens"); say("categories")
  api.setTaggingProvider("customFields", { a: ["b"] }); say("customFields")
  api.setTaggingProvider("products", () => undefined); say("products")
  api.internal.setTaggingProvider("searchTerm", "boats"); say("searchTerms")
  api.setTaggingProvider("noSuchName", { any: "thing" }, null)
  api.setTaggingProvider("__proto__", () => { throw new Error("never asked for") })
  const reported = []
  api.listen("scripterror", ({ msg }) => reported.push(msg))
  api.setTaggingProvider("cart", () => { throw new Error("of the page") })
  seen.push(api.pageTagging().cart.items.length, reported)
  return seen
}

tests["providers go before the document, priority before providers"] = async visit => {
  await tagging(visit, "cart")
  const seen = await visit.run(provide)
  assert.deepEqual(seen, [
    "search", "front", null, "cart", "front", "front", "order", "cart", ["/Mens"], { a: ["b"] }, [], ["boats"], 2, ["of the page"],
  ])
  await visit.threwNothing()
}

tests["what was rendered for another visitor is not sent"] = async visit => {
  const send = async id => {
    await tagging(visit, "cart")
    await visit.run(async id => {
      const api = await new Promise(nostojs)
      api.visit.setCustomerId(id)
      await api.sendTagging()
    }, id)
    return (await visit.allMessages()).at(-1).message
  }
  const own = await send("test")
  assert.deepEqual([own.cart.length, own.customer.email, own.restore_link], [2, "ada@example.com", "https://shop.example/restore?cart=1"])
  const foreign = await send("somebody-else")
  assert.deepEqual([foreign.cart, foreign.customer, foreign.restore_link], [undefined, undefined, undefined])
}
