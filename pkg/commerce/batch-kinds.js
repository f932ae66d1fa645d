/** What goes in batches: how each is sent, and what its answer says of single items. */

/** The limit of a body is 2 MB; which of the two is meant is not documented, so it is the smaller. */
const BODY = 2_000_000

/**
 * Of a document of GraphQL no limit is documented. Parsers have their own, some hundred thousand characters or 15,000
 * words, and an item has a hundred; so it stays well below.
 */
const DOCUMENT = { bytes: 200_000, items: 50 }

/** Errors by place, or where that is missing by id. How the vendor words them is not documented. */
const errorsOf = (answer, sent) => (Array.isArray(answer?.errors) ? answer.errors : []).map(error => {
  const byId = sent.findIndex(({ id }) => id !== undefined && id === error?.product_id)
  const { index = byId, field, message } = error ?? {}
  return { place: index, field: field || undefined, message }
})

/** Errors of a list that has a result for every item. */
const errorsIn = list => (list ?? []).flatMap(({ errors }, place) =>
  (errors ?? []).map(({ field, message }) => ({ place, field, message })))

export const products = core => ({
  bytes: BODY,
  idOf: item => item?.product_id,
  send: (items, options) => core.products.upsert(items, options),
  read: errorsOf,
})

export const discontinuations = core => ({
  bytes: BODY,
  idOf: item => item,
  check: item => typeof item === "string" ? undefined : "must be the id of a product, as text",
  send: (items, options) => core.products.discontinue(items, options),
})

export const recrawls = core => ({
  bytes: BODY,
  idOf: item => item?.product_id,
  send: (items, options) => core.products.recrawl({ products: items }, options),
})

export const updates = core => ({
  ...DOCUMENT,
  idOf: item => item?.productId,
  send: (items, options) => core.products.update({ products: items }, options),
  read: answer => errorsIn(answer?.result),
})

export const categories = core => ({
  ...DOCUMENT,
  idOf: item => item?.id,
  send: (items, options) => core.categories.upsert({ categories: items }, options),
  read: answer => errorsIn(answer?.categoryResult),
})

/** Addresses are personal, so errors name places only. */
export const blacklist = verb => core => ({
  bytes: BODY,
  idOf: () => undefined,
  check: item => typeof item === "string" && /^[^\s@]+@[^\s@]+$/.test(item) ? undefined : "must be an address of mail",
  send: (items, options) => core.blacklist[verb](items, options),
})
