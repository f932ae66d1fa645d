/**
 * Whether this document shows again what this tab has shown: reloaded, or reached by the back button. That alone does
 * not say that anything was told of it; banners reload the page once consent is given.
 */
export const isShownAgain = () => /^(reload|back_forward)$/.test(performance.getEntriesByType("navigation")[0]?.type)

/** What the parameters of a link say: the id of a recommendation, and the channel. */
export function readLink({ nostoRefParam, sourceParameterName }) {
  const query = new URL(location.href).searchParams
  const parameter = name => query.get(name) || undefined
  return {
    query,
    ref: parameter(nostoRefParam || "nosto"),
    refSrc: parameter("refSrc"),
    source: parameter(sourceParameterName || "nosto_source"),
  }
}
