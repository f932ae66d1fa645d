import { configError, createError } from "./error.js"
import { createHost } from "./host.js"
import { loadCore } from "./load.js"
import { createPages } from "./pages.js"
import { guardSecret } from "./secret.js"

/**
 * A client of a system: `client.products.get(sku)`, `client.products.list(filters)`, … as the core's table has them.
 * @param config what the system's core takes, and `fetch`, `wasm`, `dangerouslyAllowBrowser`, and the patience of all
 *   calls: `timeout`, `deadline`, `retries`, `headers`, `signal`
 */
export async function connect(system, config) {
  const { fetch = globalThis.fetch, wasm, timeout, deadline, retries, headers, signal, ...rest } = config
  guardSecret(config)
  const { Connector, tables } = await loadCore(wasm)
  const connector = guarded(() => new Connector(createHost((...request) => fetch(...request)), system, JSON.stringify(rest)))
  return createClient(connector, tables[system], { timeout, deadline, retries, headers, signal })
}

/** Runs what throws text. */
export function guarded(job) {
  try {
    return job()
  } catch (thrown) {
    throw createError(thrown)
  }
}

/** Waits for `job(stop)` of the core; `signal` stops it. */
export async function stoppable(signal, job) {
  let settle
  const stop = new Promise(resolve => (settle = resolve))
  if (signal?.aborted) settle()
  signal?.addEventListener("abort", settle, { once: true })
  try {
    return JSON.parse(await job(stop))
  } catch (thrown) {
    throw createError(thrown)
  } finally {
    signal?.removeEventListener("abort", settle)
    // What the core hung on it is let go.
    settle()
  }
}

function createClient(connector, table, defaults) {
  const client = {
    /** The same client with other patience. It shares the token and the rate limit. */
    with: options => createClient(connector, table, merge(defaults, options)),
  }
  for (const row of table) {
    const [resource, verb] = row[0].split(".")
    client[resource] ??= {}
    client[resource][verb] = method(connector, row, defaults)
  }
  return client
}

/** One call; one that reads has `head`, which takes the same and gives what the headers say, without a body. */
function method(connector, row, defaults) {
  const [, , sends, reads] = row

  /** Gives what asks for it, with more said if need be. */
  function prepare(args) {
    const { signal, ...asked } = read(row, args, defaults)
    return more => stoppable(signal, stop => connector.call(JSON.stringify({ ...asked, ...more }), stop))
  }

  const call = (...args) => {
    const ask = prepare(args)
    return sends === "query" || sends === "list" ? createPages(next => ask({ next })) : withMeta(ask())
  }
  if (reads) call.head = async (...args) => (await prepare(args)({ head: true })).meta
  return call
}

/**
 * The arguments of a call. After the values of its path comes what it sends: filters for a list, a body for what creates
 * or changes; then options, in which `query` holds whatever else is asked.
 */
function read([name, values, sends], args, defaults) {
  const path = args.splice(0, values).map(value => (value == null ? "" : String(value)))
  const data = sends ? args.shift() : undefined
  const { signal, query, ...options } = merge(defaults, args.shift())
  if (args.length) throw configError(`${name}: too many arguments`)
  return {
    signal,
    name,
    path,
    query: pairs(sends === "query" ? { ...data, ...query } : query),
    ...((sends === "body" || sends === "list") && { body: data }),
    options: { ...options, headers: pairs(options.headers) },
  }
}

/** A promise of the value, which gives `{value, meta}` when asked for it. */
function withMeta(told) {
  const value = told.then(({ value }) => value)
  return Object.assign(value, {
    withMeta() {
      // Who asks this way handles the failure there.
      value.catch(() => {})
      return told
    },
  })
}

function merge(defaults, own = {}) {
  const given = Object.entries(own).filter(([, value]) => value !== undefined)
  return { ...defaults, ...Object.fromEntries(given), headers: { ...defaults.headers, ...own.headers } }
}

/** Lists become `a,b`, dates ISO 8601; what is null or undefined is left out. */
function pairs(members) {
  const text = value => value instanceof Date ? value.toISOString() : String(value)
  return Object.entries(members ?? {}).filter(([, value]) => value != null).map(([name, value]) => [name, text(value)])
}
