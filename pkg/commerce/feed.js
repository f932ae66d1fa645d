import { map } from "./map.js"

/**
 * Tells `session` what a system knows: asks `client` for it, maps it, and calls the session's setters. An order is not
 * sent but given back as an action, for the caller to `load()`; `diagnostics` are those of all mappings.
 */
function feeder(sources) {
  return async (session, client, wanted, options) => {
    const told = { diagnostics: [], action: undefined }
    for (const [name, source] of Object.entries(sources)) {
      if (wanted[name] === undefined) continue
      for (const step of await source(client, wanted[name], options)) {
        const { value, diagnostics } = await step.mapped
        told.diagnostics.push(...diagnostics)
        if (value == null) continue
        const result = session[step.method](value)
        if (step.method === "addOrder") told.action = result
      }
    }
    return told
  }
}

const step = (method, mapped) => ({ method, mapped })

/** A cart and the way back to it. */
const cartOf = resource => async (client, id, options) => {
  const cart = await client[resource].get(id)
  return [step("setCart", map.tiendanube.cart(cart, options)), step("setRestoreLink", map.tiendanube.restoreLink(cart, options))]
}

const orderOf = system => async (client, id, options) =>
  [step("addOrder", map[system].order(await client.orders.get(id), options))]

export const feed = {
  /** `{cart, checkout, customer, order}`: their ids; `customer: null` says that nobody is logged in. */
  tiendanube: feeder({
    cart: cartOf("carts"),
    checkout: cartOf("checkouts"),
    customer: async (client, id, options) =>
      [step("setCustomer", map.tiendanube.customer(id === null ? null : await client.customers.get(id), options))],
    order: orderOf("tiendanube"),
  }),
  /** `{cart, customer, order}`: the host page's lines `[{code, brand?, quantity}]`, its buyer, and the id of an order. */
  customerApi: feeder({
    cart: async (client, lines, options) => [step("setCart", map.customerApi.cart(await priced(client, lines), options))],
    customer: async (client, buyer, options) => [step("setCustomer", map.customerApi.customer(buyer, options))],
    order: orderOf("customerApi"),
  }),
  /** `{order}`: its id. */
  nexus: feeder({ order: orderOf("nexus") }),
}

/** The lines with what the shop asks of this buyer for them. A product that the shop does not know stays as it is. */
const priced = (client, lines) => Promise.all(lines.map(async line => {
  const { code, brand } = line
  const found = await (brand == null ? client.products.byCode(code) : client.products.byBrand(brand, code)).collect(1)
  return { ...found[0], ...line }
}))
