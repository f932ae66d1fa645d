/** What each program beside this file needs to sign in to the sandbox's systems, as environment variables. */
const SIGN_IN = {
  "tiendanube": ({ tiendanube: { url, apps: [app], stores: [store] } }) =>
    ({ API: url, APP_ID: app.id, APP_SECRET: app.client_secret, STORE: store.id }),
  "customer-api": ({ customer: { url, buyers: [buyer] } }) =>
    ({ API: url, BUYER_ID: buyer.client_id, BUYER_SECRET: buyer.client_secret }),
  "nexus": ({ nexus: { url, keys: [key] } }) => ({ API: url, KEY: key.token, TENANT: key.tenant }),
}

export const recipes = Object.keys(SIGN_IN)

/** @param {import("../../../tests/harness/commerce.mjs").CommerceServers} servers */
export async function environment(recipe, servers) {
  const needed = SIGN_IN[recipe](await servers.credentials())
  return { ...process.env, ...needed, NODE_EXTRA_CA_CERTS: servers.ca, ACCOUNT: "alpha", SERVER: servers.origin }
}
