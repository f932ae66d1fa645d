/** The A/B variations the search service chose for this visitor: told again for half an hour, so that they stay. */

const NAME = "search.tests"
const LIFETIME = 30 * 60_000

/** What is stored may be anybody's. */
const isRecent = test =>
  typeof test?.[0] === "string" && Number.isFinite(test[2]) && Math.abs(Date.now() - test[2]) < LIFETIME

export function createVariations({ keep }) {
  /** `[test id, variation id, time it was last seen]` */
  const current = () => {
    const kept = keep.session.get(NAME)
    return Array.isArray(kept) ? kept.filter(isRecent) : []
  }

  return {
    /** As `abTests` of a query; undefined when there are none. */
    toQuery() {
      const tests = current().map(([id, variation]) => ({ id, activeVariation: { id: variation } }))
      return tests.length ? tests : undefined
    },

    /** As `properties` of an analytics event; undefined when there are none. */
    toProperties() {
      const abTestAttribution = Object.fromEntries(current())
      return Object.keys(abTestAttribution).length ? { abTestAttribution } : undefined
    },

    /** Keeps those of a response. */
    keep(tests) {
      if (!Array.isArray(tests)) return
      const seen = tests.filter(test => test?.id && test.activeVariation?.id)
      if (!seen.length) return
      const others = current().filter(([id]) => !seen.some(test => test.id === id))
      keep.session.set(NAME, [...others, ...seen.map(({ id, activeVariation }) => [id, activeVariation.id, Date.now()])])
    },
  }
}
