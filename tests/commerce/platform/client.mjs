/** Clients of account `alpha` of the platform, and what they have sent. */
import { library } from "../library.mjs"

/** Every token of the account. */
export function tokensOf(shown) {
  const { API_APPS, API_EMAIL, API_PRODUCTS, API_RATES, API_SETTINGS } = shown.platform.tokens.alpha
  return { apps: API_APPS, email: API_EMAIL, products: API_PRODUCTS, rates: API_RATES, settings: API_SETTINGS }
}

export function connect(servers, shown, more = {}) {
  return library.platform({
    account: "alpha",
    server: servers.urls.platform,
    searchServer: servers.origin,
    tokens: tokensOf(shown),
    fetch: servers.fetch,
    ...more,
  })
}

/** `fetch` that keeps what it sent and how it was answered: `sent` holds `{method, url, headers, body, status}`. */
export function watching(servers) {
  const watched = async (url, init) => {
    const request = { method: init.method, url, headers: Object.fromEntries(init.headers), body: init.body }
    watched.sent.push(request)
    const response = await servers.fetch(url, init)
    request.status = response.status
    return response
  }
  watched.sent = []
  return watched
}

/** What the platform was told. */
export const told = async servers => (await servers.credentials()).platform.told.alpha ?? {}

/** A product as feeds have it. */
export const product = (id, more) => ({
  product_id: id, name: "New", url: "https://shop.example.com/p", image_url: "https://shop.example.com/i.jpg",
  availability: "InStock", price: 9.9, price_currency_code: "EUR", categories: ["/A"], ...more,
})
