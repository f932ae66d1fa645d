import { list } from "./list.js"

/** The parameters of the page's address. */
export const parameters = () => new URL(location.href).searchParams

/** The result id that a link carried. */
export const linkedResult = settings => parameters().get(settings.nostoRefParam || "nosto")

/** The channel that a link named: of `trackingTypes`, or anything. */
export const linkedSource = settings => parameters().get(settings.sourceParameterName || "nosto_source")

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
