import { createError } from "./error.js"
import { resolveContextSlotId } from "./platform.js"

/** How often a call looks for a cart that is not there yet, every 100 ms: settings may still be on their way. */
const PATIENCE = 50

/**
 * The part of `window.Nosto` that puts products into the cart, loaded when the page uses it.
 *
 * What puts them there is `settings.cart`: `{add({productId, skuId, quantity}), reload?()}`. Both may return promises;
 * `reload` refreshes what the page shows, and a cart `{items}` that it returns is sent. Without it, Shopify's own cart
 * serves on Shopify's pages.
 *
 * Calls reject with `VitrineError`: `config` where there is no cart, `http` and `network` of Shopify's cart, `cart` for
 * what an `add` of the page threw.
 */
export function create({ api, bus, settings }) {
  async function getCart(patience = PATIENCE) {
    const cart = settings.cart ?? (window.Shopify && shopify)
    if (typeof cart?.add === "function") return cart
    if (!patience) throw createError({ code: "config", path: "settings.cart" })
    await new Promise(resolve => setTimeout(resolve, 100))
    return getCart(patience - 1)
  }

  /** @param place the result id of a campaign, or an element inside its placement */
  async function add(products, place, quantity = 1) {
    const cart = await getCart()
    const reference = typeof place === "object" ? resolveContextSlotId(place) : place
    let added
    try {
      for (const product of products) {
        const { productId, skuId } = product
        await cart.add({ productId, skuId, quantity: product.quantity ?? quantity })
        added = true
        // What is in the cart stays there, whatever becomes of the report.
        if (reference) api.reportAddToCart({ productId, skuId }, reference).catch(bus.report)
      }
    } catch (error) {
      throw error?.name === "VitrineError" ? error : createError({ code: "cart" }, error?.message)
    } finally {
      if (added) await reloadCart().catch(bus.report)
    }
  }

  async function reloadCart() {
    const cart = await getCart()
    try {
      const content = await cart.reload?.()
      if (content?.items) await api.resendCartContent(content)
    } finally {
      bus.emit("cartupdated", () => [])
    }
  }

  const told = new Set()
  const unneeded = name => async () => {
    if (!told.has(name)) console.info(`vitrine: Nosto.${name} has nothing to do here`)
    told.add(name)
  }

  return {
    addSkuToCart: (product, place, quantity) => add([product], place, quantity),
    addProductToCart: (productId, place, quantity) => add([{ productId }], place, quantity),
    addMultipleProductsToCart: (products, place) => add(products, place),
    reloadCart,
    // A cart alone is sent without events and counts no page view: there is nothing to skip.
    reloadCartWithFlags: reloadCart,
    // Prices come in the currency that the page names, markets with the settings.
    setPresentmentPricesUrl: unneeded("setPresentmentPricesUrl"),
    migrateToShopifyMarket: unneeded("migrateToShopifyMarket"),
  }
}

/** The cart of a Shopify theme. A product without a SKU is taken for a variant, which alone can be bought there. */
const shopify = {
  add: ({ productId, skuId, quantity }) => ask("cart/add.js", { items: [{ id: skuId ?? productId, quantity }] }),

  async reload() {
    const { items, currency } = await ask("cart.js")
    return {
      items: items.map(item => ({
        product_id: String(item.product_id),
        sku_id: String(item.variant_id),
        name: item.title,
        quantity: item.quantity,
        // Shopify counts in hundredths, whatever the currency.
        unit_price: item.final_price / 100,
        price_currency_code: currency,
      })),
    }
  },
}

async function ask(path, body) {
  const root = window.Shopify.routes?.root ?? "/"
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
  const response = await fetch(root + path, init).catch(error => {
    throw createError({ code: "network", path }, error?.message)
  })
  if (!response.ok) throw createError({ code: "http", status: response.status, path })
  return response.json()
}
