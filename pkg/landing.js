import { isShownAgain, readLink } from "./arrival.js"

/**
 * Hosts from which a visitor comes after a search, in any country; by the hosts of the search itself, because engines
 * run mail and shops too.
 */
const ENGINES =
  /^((www|m|cn|html|lite)\.)?((google|bing|duckduckgo|baidu|yandex|ya|ecosia|qwant|startpage|ask|sogou)|((m|r|[a-z]{2})\.)*search\.(yahoo|naver|brave|aol|seznam))\.[a-z]{2,3}(\.[a-z]{2})?$/

/** The parameters in which engines write what was searched for. Most tell it no longer. */
const TERMS = ["q", "p", "query", "text", "wd", "word"]

const list = names => (Array.isArray(names) ? names : [])

function cookie(name) {
  try {
    return document.cookie.split("; ").find(pair => pair.startsWith(name + "="))?.slice(name.length + 1)
  } catch {
    // a page in a sandboxed frame has none
  }
}

/**
 * What the way to this page says of the visitor: campaigns, search engines, segments, mails. The events' targets are
 * the platform's secret; ours are below, in one place.
 *
 * Of all this, the tab keeps what it told of campaigns, so that a reload is no landing. E-mail addresses and ids are
 * kept nowhere.
 * @param keep as for `createClicks`
 * @param isAnonymous whether the visitor may not be identified: then no e-mail, no id and no cookie is read
 */
export function createLanding({ settings, keep, isAnonymous = () => false }) {
  let told
  const known = {}

  function campaigns() {
    const { query, ref, source } = readLink(settings)
    // One form for each campaign, whatever the order of its parameters: a query string sorted by name.
    const pick = wanted => {
      const found = new URLSearchParams([...query].filter(([name, value]) => value && wanted(name)))
      found.sort()
      return String(found)
    }
    const { length } = (told ??= isShownAgain() ? list(keep.session.get("landing")) : [])
    const fresh = (...what) => {
      const key = what.join(" ")
      return what[1] && !told.includes(key) && told.push(key)
    }
    const events = [
      ["ec", pick(name => name.startsWith("utm_"))],
      ["cc", pick(name => list(settings.campaignUrlParameters).includes(name))],
      ["es", search()],
    ].filter(event => fresh(...event))
    const codes = list(settings.segmentUrlParameters).flatMap(name => query.getAll(name))
    const segment_codes = codes.filter(code => fresh("segment", code))
    // Both channels are mails: sent by an event, or pictures within a newsletter.
    const mail = /^(email|imgrec)$/.test(source) && fresh(source, ref)
    if (told.length > length) keep.session.set("landing", told)
    return { events, segment_codes, ...(mail && { mail_type: source, mail_ref: ref }) }
  }

  /** The term that was searched for, else the engine's host. */
  function search() {
    if (!document.referrer) return
    const { hostname, searchParams } = new URL(document.referrer)
    if (hostname === location.hostname || !ENGINES.test(hostname)) return
    return TERMS.map(name => searchParams.get(name)).find(Boolean) ?? hostname
  }

  function person() {
    const { collectEmailFromURL, emailAddressUrlParamName: parameter, externalIdentifier, klaviyoCookie } = settings
    // A plus that nobody escaped arrives as a space.
    const email = collectEmailFromURL && readLink(settings).query.get(parameter)?.replace(/ /g, "+")
    return {
      customer: /^[^@]+@[^@]+$/.test(email) && { email },
      // The safe reading of "names where it is read": a first-party cookie.
      external_identifier: externalIdentifier && cookie(externalIdentifier),
      klaviyo_cookie: klaviyoCookie && cookie("__kla_id"),
    }
  }

  const isNew = ([name, value]) => value && known[name] !== (known[name] = JSON.stringify(value))

  return {
    /**
     * What is to be told with the next request: members of its message, `events` as tuples. Nothing when all was told;
     * in a document that changes its routes, only what is new.
     */
    take() {
      if (!globalThis.document) return
      const members = Object.entries(campaigns()).filter(([, value]) => value.length)
      if (!isAnonymous()) members.push(...Object.entries(person()).filter(isNew))
      return members[0] && Object.fromEntries(members)
    },
  }
}
