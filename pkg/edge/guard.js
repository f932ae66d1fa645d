/** An answer that refuses, with its reason as the platform's own servers give it. */
export const refuse = (status, reason, headers) => Response.json({ errors: [reason] }, { status, headers })

/**
 * The headers that let the page read the answer: none are needed for the shop's own origin. Nothing for an origin that
 * is not allowed.
 */
export function corsHeaders(request, { origin: own }, allowed) {
  const origin = request.headers.get("origin")
  if (origin === null ? request.headers.get("sec-fetch-site") === "cross-site" : origin !== own && !allowed.includes(origin)) return
  if (origin === null || origin === own) return {}
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": "7200",
    vary: "origin",
  }
}

/** Throws the answer to a request that is not let through. */
export async function admit(request, { cors, route, rateLimit, address }) {
  // Files for everybody are no business of an origin.
  if (!cors && route.kind !== "read") throw refuse(403, "this origin is not allowed")
  if (!route.methods.includes(request.method)) throw refuse(405, "this method is not allowed", { allow: route.methods.join(", ") })
  if (!address) return
  const { success } = await rateLimit.limit({ key: address })
  if (!success) throw refuse(429, "too many requests", { "retry-after": "60" })
}

/** The body as text; throws the answer to one that is larger than `limit` bytes. */
export async function readBody(request, limit) {
  if (!request.body) return
  const tooLarge = () => refuse(413, `the body is over ${limit} bytes`)
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge()
  const decoder = new TextDecoder()
  const reader = request.body.getReader()
  let text = ""
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > limit) {
      reader.cancel().catch(() => {})
      throw tooLarge()
    }
    text += decoder.decode(value, { stream: true })
  }
}
