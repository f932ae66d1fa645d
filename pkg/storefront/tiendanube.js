import { domReady } from "../ready.js"
import { cartLines } from "./tiendanube/cart.js"
import { watchCart } from "./tiendanube/changes.js"
import { createMemory } from "./tiendanube/memory.js"
import { orderOf } from "./tiendanube/order.js"
import { pageKind, viewPage } from "./tiendanube/page.js"
import { added } from "./lines.js"
import { id, minorDigits, text } from "./read.js"

/** Documented are cents; where a page shows an amount in both forms, it says itself. */
const MINOR_DIGITS = 2

const nothing = () => {}

const running = new WeakMap()

/**
 * Feeds `api` from the storefront's `LS`: see `types/tiendanube.d.ts`. A second call with the same api gives what the first
 * gave.
 */
export function tiendanube(api, options = {}) {
  if (!running.has(api)) running.set(api, start(api, options))
  return running.get(api)
}

function start(api, options) {
  const session = api.defaultSession()
  const memory = createMemory(api)
  const stops = []
  let stopped
  let ls
  /** The lines told last. */
  let told = []
  let variant

  const report = (path, problem) => api.internal.emit("diagnostic", [{ path: path ? `LS.${path}` : "LS", problem }])
  const failed = error => api.captureError(error, "tiendanube")
  const productOf = variant => memory.get("products")?.[variant] ?? id(ask("productOf", variant))
  const digits = () => options.minorDigits ?? memory.get("digits") ?? MINOR_DIGITS

  /** What an option says of `value`, when it is a function. What it throws is its own affair, and nobody else's loss. */
  function ask(option, value) {
    try {
      return options[option]?.(value)
    } catch (error) {
      failed(error)
    }
  }

  const readCart = () => cartLines(ls, digits(), productOf, report)

  // This one tells the views; the page's own request would tell them twice.
  api.setAutoLoad(false)
  if (options.inject !== false) session.enableCampaignInjection().setResponseMode("HTML")

  async function view() {
    await domReady()
    ls = globalThis.LS
    if (!ls) return void report("", "missing")
    if (stopped) return
    learn()
    tellCustomer()
    const kind = options.page ?? pageKind(ls, location, document.body)
    const action = kind === "success" ? await success() : browse(kind)
    follow()
    const placements = options.placements ?? api.placements.getPlacements()
    const answer = await action.setPlacements(placements).load()
    if (kind === "success") forgetCart()
    memory.save()
    return answer
  }

  /** What the page says of variants: their products, and in what unit amounts are. */
  function learn() {
    const own = Array.isArray(ls.variants) ? ls.variants : []
    const listed = [...document.querySelectorAll("[data-variants]")].flatMap(({ dataset }) => parse(dataset.variants))
    const all = [...own, ...listed]
    memory.learn(all.map(variant => [id(variant?.id), id(variant?.product_id)]))
    memory.learn(own.map(variant => [id(variant?.id), id(variant?.product_id ?? ls.product?.id)]))
    const found = all.map(variant => minorDigits(variant?.price_number, variant?.price_number_raw)).find(digits => digits !== undefined)
    if (found !== undefined && found !== memory.get("digits")) memory.set("digits", found)
  }

  /** `LS.customer` is but an id, which is told to nobody: who that is says the page's own code. */
  function tellCustomer() {
    const customerId = id(ls.customer)
    if (!customerId) {
      if (ls.customer === null && memory.get("loggedIn")) {
        session.setCustomer({})
        memory.set("loggedIn", false)
      }
      return
    }
    memory.set("loggedIn", true)
    const given = typeof options.customer === "function" ? ask("customer", customerId) : options.customer
    if (typeof given?.then !== "function") return void session.setCustomer(given)
    given.then(customer => {
      if (!customer || stopped) return
      session.setCustomer(customer)
      return api.customer(customer)
    }).catch(failed)
  }

  function browse(kind) {
    tellCart(readCart())
    return viewPage(session, kind, {
      productId: id(ls.product?.id),
      categoryId: id(ls.category?.id),
      categoryPath: options.category ? ask("category", ls.category) : text(ls.category?.name) && `/${ls.category.name}`,
      search: new URLSearchParams(location.search),
    })
  }

  function tellCart(lines) {
    if (!lines) return
    told = lines
    session.setCart({ items: lines })
    memory.set("cart", lines)
    // The platform empties the cart before the page that thanks for the order: what was bought is the last that held something.
    if (lines.length) memory.set("last", lines)
  }

  const orderNumber = () => id(ls.order.number ?? ls.order.id)

  /** The page after the checkout. Only the cart before it knows what was bought; a reload buys nothing. */
  async function success() {
    if (orderNumber() === memory.get("order")) return session.viewOther()
    const order = (await Promise.resolve(ask("order", ls.order)).catch(failed)) || orderOf(ls, memory.get("last"))
    told = []
    session.setCart({ items: told })
    if (order) return session.addOrder(order)
    report("order.items", "missing")
    return session.viewOther()
  }

  /** Not before the order has arrived: a page that is loaded again until then tells it again, under the same number. */
  function forgetCart() {
    memory.set("cart", [])
    memory.set("last", undefined)
    memory.set("order", orderNumber())
  }

  /** What happens on the page from now on. */
  function follow() {
    if (stopped) return
    stops.push(watchCart(look, () => JSON.stringify(ls.cart)))
    Promise.resolve(ls.ready).then(() => ls.registerOnChangeVariant?.(onVariant)).catch(failed)
  }

  /** Another variant is no other page. Quick shops show variants of products whose page this is not. */
  function onVariant(chosen) {
    const skuId = id(chosen?.id)
    const productId = id(chosen?.product_id) ?? productOf(skuId) ?? id(ls.product?.id)
    if (stopped || !skuId || !productId || skuId === variant) return
    variant = skuId
    memory.learn([[skuId, productId]])
    session.viewProductSku(productId, skuId).update()
  }

  /** Tells a cart that changed, and what came into it. Another tab may have told a newer one than this page knows. */
  function look() {
    const before = told
    const lines = readCart()
    if (!lines || same(lines, before)) return adopt()
    tellCart(lines)
    api.resendCartContent({ items: lines }).catch(nothing)
    for (const { product_id: productId, sku_id: skuId } of added(before, lines)) {
      api.reportAddToCart({ productId, skuId }).catch(nothing)
    }
  }

  let seen
  function adopt() {
    const newest = memory.get("cart")
    if (!newest || same(newest, told) || same(newest, seen)) return
    seen = newest
    session.setCart({ items: newest })
  }

  const ready = view()
  ready.catch(nothing)
  return {
    ready,
    cartChanged: () => ls && !stopped && look(),
    stop() {
      stopped = true
      stops.splice(0).forEach(stop => stop())
    },
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** What a theme wrote into an attribute. */
function parse(text) {
  try {
    return [JSON.parse(text)].flat()
  } catch {
    return []
  }
}
