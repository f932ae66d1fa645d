import { createApi } from "./api.js"
import { createError } from "./error.js"
import { claimGlobals, createRunner } from "./globals.js"
import { snapshot } from "./snapshot.js"

/** What an action resolves to unless the test says otherwise. */
const EMPTY = {
  recommendations: {},
  campaigns: { recommendations: {}, content: {} },
  page_views: 1,
  geo_location: [],
  affinities: { discount: 0, top_brands: [], top_categories: [], top_product_types: [], top_skus: {} },
  cmpid: "",
}

/** What needs a server of its own (search, popups, the inspector) is not in the mock. */
const loadChunk = async name => {
  throw createError({ code: "unavailable", path: name })
}

/** A library that sends nothing and notes everything: see `testing.d.ts`. */
export function mockVitrine({ respond = () => ({}) } = {}) {
  const requests = []
  const { api, parts: { link, bus } } = createApi({ autoLoad: false, settings: { account: "mock" }, loadChunk })
  let visitor
  api.visit.setStore({ getCustomerId: () => visitor, setCustomerId: id => (visitor = id) })
  link.open(createCore(requests, respond, link))

  const nostojs = createRunner(api, bus)
  const before = typeof window === "object" && { nostojs: window.nostojs, nosto: window.nosto }
  if (before) claimGlobals(() => ({ api, run: nostojs }))()
  return { api, nostojs, requests, restore: () => void (before && Object.assign(window, before)) }
}

/** The place of the core is taken by one that notes what it is told. The façade in front of it is the real one. */
function createCore(requests, respond, link) {
  const sessions = new Map()

  function note(id, text) {
    const [setters, , flags, first, ...calls] = JSON.parse(text)
    const said = sessions.get(id) ?? []
    said.push(...setters)
    sessions.set(id, said)
    const { attribution, inject, update, ...own } = flags ?? {}
    if (attribution) return { events: [first, ...calls].map(([, ...event]) => event) }
    if (first?.[0] === "message") return { flags: own, message: first[1] }
    return { flags: own, view: first, calls, setters: [...said] }
  }

  async function answer(call, request) {
    try {
      const value = request.events ? undefined : { ...(request.view && EMPTY), ...(await respond(request)) }
      link.settled(call, false, value)
    } catch (error) {
      link.settled(call, true, { code: "network", ...error })
    }
  }

  return {
    submit(call, id, text) {
      const request = note(id, text)
      requests.push(request)
      answer(call, request)
      return 0
    },
    dump(id, text) {
      const { events = [], message } = note(id, text)
      const tuple = ([type, ...rest]) => (typeof type === "object" ? [type.type, type.target] : [type, ...rest])
      return snapshot({ events: events.map(tuple), ...message })
    },
    wake() {},
    tellAnew() {},
    dropSession: id => sessions.delete(id),
    abort: call => link.settled(call, true, { code: "aborted" }),
  }
}
