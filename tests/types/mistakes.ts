// Mistakes that must not compile: each line below is wrong on purpose.
import { init } from "vitrine"
import type { Api, Session } from "vitrine"

declare const session: Session
declare const api: Api

// @ts-expect-error options are required, at least an account or where the settings are
void init()
// @ts-expect-error an account is a text
void init({ account: 5 })
// @ts-expect-error no such state
void init({ account: "demo", consent: "yes" })
// @ts-expect-error no such adapter
void api.vitrine.setConsent({ adapter: "cookiebot" })
// @ts-expect-error purposes of this one are numbers
void api.vitrine.setConsent({ adapter: "tcf", purposes: ["1"] })
// @ts-expect-error it is changed by a call
api.vitrine.consent = "granted"
// @ts-expect-error a price is a number
session.setCart({ items: [{ product_id: "1", name: "A", unit_price: "1.50", price_currency_code: "EUR", quantity: 1 }] })
// @ts-expect-error a line needs a currency
session.setCart({ items: [{ product_id: "1", name: "A", unit_price: 1.5, quantity: 1 }] })
// @ts-expect-error no such member
session.setCustomer({ mail: "a@example.com" })
// @ts-expect-error the newsletter flag is no text
session.setCustomer({ email: "a@example.com", newsletter: "yes" })
// @ts-expect-error no such mode
session.setResponseMode("XML")
// @ts-expect-error placements are a list
session.viewFrontPage().setPlacements("home-1")
// @ts-expect-error no such flag
void session.viewFrontPage().load({ skipPageView: true })
// @ts-expect-error no such page type
session.viewOther().setPageType("landing")
// @ts-expect-error an action has no views
session.viewCart().viewCart()
// @ts-expect-error no such event type
session.recordAttribution("xx", "1")
// @ts-expect-error no such bus event
api.listen("prerequests", () => {})
// @ts-expect-error the api is no promise
void api.then
// @ts-expect-error products of a request are objects
api.createRecommendationRequest().setProducts(["1"])
// @ts-expect-error no such method of a request
api.createRecommendationRequest().setCart({ items: [] })
// @ts-expect-error a message has no such member
api.createRecommendationRequest({ state: { products: [] } })
// @ts-expect-error a provider gives what it is for
api.setTaggingProvider<"cart">("cart", "full")
// @ts-expect-error no such kind of search
void api.search({ query: "a" }, { track: "page" })
// @ts-expect-error an order is asc or desc
void api.search({ products: { sort: [{ field: "price", order: "up" }] } })
// @ts-expect-error a boost has a weight
void api.search({ products: { boost: [{ field: "brand", value: ["a"] }] } })
// @ts-expect-error a campaign that is attributed has a result id
api.attributeProductClicksInCampaign(document.body, { div_id: "home-1" })
// @ts-expect-error segments are texts
const numbers: Promise<number[]> = api.internal.getSegments()
void numbers
