import { edge } from "../../../lib/vitrine.js"

export const GET = request => edge(request)
export const POST = GET
export const OPTIONS = GET
