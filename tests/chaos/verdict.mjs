/** What was told against what the store holds of it. */

const ids = (told, kind) => told.filter(deed => deed.kind === kind).map(({ id }) => `${kind}-${id}`)

/** How often each wanted one is stored: lost, stored again. */
function compare(wanted, stored) {
  const times = name => stored.filter(other => other === name).length
  return {
    wanted: wanted.length,
    lost: wanted.filter(name => !times(name)).length,
    repeated: wanted.reduce((sum, name) => sum + Math.max(times(name) - 1, 0), 0),
  }
}

/**
 * Judges one journey.
 * @param {{kind: string, id: number}[]} told what the library took, oldest first
 * @param {object} visitor as the store has it
 */
export function judge(told, { events, orders, cart, customer, page_views }) {
  const targets = events.map(({ target }) => target)
  const numbers = orders.map(order => String((order.info ?? order).order_number ?? order))
  const loads = ids(told, "view").length + ids(told, "order").length + 1
  const last = kind => ids(told, kind).at(-1)
  return {
    orders: compare(ids(told, "order"), numbers),
    attribution: compare(ids(told, "attribution"), targets),
    views: compare(ids(told, "view"), targets),
    "page views": { wanted: loads, lost: Math.max(loads - page_views, 0), repeated: Math.max(page_views - loads, 0) },
    "last cart": { wanted: last("cart") ? 1 : 0, lost: last("cart") && cart?.[0]?.product_id !== last("cart") ? 1 : 0, repeated: 0 },
    "last customer": { wanted: last("customer") ? 1 : 0, lost: last("customer") && customer?.customer_reference !== last("customer") ? 1 : 0, repeated: 0 },
  }
}

/** Whether nothing is lost and nothing is there twice. */
export const isClean = verdict => Object.values(verdict).every(({ lost, repeated }) => !lost && !repeated)

/** Adds the figures of a verdict to those of a sum. */
export function add(sum, verdict) {
  for (const [name, figures] of Object.entries(verdict)) {
    sum[name] ??= { wanted: 0, lost: 0, repeated: 0 }
    for (const figure of Object.keys(figures)) sum[name][figure] += figures[figure]
  }
}

/** A line for each thing that was told. */
export function describe(sum) {
  return Object.entries(sum).map(([name, { wanted, lost, repeated }]) =>
    `  ${name.padEnd(14)} ${String(wanted).padStart(5)} told ${String(wanted - lost).padStart(5)} stored, ${lost} lost, ${repeated} repeated`).join("\n")
}
