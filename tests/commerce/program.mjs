/** Not a test: the program that tests/commerce/runtimes.mjs runs in each runtime, by the runtime's own fetch. */
const failure = promise => promise.then(() => "nothing", error => error.code ?? error.kind)

/**
 * @param {typeof import("vitrine/commerce")} library
 * @param at `{urls, shown}` of the servers, and `wasm` where the library cannot find its module
 */
export async function read({ nexus, customerApi, platform, tiendanube, verifyWebhook }, { urls, shown, wasm }) {
  const [key] = shown.nexus.keys
  const tenant = await nexus({ url: `${urls.nexus}/api`, token: key.token, tenant: key.tenant, wasm })
  const products = await tenant.products.list({ limit: 10 }).collect(25)

  const [buyer] = shown.customer.buyers
  const account = { url: urls.customer, clientId: buyer.client_id, clientSecret: buyer.client_secret }
  const orders = await (await customerApi(account)).orders.list().collect(25)

  const token = shown.tiendanube.apps[0].tokens["123456"]
  const shop = await tiendanube({ store: "123456", token, userAgent: "MyApp (name@email.com)", host: urls.tiendanube })
  const listed = await shop.products.list({ per_page: 10 }).collect(25)

  const { API_APPS: apps, API_PRODUCTS: feeds } = shown.platform.tokens.alpha
  const server = await platform({ server: urls.platform, tokens: { apps, products: feeds }, wasm })
  const visitor = await server.sessions.create()
  const { accepted } = await server.products.discontinue(["none"])

  return {
    platform: [(await server.sessions.get(visitor)).id === visitor, accepted, await failure(server.rates.set({}))],
    nexus: [products.length, (await tenant.products.get("none").catch(error => error)).kind],
    customer: [orders.length, await failure((await customerApi({ ...account, clientSecret: "x" })).orders.list().collect(1))],
    tiendanube: [listed.length, (await shop.store.get()).id],
    webhook: (await verifyWebhook("nexus", { body: "{}", headers: {}, secrets: "x" }).catch(error => error)).kind,
  }
}
