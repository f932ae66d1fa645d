import { waitFor } from "./wait.js"

const FEATURE = { name: "consent-tracking-api", version: "0.1" }

/** What a session of ours does, in the categories of the shop system. */
const PURPOSES = ["analytics", "preferences"]

/** By category, what says whether it is allowed: where no law asks for consent, it is without an answer. */
const ALLOWED = {
  analytics: "analyticsProcessingAllowed",
  preferences: "preferencesProcessingAllowed",
  marketing: "marketingAllowed",
  sale_of_data: "saleOfDataAllowed",
}

/** Shopify's Customer Privacy API, which `Shopify.loadFeatures` loads, and its event when the visitor has chosen. */
export function shopify({ purposes = PURPOSES }, decide, warn) {
  function read(isOld) {
    const { customerPrivacy } = globalThis.Shopify
    const isAllowed = purposes.every(name => customerPrivacy[ALLOWED[name]]?.() === true)
    const answers = customerPrivacy.currentVisitorConsent()
    // Without an answer and without permission the banner is still open.
    if (isAllowed || purposes.some(name => answers[name] === "no")) decide(isAllowed, isOld)
  }

  waitFor(() => globalThis.Shopify?.loadFeatures, () => {
    document.addEventListener("visitorConsentCollected", () => read())
    globalThis.Shopify.loadFeatures([FEATURE], error => (error ? warn("not loaded") : read(true)))
  }, warn)
}
