/** As far up as an element looks for the placement it is in. */
const MAX_PARENTS = 20

/** What of `window.Nosto` the chunk `cart` does. */
export const CART =
  "addSkuToCart addProductToCart addMultipleProductsToCart reloadCart reloadCartWithFlags setPresentmentPricesUrl migrateToShopifyMarket"

/** `window.Nosto`, with which campaigns put products into the cart. What the page's own object has, it keeps. */
export function claimPlatform(methods) {
  if (!Object.isExtensible(window.Nosto)) window.Nosto = { ...window.Nosto }
  for (const [name, method] of Object.entries({ ...methods, resolveContextSlotId })) window.Nosto[name] ??= method
}

/** The id of the placement an element is in. */
export function resolveContextSlotId(element) {
  for (let node = element, left = MAX_PARENTS; node && left >= 0; node = node.parentNode ?? node.host, left--) {
    if (node.getAttribute?.("class") === "nosto_element") return node.id
  }
}
