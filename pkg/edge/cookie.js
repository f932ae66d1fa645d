import { widestDomain } from "../headless/domain.js"

/** The visitor id's cookie, as the page's script knows it. */
const VISITOR = "2c.cId"

/** Four years in seconds, as the page's script. */
const MAX_AGE = 4 * 365 * 24 * 60 * 60

/**
 * The visitor's cookie as the server sets it: browsers that forget cookies of scripts after a week keep it.
 * @param domain `false` for the host alone; by default the widest the browser takes, as the page's script
 */
export function createCookies({ httpOnly = false, maxAge = MAX_AGE, domain } = {}) {
  const read = request => {
    const pair = request.headers.get("cookie")?.split(/; */).find(pair => pair.startsWith(`${VISITOR}=`))
    return pair?.slice(VISITOR.length + 1)
  }

  return {
    /** Says who the visitor is where the page's script cannot know. */
    name(query, request) {
      const id = httpOnly && !query.has("c") && read(request)
      if (id) query.set("c", id)
    },

    /** Whether the page names the visitor, and by the cookie. */
    isNamed: (query, request) => query.has("c") && query.get("c") === read(request),

    /** A `Set-Cookie` for the id that an answer of the event endpoint brings. */
    renew(text, { hostname, protocol }) {
      const id = visitorOf(text)
      // What would break out of the cookie is none of ours.
      if (!id || !/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{1,128}$/.test(id)) return
      const shared = domain ?? widestDomain(hostname)
      return [
        `${VISITOR}=${id}`, "path=/", `max-age=${maxAge}`, shared && `domain=${shared}`, "SameSite=Lax",
        protocol === "https:" && "Secure", httpOnly && "HttpOnly",
      ].filter(Boolean).join("; ")
    },
  }
}

function visitorOf(text) {
  try {
    const { customer } = JSON.parse(text)
    return /^(string|number)$/.test(typeof customer) ? String(customer) : undefined
  } catch {
    // not an answer of the platform
  }
}
