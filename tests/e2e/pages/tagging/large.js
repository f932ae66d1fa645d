// Forty products with SKUs among the markup of a listing, and a cart of two hundred lines.
const spans = members => Object.entries(members).map(([name, text]) => `<span class="${name}">${text}</span>`).join("\n")

const sku = (product, index) => `<span class="nosto_sku">${spans({
  id: `${product}-${index}`, name: `Size ${index}`, price: `${19 + index}.95`, list_price: "39.00", availability: "InStock", url: `https://shop.example/p/${product}#${index}`,
})}<span class="custom_fields"><span class="size">${index}</span><span class="color">red</span></span></span>`

const product = index => `<article class="card"><a href="/p/${index}"><img alt=""><h3>Product ${index}</h3></a><p class="price">19.95</p>
<div class="nosto_product" style="display:none">${spans({
  product_id: `p${index}`, name: `Product ${index}`, url: `https://shop.example/p/${index}`, image_url: `https://shop.example/${index}.jpg`, price: "19.95",
  list_price: "39.00", price_currency_code: "EUR", availability: "InStock", brand: "Acme", description: "Words about it. ".repeat(20), rating_value: "4.5", review_count: "12",
})}<span class="category">/A</span><span class="category">/A/B</span><span class="tag1">new</span><span class="custom_fields"><span class="material">wood</span></span>${sku(index, 1)}${sku(index, 2)}${sku(index, 3)}</div></article>`

const line = index => `<div class="line_item">${spans({
  product_id: `p${index}`, sku_id: `p${index}-1`, quantity: "1", name: `Product ${index}`, unit_price: "19.95", price_currency_code: "EUR",
})}</div>`

const each = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join("\n")
document.getElementById("shop").innerHTML = `${each(40, product)}<div class="nosto_cart" style="display:none">${each(200, line)}</div>`
