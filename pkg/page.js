/**
 * The page a call is about.
 * @param reference what brought the visitor here: `{ref, refSrc, refType}`
 * @param landing what the landing has to tell, once
 */
export const createPage = (reference, landing) => ({
  /** The page as it is now: a call that has to wait is still about this page at this time. */
  here() {
    const date = new Date()
    const { location, document } = globalThis
    return { url: location?.href, referrer: document?.referrer, time: +date, date, origin: reference() }
  },

  /** `view` as a message with `flags` tells it. The landing goes with the first message whose events count. */
  arrive(view, flags) {
    if (!flags?.skipEvents && flags?.trackEvents !== false) view.landing ??= landing()
    return view
  },
})
