import { counts, signalOf } from "./session.js"
import { pairs, TAGGING } from "./tagging/members.js"
import { copy, snapshot } from "./snapshot.js"

// Methods that set, or add to, one member of the message: `method:member`.
const SETTERS =
  "setElements:elements setPageType:page_type setSortOrder:sort_order setAffinitySignals:affinity_signals setRestoreLink:restore_link addCurrentVariation:current_variant_id setSegmentCodes:segment_codes setCurrentBrands:brands setCurrentCategories:categories setCurrentTags:tags setExperiments:experiments setResponseMode:response_mode addCartCookieHash:cart_hash setCustomer:customer addCustomer:customer"
const ADDERS =
  "addElements:elements addCurrentBrands:brands addCurrentCategories:categories addCurrentCategoryIds:category_ids addCurrentTags:tags addCurrentCustomFields:custom_fields"
/** For what these say the wire has no member. */
const WITHOUT_EFFECT = "addCartItems addCartTotal addCartSize addCurrentParentCategoryIds setCurrentPriceFrom setCurrentPriceTo"

/** An event's parts in the order of its tuple. */
const PARTS = ["type", "target", "ref", "refSrc", "targetFragment", "refType"]

const LISTS = /^(elements|brands|tags|segment_codes|categor.*)$/


/**
 * `createRecommendationRequest`: a message under construction.
 * @param page see `createPage`
 * @param targets elements by call and placement, for those who put campaigns into the page
 * @param tagging gives the page's `TaggingData`
 * @param mode gives members that the page's preview and debug modes add to every message
 * @param trust promises when parts that were rendered for somebody else are out of a message
 */
export function createRequests({ link, outbox, page, targets, tagging, mode, trust }) {
  return function createRecommendationRequest(flags) {
    const { includeTagging, state } = copy(flags) ?? {}
    const view = page.here()
    /** The message but for the events of its products. */
    const message = { ...mode(), ...state }
    const events = [].concat(message.events ?? [])
    let products = []
    const references = {}
    let order
    let elements
    let inject = true
    let told = 0

    function set(member, value) {
      if (value == null) delete message[member]
      // Documents show a bare string where a list is meant.
      else message[member] = typeof value === "string" && LISTS.test(member) ? [value] : copy(value)
    }

    function add(member, value) {
      const present = message[member]
      const added = copy(value ?? [])
      const isList = Array.isArray(added) || typeof added !== "object"
      message[member] = isList ? [].concat(present ?? [], added) : { ...present, ...added }
    }

    /** The product views of the page, then whatever else happened. */
    function tuples() {
      const views = products.map(({ id, sku, ref }) => ["vp", id, references[id] ?? ref ?? null, null, sku ?? null])
      return [...views, ...events]
    }

    function text(flags) {
      const lines = [["message", { ...message, events: tuples() }]]
      if (order) lines.push(["setOrder", order])
      return snapshot([[], page.arrive(view, flags), { ...flags, inject }, ...lines])
    }

    function send(given) {
      const flags = copy(given)
      const action = text(flags)
      const tell = (now, call) => {
        if (elements) targets.set(call, elements)
        told = now
      }
      return outbox.submit(0, action, told, counts(flags), tell, signalOf(given))
    }

    const load = flags => (message.cart_hash || message.customer?.hcid ? trust(message).then(() => send(flags)) : send(flags))

    const builder = {
      setForcedSegments: segments => add("debug", { fs: segments }),
      setTargets: given => (elements = given),
      addEvent: (event, target, ref, fragment) =>
        events.push(copy(typeof event === "object" ? PARTS.map(part => event?.[part]) : [event, target, ref, null, fragment])),
      setCoupon({ campaign, code, used } = {}) {
        set("coupon_campaign", campaign)
        set("coupon_code", code)
        set("coupon_used", used)
      },
      setCartContent(cart) {
        set("cart", cart && (cart.items ?? []))
        set("cart_hash", cart?.hcid)
      },
      setProducts(given, ref) {
        products = [].concat(copy(given ?? [])).map(product => {
          const { product_id: id = product, selected_sku_id, sku_id } = product ?? {}
          return { id, sku: selected_sku_id ?? sku_id, ref }
        })
      },
      setRefs: refs => Object.assign(references, refs),
      setRecommendationRef: (ref, refSrc) => (view.origin = copy({ ref, refSrc })),
      setMailRef(mail, ref) {
        set("mail_ref", mail)
        view.origin = copy({ ref, refType: "email" })
      },
      enablePreview: () => set("preview", true),
      disableCampaignInjection: () => (inject = false),
      addOrderData: given => (order = copy(given)),
      populateFrom({ data = {}, forcedSegments }, ref) {
        const { cart, customer, categories, searchTerms } = data
        // What a page is not tagged with says nothing about it.
        for (const [name, member] of TAGGING) if (data[name] != null) set(member, data[name])
        if (customer) set("customer", customer)
        if (cart) builder.setCartContent(cart)
        builder.setProducts(data.products, ref)
        if (data.order) order = copy(data.order)
        // Beside a product, a category only says where it is.
        if (!products.length) for (const category of categories ?? []) events.push(["vc", category])
        for (const term of searchTerms ?? []) events.push(["is", term])
        if (forcedSegments?.length) builder.setForcedSegments(forcedSegments)
      },
    }
    for (const [name, member] of pairs(SETTERS)) builder[name] = value => set(member, value)
    for (const [name, member] of pairs(ADDERS)) builder[name] = value => add(member, value)
    for (const name of WITHOUT_EFFECT.split(" ")) builder[name] = () => {}
    for (const [name, method] of Object.entries(builder)) {
      builder[name] = (...args) => {
        method(...args)
        return builder
      }
    }
    if (includeTagging) builder.populateFrom({ data: tagging() })

    return Object.assign(builder, {
      load,
      loadRecommendations: load,
      send: load,
      loadCartPopupRecommendations() {
        set("cart_popup", true)
        return load({ skipPageViews: true })
      },
      getEvents: () =>
        tuples().map(tuple => Object.fromEntries(PARTS.map((part, at) => [part, tuple[at]]).filter(([, value]) => value != null))),
      /** What `load()` would send; before the core is there, what it will be made from. */
      getData: () => link.ask(core => JSON.parse(core.dump(0, text())), () => ({ ...message, events: tuples() })),
    })
  }
}
