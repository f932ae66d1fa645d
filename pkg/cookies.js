/**
 * The cookies of the page and whose they are, as the core asks for them. In sandboxed frames and where cookies are
 * blocked, `document.cookie` throws or forgets; a worker has no document. Each reads as none.
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
  hostName: () => globalThis.location?.hostname ?? "",
  isSecure: () => globalThis.location?.protocol === "https:",
}
