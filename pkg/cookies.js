import { positive } from "./settings.js"

/** The visitor id's cookie, shared with every page and plugin written for the platform. */
export const VISITOR = "2c.cId"

/** Four years in seconds: the lifetime measured in the field, where the settings give none. */
const LIFETIME = 4 * 365 * 24 * 60 * 60

/** The value of the first cookie called `name` in a `Cookie` header or in `document.cookie`. */
export const cookieOf = (cookies, name) => cookies.split("; ").find(pair => pair.startsWith(name + "="))?.slice(name.length + 1)

/** Whether `value` can stand in a cookie as it is, and is short enough to be a visitor id. */
export const isStorable = value => /^[!#-+\--:<-[\]-~]{1,128}$/.test(value)

/**
 * One cookie for the whole site.
 * @param maxAge in seconds; 0 deletes
 * @param domain none for the host alone
 */
export const toCookie = (name, value, maxAge, domain, isSecure) =>
  `${name}=${value}; path=/; max-age=${maxAge}${domain ? `; domain=${domain}` : ""}; SameSite=Lax${isSecure ? "; Secure" : ""}`

/**
 * The visitor's cookie as the settings want it. The unit of `cookieTime` is nowhere documented; it is read as
 * seconds, the unit of the lifetime that was measured in the field.
 * @param id without one, it is deleted
 */
export function visitorCookie(id, { cookieTime, secureCookie }, domain, isSecure) {
  return toCookie(VISITOR, id ?? "", id == null ? 0 : positive(cookieTime, LIFETIME), domain, secureCookie === true || isSecure)
}

/**
 * The cookies of the page. In sandboxed frames and where cookies are blocked, `document.cookie` throws or forgets; a
 * worker has no document. Each reads as none.
 */
export const pageCookies = {
  readCookies() {
    try {
      return document.cookie || ""
    } catch {
      return ""
    }
  },
  writeCookie(text) {
    try {
      // One of the host alone, older than that of the domain, would go on hiding it.
      document.cookie = text.replace(/=.*/, "=; path=/; max-age=0")
      document.cookie = text
    } catch {
      // refused: there is nothing to do about it
    }
  },
  /** The widest domain the browser takes cookies for, found by writing one: only it knows the public suffixes. */
  domain() {
    return domainsOf(globalThis.location?.hostname ?? "").find(domain => {
      const probe = maxAge => pageCookies.writeCookie(toCookie("nostojs", 1, maxAge, domain))
      probe(9)
      const accepted = cookieOf(pageCookies.readCookies(), "nostojs")
      probe(0)
      return accepted
    })
  },
  isSecure: () => globalThis.location?.protocol === "https:",
}

/** The domains of `host` that a cookie may be set for, the widest first; none for an address or a single label. */
export function domainsOf(host) {
  if (/(^|\.)\d+$|]$/.test(host)) return []
  const labels = host.split(".")
  return labels.map((_, at) => labels.slice(at).join(".")).slice(0, -1).reverse()
}
