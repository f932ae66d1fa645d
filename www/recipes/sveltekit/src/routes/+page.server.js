import { recommended } from "$lib/recommendations.js"

/** A promise: the page does not wait for it. */
export const load = ({ locals }) => ({ streamed: recommended(locals, locals.session.viewFrontPage(), "frontpage-nosto-1") })
