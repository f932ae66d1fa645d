import { VISITOR, cookieOf, isStorable, visitorCookie } from "./cookies.js"

/**
 * The visitor's identity: a cookie, or a store of the page's own, or none at all.
 * @param cookies `{readCookies, writeCookie, domain, isSecure}` of the page
 * @param consent of a visitor who must not be tracked nothing is read or written
 */
export function createVisit({ link, bus, settings, cookies, consent }) {
  /** Said by the page; it takes nothing from what the visitor did not agree to. */
  let untracked
  let store
  /** The id last set or answered: where no cookie sticks, the page still has one visitor. */
  let given
  let renewed
  let domain

  const isDoNotTrack = () => !!untracked || consent.state !== "granted"

  /** Runs a method of the page's store. It is the page's code: whatever it throws is its own fault, not ours. */
  function attempt(job) {
    try {
      return job()
    } catch (error) {
      bus.report(error)
    }
  }

  /** What the page's store holds. */
  function readStore() {
    const id = store.getCustomerId()
    return id == null || id === "" ? undefined : String(id)
  }

  function read() {
    if (isDoNotTrack()) return
    if (store) return attempt(readStore)
    return cookieOf(cookies.readCookies(), VISITOR) || given
  }

  /** Stores an id, or deletes it. */
  function write(id) {
    given = id
    if (isDoNotTrack()) return
    if (store) return attempt(() => store.setCustomerId(id))
    if (id && !isStorable(id)) return
    // Found once it is needed.
    domain ??= [cookies.domain()]
    cookies.writeCookie(visitorCookie(id, settings, domain[0], cookies.isSecure()))
  }

  const setStore = replacement => (store = replacement)

  return {
    read,

    /** An answer names the visitor. It is written when it changes, and once on every page, which renews the cookie. */
    remember(id) {
      id = typeof id === "number" ? String(id) : id
      if (isDoNotTrack() || typeof id !== "string" || !isStorable(id) || (renewed && id === read())) return
      renewed = true
      write(id)
    },

    /** `api.visit`. */
    visit: {
      getCustomerId: read,
      setCustomerId(id) {
        write(id == null ? undefined : String(id))
        // To another visitor everything is told anew.
        link.run(core => core.tellAnew())
      },
      isDoNotTrack,
      setDoNotTrack: flag => (untracked = !!flag),
      setStore,
      setCustomerIdentifierService: setStore,
    },
  }
}
