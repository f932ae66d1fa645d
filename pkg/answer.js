/**
 * What the server answered, read leniently: a wrong type in any member costs that member and nothing else.
 */

/** Bus listeners get at most this many entries of each affinity list, as the platform documents. */
const LISTENER_AFFINITIES = 5

export const isObject = value => !!value && typeof value === "object" && !Array.isArray(value)
const objectOf = value => (isObject(value) ? value : {})
const listOf = value => (Array.isArray(value) ? value : [])
const numberOf = value => (typeof value !== "object" && value !== "" && Number.isFinite(+value) ? +value : 0)

/**
 * The JSON object in `body`; nothing when it is none. An empty body counts as an empty object, so that a bare 204 is
 * a success without results.
 */
export function parseAnswer(body) {
  try {
    // White space of this kind is also the mark that some servers put before their text.
    const answer = JSON.parse(body.trim() || "{}")
    return isObject(answer) ? answer : undefined
  } catch {
    // markup, or cut off
  }
}

/** The campaigns by placement: strings and objects; anything else is no campaign. */
export const campaignsOf = answer =>
  Object.fromEntries(Object.entries(objectOf(answer.recommendations)).filter(([, campaign]) => typeof campaign === "string" || isObject(campaign)))

/** The `ActionResponse` of the Session API. `html` is the render mode of the request. */
export function toActionResponse(answer, html) {
  const all = campaignsOf(answer)
  const recommendations = {}
  const content = {}
  for (const [placement, campaign] of Object.entries(all)) {
    // A recommendation is what lists products; whatever else the JSON mode yields is content.
    const isContent = typeof (campaign.html ?? campaign) === "string" && !campaign.products
    ;(isContent ? content : recommendations)[placement] = campaign
  }
  return {
    recommendations: all,
    ...(html ? {} : { campaigns: { recommendations, content } }),
    page_views: numberOf(answer.pv),
    geo_location: geoLocation(answer),
    affinities: affinities(answer),
    cmpid: typeof answer.cmpid === "string" ? answer.cmpid : "",
  }
}

/** The payload of `prerender`. */
export const toPrerender = (answer, customerId) => ({
  ...(customerId && { customerId }),
  affinityScores: affinities(answer, LISTENER_AFFINITIES),
  geoLocation: geoLocation(answer),
  ...(answer.ed && typeof answer.ed !== "object" && { eventDate: new Date(answer.ed) }),
  pageViews: numberOf(answer.pv),
  segments: { active_segments: segmentsOf(answer) },
})

/** Segments the visitor is in: `{id}`. */
export const segmentsOf = answer => listOf(objectOf(answer.se).active_segments).filter(segment => typeof segment?.id === "string")

const geoLocation = answer => listOf(answer.gl).filter(place => typeof place === "string")

function affinities(answer, most) {
  const given = objectOf(answer.af)
  const list = entries => listOf(entries).filter(entry => entry?.name && Number.isFinite(entry.score)).slice(0, most)
  return {
    discount: numberOf(given.discount),
    top_brands: list(given.top_brands),
    top_categories: list(given.top_categories),
    top_product_types: list(given.top_product_types),
    // The platform's own tests answer `[]` here, though an object is typed.
    top_skus: Object.fromEntries(Object.entries(objectOf(given.top_skus)).map(([product, entries]) => [product, list(entries)])),
  }
}
