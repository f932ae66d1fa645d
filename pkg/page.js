/** An address without the e-mail address that links in newsletters carry: a message may travel in a URL. */
export function address(settings, href) {
  const name = settings.emailAddressUrlParamName
  if (!name || !href?.includes(`${name}=`)) return href
  const url = new URL(href)
  url.searchParams.delete(name)
  return url.href
}

/**
 * The page a call is about.
 * @param reference what brought the visitor here: `{ref, refSrc, refType}`
 * @param landing what the landing has to tell, once
 */
export const createPage = (settings, reference, landing) => ({
  /** The page as it is now: a call that has to wait is still about this page at this time. */
  here() {
    const date = new Date()
    return { url: address(settings, globalThis.location?.href), referrer: globalThis.document?.referrer, time: +date, date, origin: reference() }
  },

  /** `view` as a message with `flags` tells it. The landing goes with the first message whose events count. */
  arrive(view, flags) {
    if (!flags?.skipEvents && flags?.trackEvents !== false) view.landing ??= landing()
    return view
  },
})
