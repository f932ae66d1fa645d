// What docs/platform.md shows, and what is no call at all.
import { GraphqlError, platform } from "vitrine/commerce"
import type { BatchReport, Platform, PlatformSession } from "vitrine/commerce"

export async function use(): Promise<void> {
  const server: Platform = await platform({ account: "a", tokens: { apps: "t", search: "s" }, userAgent: "shop/1", timeout: 5 })
  const id: string = await server.sessions.create({ referer: "https://a" })
  const { value, meta } = await server.sessions.update({ reference: "r" }, { event: { type: "SEARCHED_FOR", target: "x" }, skipEvents: true }, {
    include: ["cart"], pages: { forFrontPage: true, forSearchPage: { term: "x", params: { slotIds: ["s"], imageVersion: "VERSION_8_400_400" } } },
    recos: { preview: false, toplist: true, category: { category: "/A", batchToken: "b" } },
  }).withMeta()
  console.log(value.pages?.forSearchPage?.[0]?.primary[0]?.price?.toFixed(2), value.recos?.category?.batchToken, meta.attempts)
  const session: PlatformSession | null = await server.sessions.get(id)
  const order = { number: "1", purchasedItems: [{ productId: "a", unitPrice: 1 }] }
  await server.orders.place(session?.id ?? id, { order }, { pages: { forOrderPage: { value: "1" } } })
  await server.orders.updateStatus("1", { statusDate: new Date() })
  console.log((await server.orders.get("1"))?.statuses[0]?.orderStatus)

  async function* feed() {
    yield { product_id: "1", name: "n", url: "u", image_url: "i", availability: "InStock", price: 1, price_currency_code: "EUR", date_published: new Date(), tag1: ["a"] }
  }
  const report: BatchReport = await server.products.upsert(feed(), { onProgress: ({ done, total }) => console.log(done, total), signal: AbortSignal.timeout(5) })
  console.log(report.errors[0]?.index, report.errors[0]?.error?.kind)
  await server.products.discontinue(new Set(["1"]))
  await server.products.update([{ productId: "1", price: 5 }])
  for await (const product of server.products.list({ sort: { fields: ["NAME"], reverse: true }, select: "productId skus{id}" })) console.log(product.productId, product["skus"])
  await server.rates.set({ rates: { GBP: { rate: "0.8", price_currency_code: "GBP" } }, valid_until: new Date() })
  await server.analytics.record(id, { type: "SEARCH", searchClick: { metadata: { query: "q", resultId: "r" }, productId: "1" } })
  console.log((await server.search({ query: "x" })).products?.total, (await server.with({ retries: 0 }).segments.list())[0]?.name)
}

export const tell = (error: unknown) => error instanceof GraphqlError ? [error.fields, error.report?.accepted] : undefined

export async function mistakes(server: Platform): Promise<void> {
  // @ts-expect-error a page of a product needs the product
  await server.sessions.get("1", { pages: { forProductPage: true } })
  // @ts-expect-error a visitor is named by id or reference
  await server.sessions.get({ email: "a" })
  // @ts-expect-error there is no such type of event
  await server.sessions.update("1", { event: { type: "VIEWED", target: "x" } })
  // @ts-expect-error a product needs more than its id
  await server.products.upsert([{ product_id: "1" }])
  // @ts-expect-error consent is given or not
  await server.customers.consent("a@example.com", "true")
  // @ts-expect-error a batch has no meta
  await server.products.discontinue(["1"]).withMeta()
  // @ts-expect-error there is no such token
  await platform({ tokens: { app: "t" } })
}
