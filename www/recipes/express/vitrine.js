import { Readable } from "node:stream"
import { createEdge } from "vitrine/edge"
import { createSession } from "vitrine/headless"

const urlOf = request => `${request.protocol}://${request.get("host")}${request.originalUrl}`

/** The library and its back end on the shop's own domain, below `prefix`. */
export function vitrine({ server, prefix }) {
  const edge = createEdge({ upstream: server, prefix })
  return async (request, response) => {
    const { method, headers } = request
    const body = /GET|HEAD/.test(method) ? undefined : Readable.toWeb(request)
    const answer = await edge(new Request(urlOf(request), { method, headers, body, duplex: "half" }))
    response.status(answer.status).setHeaders(answer.headers)
    answer.body ? Readable.fromWeb(answer.body).pipe(response) : response.end()
  }
}

/** The visitor's session for one request, as `response.locals.session`. */
export function session({ account, server }) {
  return async (request, response, next) => {
    const { cookie: cookies, referer: referrer, "user-agent": userAgent } = request.headers
    const url = urlOf(request)
    response.locals.session = await createSession({ account, server, url, cookies, referrer, userAgent, clientAddress: request.ip })
    response.on("close", () => response.locals.session.close())
    next()
  }
}
