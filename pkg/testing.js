import { createBus } from "./bus.js"
import { claimGlobals, createRunner } from "./globals.js"
import { REFINEMENTS, SETTERS, VIEWS } from "./session.js"

/** What `load()` and `update()` resolve to unless the test says otherwise. */
const EMPTY = {
  recommendations: {},
  campaigns: { recommendations: {}, content: {} },
  page_views: 1,
  geo_location: [],
  affinities: { discount: 0, top_brands: [], top_categories: [], top_product_types: [], top_skus: {} },
  cmpid: "",
}

const each = (names, make) => Object.fromEntries(names.split(" ").map(name => [name, make(name)]))

/** A library that sends nothing and notes everything: see `testing.d.ts`. */
export function mockVitrine({ respond = () => ({}) } = {}) {
  const requests = []
  const settings = { account: "mock" }
  const bus = createBus()
  let visitor
  let store
  let doNotTrack = false
  let autoLoad = true

  function createSession() {
    const setters = []
    const session = {
      ...each(SETTERS, name => (...args) => (setters.push([name, ...args]), session)),
      ...each(VIEWS, name => (...args) => createAction(setters, [name, ...args])),
      recordAttribution: (...event) => createAttribution().recordAttribution(...event),
    }
    return session
  }

  function createAction(setters, view) {
    const calls = []
    const send = async (method, flags) => {
      const request = { method, flags, view, calls: [...calls], setters: [...setters] }
      requests.push(request)
      return { ...EMPTY, ...(await respond(request)) }
    }
    const action = {
      ...each(REFINEMENTS, name => (...args) => (calls.push([name, ...args]), action)),
      load: flags => send("load", flags),
      update: () => send("update"),
      dumpData: () => ({ products: [] }),
    }
    return action
  }

  function createAttribution() {
    const events = []
    const attribution = {
      recordAttribution: (...event) => (events.push(event), attribution),
      dumpData: () => events.map(([type, ...rest]) => (typeof type === "object" ? [type.type, type.target] : [type, ...rest])),
      async done() {
        requests.push({ method: "done", events: events.splice(0) })
      },
    }
    return attribution
  }

  const setStore = replacement => (store = replacement)
  const session = createSession()
  const api = {
    setAutoLoad: flag => void (autoLoad = !!flag),
    isAutoLoad: () => autoLoad,
    createSession,
    defaultSession: () => session,
    recordAttribution: event => createAttribution().recordAttribution(event),
    listen: bus.listen,
    unlisten: bus.unlisten,
    visit: {
      getCustomerId: () => (store ? store.getCustomerId() : visitor),
      setCustomerId: id => (store ? store.setCustomerId(id) : void (visitor = id)),
      isDoNotTrack: () => doNotTrack,
      setDoNotTrack: flag => (doNotTrack = !!flag),
      setStore,
      setCustomerIdentifierService: setStore,
    },
    placements: {
      getPlacements: () => [],
      injectCampaigns: async campaigns => ({ filledElements: [], unFilledElements: Object.keys(campaigns ?? {}) }),
    },
    internal: {
      getSettings: () => settings,
      modifySettings: updates => void Object.assign(settings, updates),
      emit: (name, ...payload) => bus.emit(String(name).toLowerCase(), () => payload),
      logger: console,
    },
  }

  const nostojs = createRunner(api, bus)
  const before = typeof window === "object" && { nostojs: window.nostojs, nosto: window.nosto }
  if (before) claimGlobals(api, nostojs)
  return { api, nostojs, requests, restore: () => void (before && Object.assign(window, before)) }
}
