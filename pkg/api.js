import { createBus } from "./bus.js"
import { createLink } from "./link.js"
import { createPlacements } from "./placements.js"
import { createAttribution, createSessions } from "./session.js"
import { snapshot } from "./snapshot.js"
import { createVisit } from "./visit.js"

/** Makes the `api` object that pages get. Its methods need no `this`, and it has no `then`. */
export function createApi({ anonymous, autoLoad, fetch, settings }) {
  const bus = createBus()
  const link = createLink(bus.report)
  const { host, visit } = createVisit(link, bus, anonymous)
  const createSession = createSessions(link)
  const session = createSession()
  const { watch, removeCampaigns, showPlacementPreviews, ...placements } = createPlacements({ settings, bus, attribute: () => {}, tagging: () => undefined })
  const { injectCampaigns } = placements
  const warned = new Set()

  /** Tells a developer what was wrong with the page's data: where, never what. */
  function warn(problems) {
    for (const { path, problem } of problems) {
      const line = `vitrine: ${path}: ${problem}`
      if (!warned.has(line)) console.warn(line)
      warned.add(line)
    }
  }

  Object.assign(host, {
    emit(name, text) {
      if (name === "diagnostic") warn(JSON.parse(text))
      bus.emit(name, () => {
        const payload = JSON.parse(text)
        // JSON has no dates.
        if (name === "prerender" && payload.eventDate) payload.eventDate = new Date(payload.eventDate)
        return [payload]
      })
    },
    settle: link.settled,
    inject: text => snapshot(injectCampaigns(JSON.parse(text))),
    fetch: (url, body, signal) => (fetch ?? globalThis.fetch)(url, body == null ? { signal } : { method: "POST", body, signal }),
  })

  function modifySettings(updates) {
    Object.assign(settings, updates)
    const text = snapshot(settings)
    link.run(core => core.configure(text))
  }

  const api = {
    setAutoLoad: flag => void (autoLoad = !!flag),
    isAutoLoad: () => autoLoad,
    createSession,
    defaultSession: () => session,
    recordAttribution: event => createAttribution(link, 0).recordAttribution(event),
    listen: bus.listen,
    unlisten: bus.unlisten,
    visit,
    placements: { ...placements, injectCampaigns: async (campaigns, targets) => injectCampaigns(campaigns, targets) },
    removeCampaigns,
    showPlacementPreviews,
    internal: {
      getSettings: () => settings,
      modifySettings,
      emit: (name, ...payload) => bus.emit(String(name).toLowerCase(), () => payload),
      logger: console,
    },
  }
  return { api, host, link, bus }
}
