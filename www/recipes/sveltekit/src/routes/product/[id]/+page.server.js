import { recommended } from "$lib/recommendations.js"

/** A page that waits can set the visitor's cookie itself. */
export const load = ({ locals, params }) => recommended(locals, locals.session.viewProduct(params.id), "frontpage-nosto-1")
