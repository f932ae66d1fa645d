import { widestDomain } from "./domain.js"

/** What the core writes for a moment to learn which domain takes cookies. */
const PROBE = "nostojs"

/**
 * The cookies of one visitor during one request: those that came with it, and those to be sent back. It takes and
 * refuses domains as browsers do, so that server and page write one and the same cookie.
 * @param header of the request
 * @param url of the page
 */
export function createJar(header, { hostname, protocol }) {
  const widest = widestDomain(hostname)
  const cookies = String(header ?? "").split(/; */).filter(Boolean)
  const written = new Map()

  const isOurs = domain => !domain || (!!widest && `.${domain}`.endsWith(`.${widest}`) && `.${hostname}`.endsWith(`.${domain}`))

  return {
    /** The part of it the core asks for. */
    port: {
      readCookies: () => cookies.join("; "),
      writeCookie(text) {
        const [pair, ...attributes] = text.split("; ")
        const name = pair.split("=")[0]
        const domain = attributes.find(attribute => attribute.startsWith("domain="))?.slice(7)
        if (!isOurs(domain)) return
        for (let at = cookies.length; at--; ) if (cookies[at].split("=")[0] === name) cookies.splice(at, 1)
        if (!attributes.includes("max-age=0")) cookies.unshift(pair)
        if (name !== PROBE) written.set(name, text)
      },
      hostName: () => hostname,
      isSecure: () => protocol === "https:",
    },
    /** Values of `Set-Cookie`. */
    setCookies: () => [...written.values()],
  }
}
