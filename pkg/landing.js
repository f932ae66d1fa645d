import { createNews, linkedResult, linkedSource, parameters } from "./arrival.js"
import { pageCookies } from "./cookies.js"
import { list } from "./list.js"

/** Hosts of search engines in any country; their mail and maps have other prefixes. */
const ENGINES =
  /(^|www\.|m\.|search\.)(google|bing|duckduckgo|yahoo|baidu|yandex|ecosia|qwant|naver|seznam|brave|startpage)\.[a-z.]{2,6}$/

/** The parameters in which engines write what was searched for. Most tell it no longer. */
const TERMS = ["q", "p", "query", "text", "wd"]

/**
 * What the way to this page says of the visitor: campaigns, search engines, segments, mails. What the targets of such
 * events look like is the platform's secret; ours are below.
 *
 * Of all this, the tab keeps what it told of campaigns, so that a reload is no landing. E-mail addresses and ids are
 * kept nowhere.
 * @param keep as for `createClicks`
 * @param visit while it says `isDoNotTrack()`, no e-mail address, no id and no cookie is read
 */
export function createLanding({ settings, keep, visit }) {
  const isNew = createNews(keep, "landing")

  return {
    /**
     * What is to be told with the next request: members of its message, `events` as tuples. Nothing when all was told;
     * in a document that changes its routes, only what is new.
     */
    take() {
      if (!globalThis.document) return
      const query = parameters()
      const told = {}
      const add = (member, value) => isNew(member + value) && (told[member] ??= []).push(value)
      const say = (member, value) => value && isNew(member) && (told[member] = value)
      const addEvent = (type, target) => target && add("events", [type, target])

      addEvent("ec", pick(query, name => name.startsWith("utm_")))
      addEvent("cc", pick(query, name => list(settings.campaignUrlParameters).includes(name)))
      addEvent("es", search())
      for (const name of list(settings.segmentUrlParameters)) {
        for (const code of query.getAll(name)) if (code) add("segment_codes", code)
      }
      // Both are mails: sent on an event, and pictures in a newsletter.
      const source = linkedSource(settings)
      const ref = linkedResult(settings)
      if (/^(email|imgrec)$/.test(source) && ref && isNew(source + ref)) Object.assign(told, { mail_type: source, mail_ref: ref })

      if (!visit.isDoNotTrack()) {
        // A plus that nobody escaped arrives as a space.
        const email = query.get(settings.emailAddressUrlParamName)?.replace(/ /g, "+")
        say("customer", settings.collectEmailFromURL && /^[^@]+@[^@]+$/.test(email) && { email })
        // The safe reading of "names where it is read": a first-party cookie.
        say("external_identifier", cookie(settings.externalIdentifier))
        say("klaviyo_cookie", settings.klaviyoCookie && cookie("__kla_id"))
      }
      return Object.keys(told)[0] && told
    },
  }
}

/** Parameters by name, as a query string in the order of the names: one form for each campaign. */
function pick(query, isWanted) {
  const found = new URLSearchParams([...query].filter(([name, value]) => value && isWanted(name)))
  found.sort()
  return String(found)
}

/** The term that was searched for, else the engine's host. */
function search() {
  const { hostname, searchParams } = new URL(document.referrer || location.href)
  if (hostname === location.hostname || !ENGINES.test(hostname)) return
  return TERMS.map(name => searchParams.get(name)).find(Boolean) ?? hostname
}

/** The raw value of a cookie. */
const cookie = name =>
  name && pageCookies.readCookies().split("; ").find(pair => pair.startsWith(name + "="))?.slice(name.length + 1)
