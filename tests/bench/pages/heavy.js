/** 40 products, a cart of 200 lines, 30 placements, and a server in the page that fills them all. */
const element = (name, text, inside = "") => `<span class="${name}">${text}${inside}</span>`
const block = (name, inside) => `<div class="${name}" style="display:none">${inside}</div>`
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join("")

const product = index => block("nosto_product", [
  element("product_id", `p${index}`), element("name", `Product ${index}`), element("url", `https://shop.test/p${index}`),
  element("image_url", `https://shop.test/p${index}.jpg`), element("price", "19.90"), element("list_price", "29.90"),
  element("price_currency_code", "EUR"), element("availability", "InStock"), element("brand", "Acme"),
  element("category", "/Women/Dresses"), element("category", "/Sale"), element("tag1", "new"), element("tag2", "linen"),
  element("description", "A dress for long days and short nights. ".repeat(5)),
  times(3, sku => element("nosto_sku", "", element("id", `p${index}-${sku}`) + element("name", `Size ${sku}`) + element("price", "19.90") + element("availability", "InStock"))),
].join(""))

const line = index => element("line_item", "", element("product_id", `p${index % 40}`) + element("sku_id", `p${index % 40}-1`) +
  element("name", `Product ${index}`) + element("quantity", "2") + element("unit_price", "19.90") + element("price_currency_code", "EUR"))

document.getElementById("page").innerHTML = times(40, product) + block("nosto_cart", times(200, line)) + block("nosto_page_type", "category") +
  times(30, index => `<div class="nosto_element" id="slot-${index}"></div>`)

const card = index => `<li><a href="/p${index}" data-nosto-product="p${index}"><img alt="" width="10" height="10"><b>Product ${index}</b><i>19.90 €</i></a></li>`
const campaigns = Object.fromEntries(Array.from({ length: 30 }, (_, index) =>
  [`slot-${index}`, { div_id: `slot-${index}`, result_id: `slot-${index}`, html: `<section><h2>For you</h2><ul>${times(6, card)}</ul></section>` }]))

window.fetch = new Proxy(window.fetch, {
  apply: (fetch, self, [url, init]) =>
    String(url).includes("/ev1") ? Promise.resolve(new Response(JSON.stringify({ customer: "6ab64980076b6d4a696fdcd1", pv: 1, recommendations: campaigns }))) : Reflect.apply(fetch, self, [url, init]),
})

window.longTasks = 0
new PerformanceObserver(list => (window.longTasks += list.getEntries().length)).observe({ type: "longtask" })

/** First calls, as a page makes them: nothing is warm. Times in ms. */
async function measure() {
  const api = await vitrine.init()
  // Loading and starting is measured elsewhere.
  await new Promise(resolve => setTimeout(resolve, 300))
  window.longTasks = 0
  const begin = performance.now()
  const request = api.createRecommendationRequest({ includeTagging: true })
  const read = performance.now()
  const { filledElements } = await api.placements.injectCampaigns(campaigns)
  const injected = performance.now()
  await new Promise(resolve => setTimeout(resolve, 100))
  await api.load()
  await new Promise(resolve => setTimeout(resolve, 300))
  const { longTasks } = window
  // Whether all of it was there; no part of what is measured.
  const tagging = api.pageTagging()
  const { events, cart } = request.getData()
  window.result = {
    read: read - begin, injected: injected - read, longTasks,
    found: [events.length, cart.length, tagging.products.length, tagging.cart.items.length, tagging.elements.length, filledElements.length],
  }
}
