import { UPDATE } from "./session.js"

/**
 * The methods of the api that tell one thing at once, without asking for recommendations or counting a view.
 * @param request `createRecommendationRequest`
 */
export function createMessages({ request, bus, tagging, visit, events }) {
  /** Sends `members` of a message and nothing else. */
  const tell = async (members, order) => {
    const builder = request({ state: members }).disableCampaignInjection()
    if (order) builder.addOrderData(order)
    await builder.load(UPDATE)
  }

  /** The page's tagging without what was rendered for another visitor. */
  const ownTagging = async () => tagging.trusted(await tagging.pageTaggingAsync(), visit.getCustomerId())

  async function sendCart(cart, restoreLink) {
    if (!cart) return
    const cart_items = cart.items ?? []
    await tell({ cart: cart_items, cart_hash: cart.hcid, restore_link: restoreLink })
    bus.emit("setcart", () => [])
    bus.emit("carttaggingresent", () => [{ cart_items, restore_link: restoreLink }])
  }

  async function customer(customer) {
    if (!customer) return
    await tell({ customer })
    bus.emit("customertaggingresent", () => [customer])
  }

  /** @param product an id, or `{productId, skuId}` */
  async function reportAddToCart(product, placementId) {
    const { productId = product, skuId } = product ?? {}
    await events({ type: "cp", target: productId, ref: placementId, targetFragment: skuId }).done()
    bus.emit("addtocart", () => [{ productId, skuId, placementId }])
  }

  return {
    customer,
    resendCartContent: cart => sendCart(cart),
    async resendCartTagging() {
      const { cart, restoreLink } = await ownTagging()
      await sendCart(cart, restoreLink)
    },
    resendCustomerTagging: async () => customer((await ownTagging()).customer),
    /** Everything the page is tagged with, but no placements and no events. */
    async sendTagging() {
      const data = await ownTagging()
      const { products, searchTerms, elements, order, ...rest } = data
      const { events, ...members } = request().populateFrom({ data: rest }).getData()
      await tell(members, order)
      bus.emit("taggingresent", () => [data])
    },
    async addSegmentCodeToVisit(segment) {
      await tell({ segment_codes: [segment] })
      bus.emit("setsegments", () => [{ segment }])
    },
    async addAffinitySignals(affinity_signals) {
      await tell({ affinity_signals })
      bus.emit("setcustomaffinities", () => [])
    },
    async experiments(experiments) {
      await tell({ experiments })
      bus.emit("setexperiments", () => [{ experiments }])
    },
    /** `internal.couponGiven`. Documents and types of the platform disagree about the payload: it has both. */
    async couponGiven(campaignId, couponCode, used) {
      await tell({ coupon_campaign: campaignId, coupon_code: couponCode, coupon_used: used })
      const names = { coupon_campaign: campaignId, coupon_code: couponCode, coupon_used: used }
      bus.emit("coupongiven", () => [{ ...names, campaignId, couponCode, origin: "popup" }])
    },
    reportAddToCart,
    recommendedProductAddedToCart: reportAddToCart,
    loadCartPopupRecommendations: (products, cart) =>
      request()
        .setCartContent(cart)
        .setElements([])
        .setProducts(products)
        .loadCartPopupRecommendations(),
  }
}
