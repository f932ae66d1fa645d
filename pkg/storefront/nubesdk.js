import { added } from "./lines.js"
import { id } from "./read.js"
import { isSuccess, viewPage } from "./nubesdk/page.js"
import { cartLines, customerOf, orderOf } from "./nubesdk/state.js"

/** Where the app's storage keeps what the next page has to know. */
const KEY = "vitrine"

const nothing = () => {}

/**
 * Feeds sessions from NubeSDK, in its worker: see `types/nubesdk.d.ts`.
 * @param open gives the session of a page: `createSession` of `vitrine/headless` with the shop's options
 */
export function nubesdk(nube, open, options = {}) {
  const { consent = "granted", onDiagnostic = nothing, onResponse = nothing } = options
  const storage = consent === "granted" ? nube.getBrowserAPIs().asyncLocalStorage : undefined
  /** The page the session is about. */
  let page
  let session
  /** `{cookies, lines, cartId, order}`: kept from page to page. */
  let memory = {}
  let customer
  const listeners = []

  const report = (path, problem) => onDiagnostic([{ path: `state.${path}`, problem }])

  /** One thing after the other: the state of an event is that of its moment, what follows takes its time. */
  let last = Promise.resolve(storage?.getItem(KEY)).then(text => (memory = parse(text)), nothing)
  const queue = job => (last = last.then(job).catch(error => report("", String(error?.message ?? error))))

  async function keep(changes) {
    Object.assign(memory, changes)
    await storage?.setItem(KEY, JSON.stringify(memory))
  }

  /** The session of the present page. It says the cart and the customer again: they belong to the visitor. */
  async function enter({ location }) {
    const { url, referrer } = location ?? {}
    if (session && page === url) return session
    const before = page
    await session?.close?.()
    page = url
    session = await open({ url, referrer: before ?? referrer, cookies: memory.cookies, consent })
    if (memory.lines) session.setCart({ items: memory.lines })
    if (customer) session.setCustomer(customer)
    return session
  }

  /** Sends, and keeps the visitor's id for the next page. */
  async function send(promise) {
    const answer = await promise.catch(error => report("", error.code ?? "network"))
    const [cookie] = session.setCookies?.() ?? []
    if (cookie) await keep({ cookies: cookie.split(";")[0] })
    if (answer) onResponse(answer)
    return !!answer
  }

  /** Tells a cart that changed: the lines of which there are more now. */
  async function tellCart(state) {
    const lines = cartLines(state, report)
    if (!lines || same(lines, memory.lines)) return
    const fresh = added(memory.lines ?? [], lines)
    session.setCart({ items: lines })
    await keep({ lines, cartId: id(state.cart?.id) })
    return fresh
  }

  function tellCustomer(state) {
    const found = customerOf(state)
    const action = state.eventPayload?.action
    if (action === "customer:logout" || (customer && state.customer === null)) {
      customer = undefined
      session.setCustomer({})
      return true
    }
    if (!found || same(found, customer)) return false
    customer = found
    session.setCustomer(found)
    return true
  }

  /** A page is told once, however many events announce it. */
  let viewed
  let looked
  async function onPage(state) {
    const { url, page: what } = state.location ?? {}
    const key = `${url} ${what?.type} ${what?.data?.step}`
    if (!url || key === viewed) return
    viewed = key
    looked = false
    await enter(state)
    tellCustomer(state)
    if (isSuccess(state)) return onSuccess(state)
    await tellCart(state)
    await send(viewPage(session, state).setPlacements(options.placements ?? []).load())
  }

  /** The cart is looked at, as a page of its own or over another; told once for each. */
  async function onCartView(state) {
    if (looked) return
    looked = true
    await enter(state)
    await tellCart(state)
    await send(session.viewCart().setPlacements(options.placements ?? []).load())
  }

  async function onCart(state) {
    await enter(state)
    const fresh = await tellCart(state)
    if (!fresh) return
    for (const { product_id: target, sku_id: targetFragment } of fresh) {
      session.recordAttribution({ type: "cp", target, targetFragment }).done().catch(nothing)
    }
    await send(session.viewCart().update())
  }

  async function onCustomer(state) {
    await enter(state)
    if (tellCustomer(state)) await send(session.viewOther().update())
  }

  async function onVariant(state) {
    const payload = state.eventPayload ?? state.payload ?? {}
    const variant = payload.variant ?? payload
    const productId = id(variant.product_id ?? payload.product_id ?? payload.product?.id ?? state.location?.page?.data?.product?.id)
    const skuId = id(variant.variant_id ?? variant.id)
    if (!productId || !skuId) return report("eventPayload", "missing")
    await enter(state)
    await send(session.viewProductSku(productId, skuId).update())
  }

  /** The checkout is over: the last cart that held something was bought. */
  async function onSuccess(state) {
    await enter(state)
    const lines = cartLines(state, nothing)
    const bought = { lines: lines?.length ? lines : memory.lines, cartId: memory.cartId }
    const order = (await options.order?.(state)) ?? orderOf(state, bought, customer)
    const number = order?.info?.order_number
    if (!order) return report("order", "missing")
    if (number === memory.order) return
    session.setCart({})
    const sent = await send(session.addOrder(order).setPlacements(options.placements ?? []).load())
    if (sent) await keep({ order: number, lines: [] })
  }

  function on(name, handle) {
    const listener = state => void queue(() => handle(state))
    nube.on(name, listener)
    listeners.push([name, listener])
  }

  on("page:loaded", onPage)
  on("location:updated", onPage)
  for (const name of ["cart:update", "cart:add:success", "cart:remove:success"]) on(name, onCart)
  on("cart:view", onCartView)
  on("customer:update", onCustomer)
  on("product:variant_selected", onVariant)
  on("checkout:success", onSuccess)
  // The page may have been loaded before the app was.
  queue(() => onPage(nube.getState()))

  return {
    /** Resolves when everything that happened so far is told. */
    settled: () => last,
    stop: () => listeners.splice(0).forEach(([name, listener]) => nube.off(name, listener)),
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

function parse(text) {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
