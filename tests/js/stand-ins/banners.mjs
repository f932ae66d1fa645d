/**
 * The globals that consent banners put into a page, as far as their public documents describe them. Each gives what a
 * visitor does with the banner, and `remove()`.
 */

/** Consent Mode v2: `gtag` pushes its `arguments` to `dataLayer`; the tag manager wraps `push` whenever it comes. */
export function consentMode() {
  const layer = (globalThis.dataLayer = [])
  const gtag = function () { globalThis.dataLayer.push(arguments) }
  return {
    gtag,
    /** The tag manager arrives and puts its own function before the one it finds. */
    loadTagManager() {
      const { push } = layer
      layer.push = function (...entries) { return push.apply(layer, entries) }
    },
    remove: () => delete globalThis.dataLayer,
  }
}

/**
 * TCF 2.2: the stub queues commands until the platform is there; that calls a listener at once with what is known, and on
 * every change.
 */
export function tcfPlatform() {
  const queue = []
  const listeners = new Map()
  let data
  globalThis.__tcfapi = (...args) => { queue.push(args) }

  const give = (callback, listenerId) => callback({ ...data, listenerId }, true)

  function command(name, version, callback, parameter) {
    if (version !== 2) return callback(null, false)
    if (name === "addEventListener") {
      const id = listeners.size + 1
      listeners.set(id, callback)
      if (data) give(callback, id)
    } else if (name === "removeEventListener") callback(listeners.delete(parameter))
    else callback(null, false)
  }

  const flags = ids => Object.fromEntries(ids.map(id => [id, true]))
  const say = (eventStatus, { gdprApplies = true, purposes = [], vendors = [] } = {}) => {
    data = {
      tcString: "CP…", tcfPolicyVersion: 5, cmpId: 1, cmpVersion: 1, cmpStatus: "loaded", gdprApplies, eventStatus,
      purpose: { consents: flags(purposes), legitimateInterests: flags([2, 7, 8, 9, 10]) },
      vendor: { consents: flags(vendors), legitimateInterests: {} },
    }
    for (const [id, callback] of listeners) give(callback, id)
  }

  return {
    say,
    load() {
      globalThis.__tcfapi = command
      for (const args of queue.splice(0)) command(...args)
    },
    get listeners() { return listeners.size },
    remove: () => delete globalThis.__tcfapi,
  }
}

/**
 * Shopify's storefront: `loadFeatures` brings `customerPrivacy` a moment later; a choice is told by an event of the
 * document, which has to be there. Where no law asks for consent, everything is allowed without an answer.
 */
export function shopifyPrivacy({ asks = true, answers = {}, fails } = {}) {
  const consent = { marketing: "", analytics: "", preferences: "", sale_of_data: "", ...answers }
  const allows = name => consent[name] === "yes" || (consent[name] === "" && !asks)
  const customerPrivacy = {
    currentVisitorConsent: () => ({ ...consent }),
    shouldShowBanner: () => asks && !consent.analytics,
    analyticsProcessingAllowed: () => allows("analytics"),
    preferencesProcessingAllowed: () => allows("preferences"),
    marketingAllowed: () => allows("marketing"),
    saleOfDataAllowed: () => allows("sale_of_data"),
  }
  const requested = []
  globalThis.Shopify = {
    loadFeatures(features, callback) {
      requested.push(...features)
      setTimeout(() => {
        if (fails) return callback(new Error("not there"))
        globalThis.Shopify.customerPrivacy = customerPrivacy
        callback()
      }, 1)
    },
  }
  return {
    requested,
    choose(chosen) {
      for (const [name, yes] of Object.entries(chosen)) consent[name] = yes ? "yes" : "no"
      const detail = {
        marketingAllowed: allows("marketing"), analyticsAllowed: allows("analytics"),
        preferencesAllowed: allows("preferences"), saleOfDataAllowed: allows("sale_of_data"),
      }
      globalThis.document.dispatchEvent(new CustomEvent("visitorConsentCollected", { detail }))
    },
    remove: () => delete globalThis.Shopify,
  }
}
