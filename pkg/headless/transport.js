import { createHttp } from "../http.js"

/**
 * The requests of a session, made for its visitor: with the browser's name, with the visitor's address where that is
 * given, and with the platform's mark for those who must not be tracked.
 * @param done see `createHttp`
 */
export function createTransport({ fetch, userAgent, clientAddress, consent }, visit, life, done) {
  const ends = new Map()

  const send = (url, init) => {
    // Without consent nothing leaves; calls end as if there were nothing to recommend.
    if (consent === "denied") return new Response(null, { status: 204 })
    const headers = {
      ...(userAgent && { "user-agent": userAgent }),
      ...(clientAddress && { "x-forwarded-for": clientAddress }),
      ...(visit.isDoNotTrack() && { "x-nosto-optout": "1" }),
    }
    return (fetch ?? globalThis.fetch)(url, { ...init, headers })
  }

  function end(id) {
    ends.get(id)?.()
    ends.delete(id)
  }

  const http = createHttp(send, (id, status, body) => {
    done(id, status, body)
    end(id)
  })

  return {
    send(id, ...request) {
      ends.set(id, life.begin())
      http.send(id, ...request)
    },
    giveUp(id) {
      http.giveUp(id)
      end(id)
    },
  }
}
