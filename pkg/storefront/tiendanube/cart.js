import { readLines } from "../lines.js"
import { id, minor, text } from "../read.js"

/** ISO 4217: shop pages have an object, the checkout has the bare code. */
export const currencyOf = ({ currency }) => text(currency?.code ?? currency)

/**
 * The lines of `LS.cart`. Prices are whole minor units; lines are named by their variant, and of the product themes
 * say nothing or `product.id`.
 * @param productOf the product of a variant, as far as it is known
 */
export const cartLines = (ls, digits, productOf, report) =>
  readLines(ls.cart?.items, currencyOf(ls), item => {
    const sku_id = id(item.variant_id ?? item.id)
    return {
      product_id: id(item.product?.id ?? item.product_id) ?? productOf(sku_id),
      sku_id,
      name: text(item.name),
      unit_price: minor(item.unit_price, digits),
    }
  }, report)
