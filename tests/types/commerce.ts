// What docs/commerce.md shows, and what is no call at all.
import {
  AuthenticationError, authorizeUrl, CommerceError, customerApi, exchangeCode, nexus, tiendanube, ValidationError, verifyWebhook,
} from "vitrine/commerce"
import type { CustomerApi, Nexus, Tiendanube } from "vitrine/commerce"

export async function read(): Promise<void> {
  const store: Tiendanube = await tiendanube({ store: "1", token: "t", userAgent: "A (b@c)", host: "nuvemshop", versions: { products: "2025-03" } })
  for await (const product of store.products.list({ per_page: 50, created_at_min: new Date(), published: true })) {
    const price: string | null | undefined = product.variants?.[0]?.price
    console.log(product.id.length, price, product["anything"])
  }
  for await (const { items, meta } of store.orders.list().pages()) console.log(items[0]?.products?.[0]?.quantity, meta.total, meta.rate?.remaining)
  const { value, meta } = await store.store.get({ timeout: 5, signal: AbortSignal.timeout(5) }).withMeta()
  console.log(value.main_currency, meta.language)
  const total: number | undefined = (await store.products.list.head({ published: true })).total
  console.log(total, (await store.variants.get.head("1", "2", { timeout: 5 })).status)
  await store.orders.close("1")
  await store.with({ retries: 0 }).variants.update("1", "2", { price: "19.00" })

  const tenant: Nexus = await nexus({ url: "https://a/api", token: "t", tenant: "t", allowance: { perMinute: 1, perHour: 2 }, fetch })
  const skus: (string | undefined)[] = (await tenant.products.list({ fields: ["sku"], order: "desc" }).collect(5)).map(({ sku }) => sku)
  await tenant.orders.ship(skus[0] ?? "", { carrier: "a", tracking_number: "b" })

  const url: string = await authorizeUrl("customerApi", { url: "https://a", clientId: "a", redirectUri: "https://b" })
  const token = await exchangeCode("customerApi", { url, clientId: "a", redirectUri: "https://b", clientSecret: "s", code: "c" })
  const shop: CustomerApi = await customerApi({ url, clientId: "a", clientSecret: "s", token, profile: { paging: null } })
  await shop.orders.create({ lines: [] }, { headers: { a: "b" } })

  const notice = await verifyWebhook("tiendanube", { body: "{}", headers: new Headers(), secrets: ["a", "b"] })
  console.log(notice.value.event === "order/paid", notice.key)
  await verifyWebhook("tiendanube", { body: new Uint8Array(), headers: { a: ["b"], c: undefined }, secrets: "a" })
}

export function tell(error: unknown): string | undefined {
  if (error instanceof ValidationError) return Object.values(error.fields ?? {})[0]?.[0]
  if (error instanceof AuthenticationError) return error.code
  return error instanceof CommerceError && error.kind === "foreign" ? error.raw : undefined
}

export async function mistakes(store: Tiendanube, tenant: Nexus): Promise<void> {
  // @ts-expect-error a limit has to be said
  await store.products.list().collect()
  // @ts-expect-error a variant is of a product
  await store.variants.get("1")
  // @ts-expect-error what creates has no headers to be read alone
  await store.products.create.head({})
  // @ts-expect-error orders come from channels only
  await tenant.orders.create({})
  // @ts-expect-error without a user agent every request is refused
  await tiendanube({ store: "1", token: "t" })
  // @ts-expect-error a list is no promise
  await tenant.products.list().then(() => {})
  // @ts-expect-error the Customer API sends no notices
  await verifyWebhook("customerApi", { body: "", headers: {}, secrets: "a" })
}
