/**
 * What a session of `vitrine/headless` sends, told by GraphQL: the same calls over another transport. GraphQL knows one
 * event at a time, and no page view without one; what it cannot be told is answered as one of `errors`, by the event's
 * kind.
 */

/** Events that GraphQL knows, by their kind on the wire of browsers. */
const EVENTS = { vp: "VIEWED_PRODUCT", vc: "VIEWED_CATEGORY", is: "SEARCHED_FOR" }

/** The field of a page type, the event that names what the page shows, and the argument that takes it. */
const PAGES = {
  front: ["forFrontPage"],
  notfound: ["forNotFoundPage"],
  product: ["forProductPage", "vp", "product"],
  category: ["forCategoryPage", "vc", "category"],
  search: ["forSearchPage", "is", "term"],
  order: ["forOrderPage", "or", "value"],
}

const ITEM = { product_id: "productId", sku_id: "skuId", name: "name", unit_price: "unitPrice", price_currency_code: "priceCurrencyCode", quantity: "quantity" }
const CUSTOMER = { first_name: "firstName", last_name: "lastName", email: "email", customer_reference: "customerReference", marketing_permission: "marketingPermission" }
const CARD = { productId: "product_id", name: "name", url: "url", imageUrl: "image_url", price: "price", listPrice: "list_price", priceCurrencyCode: "price_currency_code", availability: "availability", brand: "brand", categories: "categories" }

/** The members of `object` under the names of `names`; what is not there stays away. */
const renamed = (object, names) => Object.fromEntries(Object.entries(names)
  .filter(([name]) => object?.[name] != null).map(([name, other]) => [other, object[name]]))

const itemOf = line => renamed(line, ITEM)
const customerOf = customer => ({
  ...(customer.newsletter != null && { marketingPermission: customer.newsletter }),
  ...renamed(customer, CUSTOMER),
})

/** A `fetch` for `createSession` of `vitrine/headless`. */
export const createSessionFetch = platform => async (address, { body, headers, signal } = {}) => {
  const query = new URL(address).searchParams
  const message = JSON.parse(body ?? query.get("message") ?? "{}")
  const { "x-nosto-optout": untracked, ...forwarded } = Object.fromEntries(new Headers(headers))
  const options = { headers: forwarded, signal }
  try {
    const id = query.get("c") ?? await begin(platform, message, untracked, options)
    const answer = message.info
      ? await order(platform, id, message, options)
      : await update(platform, id, message, { query, untracked }, options)
    return Response.json(untracked ? answer : { customer: id, ...answer })
  } catch (error) {
    return refusal(error)
  }
}

const begin = (platform, { referrer }, untracked, options) =>
  platform.sessions.create({ referer: referrer, ...(untracked && { customer: { doNotTrack: true } }) }, options)

async function order(platform, id, { info, items, external_order_ref: ref, order_status_code: orderStatus, payment_provider: paymentProvider }, options) {
  const customer = customerOf(info)
  const details = { number: info.order_number, ref, orderStatus, paymentProvider, purchasedItems: items?.map(itemOf) ?? [] }
  await platform.orders.place(id, { customer, order: details }, {}, options)
  return { errors: [] }
}

async function update(platform, id, message, { query, untracked }, options) {
  const isHint = query.has("skipEvents")
  const counts = !isHint && !query.has("skipPageViews")
  const { told, left } = eventOf(message, counts)
  const customer = { ...(message.customer && customerOf(message.customer)), ...(untracked && { doNotTrack: true }) }
  const session = await platform.sessions.update(id, {
    ...(message.cart && { cart: { items: message.cart.map(itemOf) } }),
    ...(Object.keys(customer).length && { customer }),
    ...(told ? { event: told } : { skipEvents: true }),
  }, { include: ["segments"], ...pagesOf(message) }, options)
  return {
    recommendations: campaignsOf(session),
    se: { active_segments: (session.segments ?? []).map(({ id }) => ({ id })) },
    errors: isHint ? [] : left.map(kind => `event ${kind}: cannot be told by GraphQL`),
  }
}

/** The event that counts as the page's view, and the kinds of those that are left. An order's was told by the order. */
function eventOf({ events = [], url }, counts) {
  const others = events.filter(([kind]) => kind !== "or")
  const first = counts ? others.find(([kind]) => EVENTS[kind]) : undefined
  const left = others.filter(event => event !== first).map(([kind]) => kind)
  if (!first) return { told: counts && url ? { type: "VIEWED_PAGE", target: url } : undefined, left }
  const [kind, target, ref, , targetFragment, refType] = first
  return { told: { type: EVENTS[kind], target, ...renamed({ ref, targetFragment, refType }, { ref: "ref", targetFragment: "targetFragment", refType: "refType" }) }, left }
}

/** The placements that were asked for; on a page whose subject nobody told, they are those of any page. */
function pagesOf({ elements, events = [], cart, page_type: type, current_variant_id: variantId }) {
  if (!elements?.length) return {}
  const params = { slotIds: elements, ...(variantId && { variantId }) }
  const select = Object.keys(CARD).join(" ")
  if (type === "cart" && cart) {
    const value = cart.reduce((sum, { unit_price: price = 0, quantity = 1 }) => sum + price * quantity, 0)
    return { pages: { forCartPage: { value, params, select } } }
  }
  const [field, kind, argument] = PAGES[type] ?? []
  const subject = kind && events.find(event => event[0] === kind)?.[1]
  if (!field || kind && subject == null) return { pages: { forOtherPage: { params, select } } }
  return { pages: { [field]: { ...(kind && { [argument]: subject }), params, select } } }
}

const campaignsOf = ({ pages = {} }) => Object.fromEntries(Object.values(pages).flat()
  .map(({ divId, resultId, primary }) => [divId, { div_id: divId, result_id: resultId, products: primary.map(product => renamed(product, CARD)) }]))

/** What was answered is a refusal; without any answer, the session tries again as it does. */
function refusal(error) {
  if (!error.kind || error.kind !== "graphql" && error.kind !== "config" && !(error.status >= 400)) throw error
  const status = error.status >= 400 ? error.status : 422
  return Response.json({ errors: [error.message] }, { status })
}
