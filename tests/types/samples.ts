// The documented calls compile as they stand.
import { init, nostojs } from "vitrine"
import type { Api, Session } from "vitrine"

export async function shop(): Promise<void> {
  const api: Api = await init({ account: "my-account", server: "https://shop.example" })
  const session: Session = api.defaultSession()

  session
    .setCart({
      items: [
        { name: "Men's Running Shirt", price_currency_code: "EUR", product_id: "181503", quantity: 2, sku_id: "181505", unit_price: 123.45 },
        { name: "Men's Training Shoe", price_currency_code: "EUR", product_id: "34552", quantity: 1, sku_id: "39912", unit_price: 999.0 },
      ],
    })
    .viewCart()
    .update()

  session
    .setCustomer({ customer_reference: "b369f1235cf4f08153c560.82515936", email: "devnull@nosto.com", first_name: "Nosto", last_name: "Test", newsletter: true })
    .viewCart()
    .update()

  // The three states: unchanged, reset, value.
  session.setCart(undefined).setCart(null).setCart({})
  session.setCustomer(undefined).setCustomer(null).setCustomer({}).setCustomer({ customer_reference: "only-a-reference", marketing_permission: true })

  const response = await session.viewProduct("1").setRef("1", "home-1-bestsellers").setPlacements(["product-1"]).load({ trackEvents: false })
  const views: number = response.page_views
  const place: string[] = response.geo_location
  const campaign: unknown = response.recommendations["product-1"]
  void [views, place, campaign]

  const updated = await session.viewCart().update()
  void updated.page_views

  await session.recordAttribution("vp", "1", "home-1").done()
  await api.recordAttribution({ type: "vp", target: "1", ref: "home-1" }).done()

  api.listen("prerequest", message => { const type: string | undefined = message.page_type; void type })
  api.listen("servererror", list => { const first: string | undefined = list[0]; void first })

  const text: string = await nostojs(() => "a result")
  const same: Api = await new Promise<Api>(nostojs)
  void [text, same]
}
