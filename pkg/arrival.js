import { list } from "./list.js"

/** The channels a link may name where the settings do not say. */
const TRACKING_TYPES = ["api", "email", "imgrec", "cmp"]

/** The result id that a link carried. */
export const linkedResult = (settings, query) => query.get(settings.nostoRefParam || "nosto")

/** The channel that a link named: of `trackingTypes`, or anything. */
export const linkedSource = (settings, query) => query.get(settings.sourceParameterName || "nosto_source")

/** What the link to `url` says the view is due to: `{ref?, refSrc?, refType?}`, or nothing. */
export function linkedOrigin(settings, url) {
  const { searchParams: query, hash } = new URL(url)
  const ref = linkedResult(settings, query) || undefined
  // Links of merchandised categories carry this fragment and no id.
  const cmp = hash === "#nosto_cmp" ? "cmp" : undefined
  if (!(ref ?? cmp)) return
  const source = linkedSource(settings, query)
  const isAllowed = list(settings.trackingTypes ?? TRACKING_TYPES).includes(source)
  return { ref, refSrc: query.get("refSrc") ?? undefined, refType: isAllowed ? source : cmp }
}

/**
 * Makes a function that says of a key whether it is asked for the first time in this document, or in the one that is
 * merely shown again: reloaded, or reached by the back button. A reload alone is no repetition: banners reload the
 * page once consent is given.
 * @param name below which the tab keeps the keys, so they must not say who the visitor is
 */
export function createNews(keep, name) {
  let told
  return key => {
    told ??= /^(reload|back)/.test(performance.getEntriesByType("navigation")[0]?.type) ? list(keep.session.get(name)) : []
    const isNew = !told.includes(key)
    if (isNew) keep.session.set(name, (told = [...told, key]))
    return isNew
  }
}
