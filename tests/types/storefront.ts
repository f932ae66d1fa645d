// The storefront adapters and the mappings, as their documents use them.
import { init } from "vitrine"
import { customerReference, feed, map, tiendanube as store } from "vitrine/commerce"
import { createSession } from "vitrine/headless"
import { nubesdk, type NubeApp } from "vitrine/storefront/nubesdk"
import { tiendanube } from "vitrine/storefront/tiendanube"

export async function theme(): Promise<void> {
  const api = await init({ account: "my-account" })
  tiendanube(api)
  const { ready, stop, cartChanged } = tiendanube(api, {
    customer: async id => ({ email: "ada@example.com", customer_reference: id }),
    order: ({ number }) => ({ info: { order_number: String(number) }, items: [] }),
    placements: ["home-1"],
    page: "home",
  })
  const views: number | undefined = (await ready)?.page_views
  cartChanged()
  stop()
  console.log(views)
  // @ts-expect-error an amount has digits
  tiendanube(api, { minorDigits: "2" })
}

export function App(nube: NubeApp): void {
  nubesdk(nube, page => createSession({ account: "my-account", ...page }), {
    consent: "anonymous",
    onResponse: ({ recommendations }) => console.log(recommendations),
  })
}

export async function server(): Promise<void> {
  const client = await store({ store: "1", token: "t", userAgent: "App (a@example.com)" })
  const session = await createSession({ account: "my-account", url: "https://shop.example/" })
  const reference: string = await customerReference("key", "77")
  const { action, diagnostics } = await feed.tiendanube(session, client, { checkout: "5", customer: null, order: "9" }, { customerReference: reference })
  await action?.load()
  const { value } = await map.tiendanube.cart(await client.carts.get("1"), { currency: "BRL" })
  session.setCart(value)
  console.log(diagnostics.map(({ path }) => path))
  // @ts-expect-error there is no such option
  await map.nexus.order({}, { channel: "shopify" })
}
