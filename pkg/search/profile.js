import { segmentsOf } from "../answer.js"

/** What the search may know of the visitor: segments, and what they like as boosts. */

const NAME = "search.params"

/** Affinities of an answer and the fields of a product they speak of. */
const FIELDS = { top_categories: "affinities.categories", top_brands: "affinities.brand", top_product_types: "affinities.productType" }

const list = value => Array.isArray(value) ? value : []

/**
 * @param answer `{af, se}` of an `ev1` answer, of any shape
 * @returns `SearchSessionParams`: names of equal score share one boost; `{}` when nothing is known
 */
export function toSessionParams(answer) {
  const boosts = Object.entries(FIELDS).flatMap(([name, field]) => {
    const byScore = new Map()
    for (const item of list(answer?.af?.[name])) {
      if (typeof item?.name !== "string" || typeof item.score !== "number" || !(item.score > 0)) continue
      byScore.set(item.score, [...(byScore.get(item.score) ?? []), item.name])
    }
    return [...byScore].map(([weight, value]) => ({ field, value, weight }))
  })
  const segments = segmentsOf(answer ?? {}).map(({ id }) => id)
  return {
    ...(segments.length && { segments }),
    ...(boosts.length && { products: { personalizationBoost: boosts } }),
  }
}

/** What is stored may be anybody's. */
const isKept = stored =>
  Object(stored?.params) === stored?.params && !Array.isArray(stored.params) && Number.isFinite(stored.at)

/** `getSearchSessionParams`: kept for the tab, so that not every page has to ask. `profile()` promises `{af, se}`. */
export function createSessionParams({ keep, profile }) {
  let refreshing

  async function refresh() {
    try {
      const params = toSessionParams(await profile())
      // Nothing is known at the beginning of a visit only: kept, it would be all that is known for a minute.
      if (Object.keys(params).length) keep.session.set(NAME, { at: Date.now(), params })
      return params
    } catch {
      // A search without them is better than none.
    } finally {
      refreshing = undefined
    }
  }

  return async options => {
    const { maxWait = 2000, cacheRefreshInterval = 60000 } = options ?? {}
    const stored = keep.session.get(NAME)
    const kept = isKept(stored) ? stored : undefined
    if (kept && Math.abs(Date.now() - kept.at) < cacheRefreshInterval) return kept.params
    refreshing ??= refresh()
    let timer
    const late = new Promise(resolve => (timer = setTimeout(resolve, maxWait)))
    const params = await Promise.race([refreshing, late])
    clearTimeout(timer)
    return params ?? kept?.params ?? {}
  }
}
