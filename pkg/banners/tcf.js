import { waitFor } from "./wait.js"

/** Store on the device; make a profile for content; use it; measure content. */
const PURPOSES = [1, 5, 6, 8]

/**
 * IAB Transparency and Consent Framework 2.2: the banner's `__tcfapi` calls a listener with what it knows, at once and on
 * each change. Consent is there when the law does not apply, or when the visitor agreed to every purpose and, if one is
 * named, to the vendor. Legitimate interest is no consent.
 */
export function tcf({ purposes = PURPOSES, vendor }, decide, warn) {
  const find = () => typeof globalThis.__tcfapi === "function" && globalThis.__tcfapi

  waitFor(find, tcfapi => tcfapi("addEventListener", 2, (data, isGood) => {
    if (!isGood || !data) return
    const { gdprApplies, eventStatus, purpose, vendor: vendors } = data
    const isOld = eventStatus === "tcloaded"
    if (gdprApplies === false) return decide(true, isOld)
    // While the banner is open, what it says is not yet an answer.
    if (!isOld && eventStatus !== "useractioncomplete") return
    const agrees = purposes.every(id => purpose?.consents?.[id] === true)
    decide(agrees && (vendor == null || vendors?.consents?.[vendor] === true), isOld)
  }), warn)
}
