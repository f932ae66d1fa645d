import { widestDomain } from "./domain.js"

/**
 * The cookies of one visitor during one request: those that came with it, and the visitor's to be sent back. Its
 * domain is the one that browsers accept, so that server and page write one and the same cookie.
 * @param header of the request
 * @param url of the page
 */
export function createJar(header, { hostname, protocol }) {
  const given = String(header ?? "").split(/; */).join("; ")
  let written

  return {
    /** As `pageCookies` has them. */
    readCookies: () => (written ? `${written.split(";")[0]}; ${given}` : given),
    writeCookie: text => (written = text),
    domain: () => widestDomain(hostname),
    isSecure: () => protocol === "https:",
    /** Values of `Set-Cookie`. */
    setCookies: () => (written ? [written] : []),
  }
}
