import { createNews, linkedResult, linkedSource } from "./arrival.js"
import { cookieOf, pageCookies } from "./cookies.js"
import { list } from "./list.js"

/** Hosts of search engines in any country; their mail and maps have other prefixes. */
const ENGINES =
  /(^|www\.|m\.|search\.)(google|bing|duckduckgo|yahoo|baidu|yandex|ecosia|qwant|naver|seznam|brave|startpage)\.[a-z.]{2,6}$/

/** The parameters in which engines write what was searched for. Most tell it no longer. */
const TERMS = ["q", "p", "query", "text", "wd"]

/**
 * What the way to the visitor's page says of them, once for each document and tab: a reload is no landing. E-mail
 * addresses and ids are kept nowhere.
 * @param keep as for `createClicks`; while it is not allowed, no e-mail address, no id and no cookie is read either
 */
export function createLanding({ settings, keep }) {
  const isNew = createNews(keep, "landing")

  return {
    /** What is to be told with the next request. In a document that changes its routes, only what is new. */
    take() {
      if (!globalThis.document) return
      const { readCookies } = pageCookies
      return landingOf({ url: location.href, referrer: document.referrer, readCookies }, settings, keep.allowed(), isNew)
    },
  }
}

/**
 * Campaigns, search engines, segments and mails that a page was reached by, as members of a message with `events` as
 * tuples; nothing when there is nothing to tell. What the targets of such events look like is the platform's secret;
 * ours are below.
 * @param page `{url, referrer, readCookies}`
 * @param tracked whether e-mail addresses, ids and cookies may be read
 * @param isNew says of a key whether it was not told before
 */
export function landingOf({ url, referrer, readCookies }, settings, tracked, isNew) {
  const { hostname, searchParams: query } = new URL(url)
  const told = {}
  const add = (member, value) => isNew(member + value) && (told[member] ??= []).push(value)
  const say = (member, value) => value && isNew(member) && (told[member] = value)
  const addEvent = (type, target) => target && add("events", [type, target])
  const cookie = name => name && cookieOf(readCookies(), name)

  addEvent("ec", pick(query, name => name.startsWith("utm_")))
  addEvent("cc", pick(query, name => list(settings.campaignUrlParameters).includes(name)))
  addEvent("es", referrer && search(referrer, hostname))
  for (const name of list(settings.segmentUrlParameters)) {
    for (const code of query.getAll(name)) if (code) add("segment_codes", code)
  }
  // Both are mails: sent on an event, and pictures in a newsletter.
  const source = linkedSource(settings, query)
  const ref = linkedResult(settings, query)
  if (/^(email|imgrec)$/.test(source) && ref && isNew(source + ref)) Object.assign(told, { mail_type: source, mail_ref: ref })

  if (tracked) {
    // A plus that nobody escaped arrives as a space.
    const email = query.get(settings.emailAddressUrlParamName)?.replace(/ /g, "+")
    say("customer", settings.collectEmailFromURL && /^[^@]+@[^@]+$/.test(email) && { email })
    // The safe reading of "names where it is read": a first-party cookie.
    say("external_identifier", cookie(settings.externalIdentifier))
    say("klaviyo_cookie", settings.klaviyoCookie && cookie("__kla_id"))
  }
  return Object.keys(told)[0] && told
}

/** Parameters by name, as a query string in the order of the names: one form for each campaign. */
function pick(query, isWanted) {
  const found = [...query].filter(([name, value]) => value && isWanted(name))
  // Most pages have none, and every call asks.
  if (!found[0]) return
  const sorted = new URLSearchParams(found)
  sorted.sort()
  return String(sorted)
}

/** The term that was searched for on the page called `referrer`, else the engine's host. */
function search(referrer, own) {
  const { hostname, searchParams } = new URL(referrer)
  if (hostname === own || !ENGINES.test(hostname)) return
  return TERMS.map(name => searchParams.get(name)).find(Boolean) ?? hostname
}
