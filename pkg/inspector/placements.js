/**
 * The placements of the page and why each is filled or not: `{name, state, reason, element?}`.
 * `state` is `filled`, `empty`, `filtered`, `missing` or `waiting`.
 * @param log see `createLog`
 */
export function explainPlacements({ api, settings }, log) {
  const { asked, answered, filled } = log.placements
  const configured = settings.placements ?? {}
  const inPage = log.ask(() => api.placements.getPlacements()).value ?? []
  const fixed = [...document.getElementsByClassName("nosto_element")].map(({ id }) => id)
  const names = new Set([...fixed, ...inPage, ...Object.keys(configured), ...asked.keys(), ...answered.keys()])
  names.delete("")
  return [...names].map(name => {
    const placement = configured[name]
    const element = find(name, placement)
    const [state, reason] = explain(name, placement, element)
    return { name, state, reason, element }
  })

  function explain(name, placement, element) {
    const campaign = answered.get(name)
    if (campaign && filled.get(name)) return ["filled", describe(campaign)]
    if (placement && !placement.enabled) return ["filtered", "switched off in the settings"]
    if (placement && log.ask(() => api.placements.isFiltered?.(placement)).value) return ["filtered", `its rules exclude this page: ${rules(placement.filters)}`]
    if (!element) return ["missing", placement ? `no element matches ${placement.cssSelector}` : "no element with this id and the class nosto_element"]
    if (campaign && filled.has(name)) return ["empty", `${describe(campaign)}; it could not be put in`]
    // Without injection, what the element holds is the work of the page's own script.
    if (campaign) return element.textContent.trim() || element.firstElementChild
      ? ["filled", `${describe(campaign)}; by the page's own script`]
      : ["empty", `${describe(campaign)}; it went to the page's own script, and the element is empty`]
    if (!asked.has(name)) return ["waiting", observes(name, placement) ?? "not asked for yet"]
    if (asked.get(name) > log.last.answered) return ["waiting", "asked for, no answer yet"]
    return ["empty", "asked for, and the server had nothing for it"]
  }

  /** What has to happen before a placement is asked for. */
  function observes(name, placement) {
    const is = kind => placement?.[kind] || settings[`${kind}Observed`]?.includes?.(name)
    if (is("intersection")) return "is asked for when it comes near the viewport"
    if (is("mutation")) return "is asked for when its element comes into the page"
  }
}

function find(name, placement) {
  const fixed = document.getElementById(name)
  if (fixed?.classList.contains("nosto_element")) return fixed
  try {
    return placement && document.querySelector(placement.cssSelector)
  } catch {
    // a selector that cannot be read
  }
}

function describe(campaign) {
  const { products, result_id, html = campaign } = campaign
  const parts = [
    Array.isArray(products) ? `${products.length} products` : typeof html === "string" ? `HTML, ${html.length} characters` : "content",
    result_id && `result ${result_id}`,
  ]
  return parts.filter(Boolean).join(", ")
}

const rules = filters =>
  [].concat(filters ?? []).map(({ field, operator, negate, values } = {}) => [negate && "not", field, operator, JSON.stringify(values ?? "")].filter(Boolean).join(" ")).join("; ")
