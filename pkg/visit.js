import { pageCookies } from "./cookies.js"

/** The visitor's identity: the cookie the core keeps, or a store of the page's own, or none at all. */
export function createVisit(link, bus, consent) {
  /** Said by the page; it takes nothing from what the visitor did not agree to. */
  let untracked = false
  let store
  /** An id the page set before the core was there. */
  let given

  /** What the page's store holds. It is the page's code: whatever it throws is its own fault, not ours. */
  function read() {
    try {
      const id = store.getCustomerId()
      return id == null || id === "" ? undefined : String(id)
    } catch (error) {
      bus.report(error)
    }
  }

  function write(id) {
    try {
      store.setCustomerId(id)
    } catch (error) {
      bus.report(error)
    }
  }

  const isDoNotTrack = () => untracked || consent.state !== "granted"
  const setStore = replacement => (store = replacement)

  return {
    /** The part the core asks for. */
    host: {
      get anonymous() {
        return isDoNotTrack()
      },
      get keeper() {
        return !!store
      },
      readVisitor: read,
      writeVisitor: write,
    },
    /** `api.visit`. */
    visit: {
      getCustomerId() {
        if (isDoNotTrack()) return undefined
        return store ? read() : link.ask(core => core.visitor(), () => given ?? early())
      },
      setCustomerId(id) {
        given = id == null ? undefined : String(id)
        const text = given
        link.run(core => core.setVisitor(text))
      },
      isDoNotTrack,
      setDoNotTrack: flag => (untracked = !!flag),
      setStore,
      setCustomerIdentifierService: setStore,
    },
  }
}

/** The cookie of a visitor who came back, for pages that ask before the core is there to read it. */
const early = () => pageCookies.readCookies().match(/(?:^|; )2c\.cId=([^;]+)/)?.[1]
