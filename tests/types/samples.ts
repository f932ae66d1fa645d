// The documented calls compile as they stand.
import { init, nostojs } from "vitrine"
import type { Api, ConsentState, Session } from "vitrine"

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

/** The rest of the api: tagging, requests by hand, placements, search, popups. */
export async function everythingElse(api: Api, slot: HTMLElement): Promise<void> {
  const { recommendations } = await api
    .createRecommendationRequest({ includeTagging: true })
    .disableCampaignInjection()
    .setElements(["home-1"])
    .setResponseMode("JSON_ORIGINAL")
    .setProducts([{ product_id: "1", sku_id: "1-S" }])
    .addEvent({ type: "vp", target: "1" })
    .load({ skipPageViews: true })
  const campaign = recommendations["home-1"]
  if (typeof campaign === "object" && "products" in campaign) {
    const prices: number[] = campaign.products.map(product => product.price)
    void prices
    api.attributeProductClicksInCampaign(slot, campaign)
  } else if (campaign) {
    const { filledElements } = await api.placements.injectCampaigns({ "home-1": campaign }, { "home-1": slot })
    const first: string | undefined = filledElements[0]
    void first
  }

  api.setTaggingProvider("cart", () => ({ items: [] }))
  api.setTaggingProvider("pageType", "front", { priority: true })
  api.setTaggingProvider("searchTerm", "a name of a plugin's own")
  const terms: string[] | undefined = (await api.pageTaggingAsync()).searchTerms
  void terms

  const result = await api.search({ query: "shoes", products: { size: 10, facets: ["*"], sort: [{ field: "price", order: "asc" }] } }, { track: "serp" })
  for (const facet of result.products?.facets ?? []) {
    if (facet.type === "terms") void facet.data[0]?.count
    else void (facet.max - facet.min)
  }
  const boosts: number | undefined = (await api.getSearchSessionParams()).products?.personalizationBoost[0]?.weight
  void boosts

  api.listen("popupopened", popup => { const id: string = popup.campaignId; void id })
  api.openPopup("a", { effects: { overlayOpacity: 0.5 }, preview: true })
  const segments: string[] = await api.internal.getSegments()
  const preview: boolean = api.internal.context.mode.isPreview()
  const token: string | undefined = api.internal.getSettings().currencySettings["EUR"]?.currencyToken
  void [segments, preview, token]
}

export async function agree(api: Api): Promise<ConsentState> {
  await init({ account: "my-account", consent: "google", gpc: false, hashEmail: true })
  await api.vitrine.setConsent({ adapter: "tcf", purposes: [1, 6], vendor: 755, otherwise: "anonymous" })
  await api.vitrine.setConsent({ adapter: "shopify", purposes: ["marketing"] })
  await api.vitrine.setConsent("denied")
  await api.vitrine.forget()
  return api.vitrine.consent
}
