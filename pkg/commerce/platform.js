import { createDocument } from "../search/document.js"
import { blacklist, categories, discontinuations, products, recrawls, updates } from "./batch-kinds.js"
import { sendInBatches } from "./batch.js"
import { connect } from "./client.js"
import { configError } from "./error.js"
import { createSessionFetch } from "./session-fetch.js"

/**
 * @param config `{account, server, searchServer, tokens, userAgent}`, and what every client is set up with; each of the
 *   `tokens` opens a part: `apps`, `email`, `products`, `rates`, `search`, `settings`
 */
export async function connectPlatform({ account, server, searchServer, tokens, userAgent, ...surroundings }) {
  const { search, ...own } = tokens ?? {}
  const [core, client] = await Promise.all([
    connect("platform", { ...surroundings, server, tokens: own, userAgent }),
    connect("platformSearch", { ...surroundings, server: searchServer, tokens: search ? { search } : {} }),
  ])
  return createPlatform(core, { account, client, isPrivate: Boolean(search) })
}

/** The core's calls by what shops do. Of GraphQL it takes the arguments of the operation as one object. */
function createPlatform(core, search) {
  const platform = createMethods(core, search)
  platform.sessions.fetch = createSessionFetch(platform)
  return platform
}

function createMethods(core, search) {
  const batches = kind => (items, options) => sendInBatches(items, kind(core), options)
  return {
    with: options => createPlatform(core.with(options), { ...search, client: search.client.with(options) }),

    sessions: {
      create: (params, options) => core.sessions.create(params, options),
      update: (who, params, wanted, options) => core.sessions.update({ ...named(who), params, ...wanted }, options),
      get: (who, wanted, options) => core.sessions.get({ ...named(who), ...wanted }, options),
      attribute: (who, params, options) => core.sessions.attribute({ ...named(who), params }, options),
    },
    orders: {
      place: (who, params, wanted, options) => core.orders.place({ ...named(who), params, ...wanted }, options),
      updateStatus: (number, params, options) => core.orders.updateStatus({ number, params }, options),
      get: (id, options) => core.orders.get({ id }, options),
    },
    analytics: {
      record: (who, params, options) =>
        core.analytics.record({ ...named(who), params: { timestamp: new Date(), ...params } }, options),
    },
    products: {
      upsert: batches(products),
      discontinue: batches(discontinuations),
      recrawl: batches(recrawls),
      update: batches(updates),
      get: (id, wanted, options) => core.products.get({ id, ...wanted }, options),
      list: (asked, options) => core.products.list(asked, options),
    },
    categories: { upsert: batches(categories) },
    identities: {
      upsert: (identity, options) => core.identities.upsert({ identity }, options),
      get: (email, options) => core.identities.get({ email }, options),
    },
    segments: { list: options => core.segments.list(undefined, options) },
    recommendations: { get: (asked, options) => core.recommendations.get(asked, options) },
    rates: { set: (rates, options) => core.rates.set(rates, options) },
    blacklist: { add: batches(blacklist("add")), remove: batches(blacklist("remove")) },
    customers: {
      consent: (email, given, options) => core.customers.consent(email, given, undefined, options),
      redact: (email, options) => core.customers.redact(email, options),
      takeOut: (email, options) => core.customers.takeOut(email, undefined, options),
    },
    settings: { update: (settings, options) => core.settings.update(settings, options) },
    search: (query, options) => find(search, query, options),
  }
}

/** By the visitor id, as text or `{id}`, or by the customer's `{reference}`; the core refuses what is neither. */
function named(who) {
  const { id, reference } = typeof who === "string" ? { id: who } : who ?? {}
  return reference == null ? { by: "BY_CID", id } : { by: "BY_REF", id: String(reference) }
}

async function find({ account, client, isPrivate }, query, options) {
  const given = { accountId: account, ...query }
  if (!given.accountId) throw configError("search: whose products? Say it by account")
  const asksPrivately = given.explain || given.time || given.products?.showPrivateFields
  if (asksPrivately && !isPrivate) {
    throw configError("search: explain, time and private fields need a token of type API_SEARCH, given as tokens.search")
  }
  const document = createDocument(given, path => { throw configError(`search: ${path} holds what is no name of a field`) })
  return client.search.run({ query: document.text, variables: document.variables }, options)
}
