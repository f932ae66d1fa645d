/** Tokens: each where it belongs, never in the clear, never told. */
import assert from "node:assert/strict"
import { library, rejection } from "../library.mjs"
import { connect, tokensOf, watching } from "./client.mjs"

/** One call of each part, which is named as its token is. */
const parts = {
  apps: platform => platform.segments.list(),
  email: platform => platform.customers.takeOut("ada@example.com"),
  products: platform => platform.products.discontinue(["a"]),
  rates: platform => platform.rates.set({ rates: { USD: { rate: 1.1, price_currency_code: "USD" } } }),
  settings: platform => platform.settings.update({}),
}

/** Everything an error says. */
const words = error => `${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.report ?? null)}`

export const tests = {
  async "each token goes to its own part and nowhere else"(servers, shown) {
    const tokens = tokensOf(shown)
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch })
    for (const [part, call] of Object.entries(parts)) {
      fetch.sent.length = 0
      await call(platform)
      const [{ headers, url, body }] = fetch.sent
      assert.equal(headers.Authorization, `Basic ${Buffer.from(`:${tokens[part]}`).toString("base64")}`, part)
      for (const token of Object.values(tokens)) assert.ok(!`${url} ${body}`.includes(token))
    }
  },

  async "a call without its token is a ConfigError before anything is sent"(servers, shown) {
    const fetch = watching(servers)
    for (const [part, call] of Object.entries(parts)) {
      const { [part]: _, ...others } = tokensOf(shown)
      for (const tokens of [others, { ...others, [part]: "" }]) {
        const error = await rejection(call(await connect(servers, shown, { fetch, tokens })))
        assert.ok(error instanceof library.ConfigError)
        assert.match(error.message, new RegExp(`API_${part.toUpperCase()}, given as tokens.${part}$`))
      }
    }
    assert.equal(fetch.sent.length, 0)
    const misspelt = await rejection(connect(servers, shown, { tokens: { app: "hush" } }))
    assert.ok(misspelt instanceof library.ConfigError && !misspelt.message.includes("hush"))
  },

  async "a wrong token is an AuthenticationError that does not tell it"(servers, shown) {
    // The server says everything it was sent.
    const fetch = async (url, init) => {
      const sent = Object.fromEntries(init.headers)
      const { status } = await servers.fetch(url, init)
      return new Response(JSON.stringify({ errors: [{ message: `no ${sent.Authorization} of hush` }] }), { status })
    }
    const tokens = { apps: "hush", email: "hush", products: "hush", rates: "hush", settings: "hush" }
    for (const call of Object.values(parts)) {
      const error = await rejection(call(await connect(servers, shown, { fetch, tokens })))
      assert.ok(error instanceof library.AuthenticationError)
      assert.equal(error.status, 401)
      assert.ok(error.raw.includes("[redacted]"))
      assert.ok(!/hush|Omh1c2g=/.test(words(error)), words(error))
    }
  },

  async "a token of another type is a PermissionError"(servers, shown) {
    const { apps, email } = tokensOf(shown)
    for (const [part, call] of Object.entries(parts)) {
      const other = part === "apps" ? email : apps
      const error = await rejection(call(await connect(servers, shown, { tokens: { [part]: other } })))
      assert.ok(error instanceof library.PermissionError, part)
      assert.equal(error.status, 403)
      assert.ok(!words(error).includes(other))
    }
  },

  async "plain HTTP is refused before a byte leaves, so no key is lost"(servers, shown) {
    const fetch = watching(servers)
    const server = servers.urls.platform.replace("https", "http")
    for (const plain of [server, server.replace("localhost", "127.0.0.1"), "http://api.nosto.com"]) {
      const error = await rejection(connect(servers, shown, { fetch, server: plain }))
      assert.ok(error instanceof library.ConfigError)
      assert.match(error.message, /HTTPS only/)
    }
    const search = await rejection(connect(servers, shown, { fetch, searchServer: "http://search.nosto.com" }))
    assert.ok(search instanceof library.ConfigError)
    assert.equal(fetch.sent.length, 0)
    const platform = await connect(servers, shown)
    for (const call of Object.values(parts)) await call(platform)
    // It would have been: what the server does with a key in the clear.
    const { products } = tokensOf(shown)
    await servers.fetch(`${server}/v1/products/discontinue`, { method: "POST", body: "[]", headers: { authorization: `Basic ${Buffer.from(`:${products}`).toString("base64")}` } })
    const report = await rejection(platform.products.discontinue(["a"]))
    assert.ok(report instanceof library.AuthenticationError)
  },

  async "an error shows no address of a person, even where a runtime does"(servers, shown) {
    const fetch = async url => { throw new TypeError(`error sending request for url (${url})`, { cause: { message: `${url} is away` } }) }
    const { customers } = await connect(servers, shown, { fetch, retries: 0 })
    for (const call of [customers.redact("ada@example.com"), customers.consent("ada@example.com", true)]) {
      const error = await rejection(call)
      assert.ok(error instanceof library.NetworkError && error.message.includes(servers.urls.platform))
      assert.ok(!/ada|example/.test(words(error)), words(error))
    }
  },

  async "a redirect takes no key along"(servers, shown) {
    const sent = []
    const fetch = async url => {
      sent.push(url)
      return new Response(null, { status: 307, headers: { location: "https://elsewhere.example/" } })
    }
    const platform = await connect(servers, shown, { fetch })
    for (const call of Object.values(parts)) assert.equal((await rejection(call(platform))).kind, "foreign")
    assert.ok(sent.length === 5 && sent.every(url => url.startsWith(servers.urls.platform)))
  },

  async "an agent that the platform refuses is refused at once, and a call may name the visitor's"(servers, shown) {
    for (const userAgent of [" ", "Googlebot/2.1"]) {
      assert.ok(await rejection(connect(servers, shown, { userAgent })) instanceof library.ConfigError)
    }
    const fetch = watching(servers)
    const platform = await connect(servers, shown, { fetch, userAgent: "shop/1" })
    await platform.segments.list()
    await platform.segments.list({ headers: { "User-Agent": "Mozilla/5.0", "X-Nosto-Ignore": "True" } })
    const [own, visitors] = fetch.sent.map(({ headers }) => headers)
    assert.deepEqual([own["User-Agent"], visitors["User-Agent"], visitors["X-Nosto-Ignore"]], ["shop/1", "Mozilla/5.0", "True"])
    const error = await rejection(platform.segments.list({ headers: { "User-Agent": "a bot" } }))
    assert.ok(error instanceof library.PermissionError)
  },

  async "a private search needs its token, which goes to the search service only"(servers, shown) {
    const sent = []
    const answer = { data: { search: { products: { hits: [] } } } }
    const fetch = async (url, init) => {
      sent.push([url, Object.fromEntries(init.headers).Authorization])
      return new Response(JSON.stringify(answer))
    }
    const query = { query: "linen", products: { showPrivateFields: true, fields: ["stats"] } }
    const open = await connect(servers, shown, { fetch })
    for (const asked of [query, { query: "linen", explain: true }]) {
      assert.match((await rejection(open.search(asked))).message, /API_SEARCH/)
    }
    await open.search({ query: "linen" })
    await (await connect(servers, shown, { fetch, tokens: { search: "hush" } })).search(query)
    assert.deepEqual(sent, [[`${servers.origin}/v1/graphql`, undefined], [`${servers.origin}/v1/graphql`, "Bearer hush"]])
    assert.match((await rejection((await connect(servers, shown, { account: undefined })).search({ query: "linen" }))).message, /account/)
  },
}
