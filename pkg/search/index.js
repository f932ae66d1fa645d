import { createError } from "../error.js"
import { snapshot } from "../snapshot.js"
import { createAnalytics } from "./analytics.js"
import { ask } from "./ask.js"
import { createDocument } from "./document.js"
import { createSessionParams } from "./profile.js"
import { createVariations } from "./variations.js"

/**
 * Search: loaded with the first call of one of its methods.
 * @param parts `{bus, settings, keep, visit, account(), fetch(url, init), profile()}`
 * @returns the methods of `api` by their names
 */
export function create(parts) {
  const { account, bus } = parts
  const variations = createVariations(parts)
  const analytics = createAnalytics(parts, variations)
  const getSearchSessionParams = createSessionParams(parts)
  const refuse = path => bus.report(createError({ code: "config", path }))

  /** The query as it is now, with what the page need not know. */
  async function complete(query) {
    const given = JSON.parse(snapshot(query)) ?? {}
    const sessionParams = given.sessionParams ?? await getSearchSessionParams()
    return { accountId: account(), abTests: variations.toQuery(), ...given, sessionParams }
  }

  async function search(query, options) {
    const { redirect, track, signal, ...recorded } = options ?? {}
    const document = createDocument(await complete(query), refuse)
    const event = { query, graphqlQuery: document.text, graphqlVariables: document.variables }
    try {
      const response = await ask(parts, document, signal)
      variations.keep(response.abTests)
      bus.emit("searchsuccess", () => [{ ...event, response }])
      if (track) analytics.recordSearch(track, query, response, recorded)
      if (redirect) follow(response.redirect)
      return response
    } catch (error) {
      bus.emit("searchfailure", () => [{ ...event, error: String(error?.message ?? error) }])
      throw error
    }
  }

  /** Leaves for the page a search term stands for; anything but a page is none. */
  function follow(address) {
    if (!address) return
    try {
      const url = new URL(address, location.href)
      if (/^https?:$/.test(url.protocol)) location.assign(url)
    } catch (error) {
      bus.report(error)
    }
  }

  return { search, getSearchSessionParams, ...analytics }
}
