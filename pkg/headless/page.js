import { linkedOrigin } from "../arrival.js"
import { landingOf } from "../landing.js"
import { address } from "../page.js"

/**
 * The page that a request asks for, as `createPage` describes that of a document. Its landing goes with the first
 * message whose events count. A server cannot tell a reload from a visit: each is a page view.
 */
export function createRequestPage({ settings, url, referrer, readCookies, tracked }) {
  const origin = linkedOrigin(settings, url)
  let told = false

  function landing() {
    if (told) return
    told = true
    return landingOf({ url, referrer, readCookies }, settings, tracked(), () => true)
  }

  return {
    here() {
      const date = new Date()
      return { url: address(settings, url), referrer, time: +date, date, origin }
    },
    arrive(view, flags) {
      if (!flags?.skipEvents && flags?.trackEvents !== false) view.landing ??= landing()
      return view
    },
  }
}
