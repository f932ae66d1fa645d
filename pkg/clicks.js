import { createNews, linkedOrigin } from "./arrival.js"
import { list } from "./list.js"

/**
 * How long after a click, in ms, the page it led to may still claim it. The platform says no more than "short"; this
 * covers a page load on a slow phone. `settings.attributionWindow` changes it.
 */
const WINDOW = 30000

/** Clicks that wait for their page; older ones make room. */
const MAX_PAIRS = 20

/** What of a campaign is captured. Old SVG links have their address in another namespace. */
const CAPTURED = "a[*|href],[data-nosto-product]"

/** The second is the middle button, the third "open in a new tab"; Enter on a link is a `click` already. */
const CLICKS = ["click", "auxclick", "contextmenu"]

/** Without the anchor, which makes no page; what routers keep behind `#/` or `#!` does. */
const address = href => String(href).replace(/#(?![!/]).*/, "")

/** Without the query too. Only so are pages stored: a query may say who the visitor is. */
const bare = href => address(href).replace(/\?[^#]*/, "")

/**
 * Which clicks on campaigns led to which page views.
 *
 * A page view is attributed by the parameters of its URL (links in mails have them), else, with
 * `settings.parameterlessAttribution`, by a pair which the click stored: target URL and result id, with the page it
 * happened on and the time. Links of the page are never rewritten: without the pairs, campaigns have to be rendered
 * with the decorated URLs of the response.
 * @param keep storage that consent governs: `{get, set, remove, session: {get, set}}`
 * @param record sends one event at once
 */
export function createClicks({ settings, keep, record }) {
  /** Element → the campaign that was rendered into it last. */
  const campaigns = new WeakMap()
  const isNew = createNews(keep, "attributed")
  /** The present page view: its address, the one it was reached from, and its attribution once somebody asked. */
  let view

  function present() {
    const url = address(location.href)
    // Routes of one document follow each other; nothing says so but the address itself.
    if (view?.url !== url) view = { url, from: view ? view.url : document.referrer }
    return view
  }

  /** The clicks that may still be claimed. What is stored may be anybody's. */
  const recent = () =>
    list(keep.get("clicks")).filter(pair => typeof pair?.url == "string" && Number.isFinite(pair.time) && Date.now() - pair.time < (+settings.attributionWindow || WINDOW))

  /** What was clicked is the innermost link or product; the campaign is the innermost around it. */
  function onClick(event) {
    let target
    for (const node of event.composedPath()) {
      if (!target && node.nodeType === 1 && node.matches(CAPTURED)) target = node
      const campaign = campaigns.get(node)
      if (!campaign) continue
      if (target && node === event.currentTarget) capture(target, campaign, event)
      return
    }
  }

  function capture(target, { result_id, extra_attribution: extra }, { type, button }) {
    const { url: page } = present()
    const url = leadsTo(target)
    const product = target.getAttribute("data-nosto-product")
    const { ref = result_id, refSrc, refType } = extra?.[url] ?? extra?.[product] ?? {}
    const origin = { ref, refSrc, refType }
    if (!url || url === page) {
      // A click of another button means something else, and is a `click` in older browsers.
      if (product && type === "click" && !button) record({ type: "vp", target: product, ...origin })
    } else if (settings.parameterlessAttribution) {
      const others = recent().filter(pair => pair.url !== url)
      keep.set("clicks", [...others, { url, page: bare(page), time: Date.now(), origin }].slice(-MAX_PAIRS))
    }
  }

  function attribution({ url, from }) {
    const linked = linkedOrigin(settings, location.href)
    const origin = !linked?.ref && settings.parameterlessAttribution && from.startsWith(location.origin) && claim(url, from)
    return origin || (linked && isNew(bare(url) + linked.ref) ? linked : undefined)
  }

  /** What the click that led here says; it is used up. */
  function claim(url, from) {
    const compared = settings.parameterlessAttributionNoQueryCheck ? bare : address
    const targets = [url, document.querySelector("link[rel~=canonical]")?.href].map(compared)
    // The page's policy may shorten the referrer to its origin.
    const cameFrom = page => page === bare(from) || from === location.origin + "/"
    const pairs = recent()
    const found = pairs.find(pair => targets.includes(compared(pair.url)) && cameFrom(pair.page))
    const rest = pairs.filter(pair => pair !== found)
    rest[0] ? keep.set("clicks", rest) : keep.remove("clicks")
    return found?.origin
  }

  return {
    /**
     * Attributes clicks inside `element`, also on what comes into it later. A second call replaces the first; without a
     * result id nothing is attributed any more.
     * @param campaign `result_id`, and `extra_attribution`: by the address a link leads to (without its anchor), or by
     *   product id, what to say of it instead: `{ref?, refSrc?, refType?}`
     */
    attribute(element, campaign) {
      if (!element?.addEventListener) return
      if (!campaign?.result_id) return void campaigns.delete(element)
      campaigns.set(element, campaign)
      // A listener is added but once; and before the page's own, which may stop the event.
      for (const type of CLICKS) element.addEventListener(type, onClick, true)
    },

    /**
     * What the present page view is attributed to: `{ref?, refSrc?, refType?}`, or nothing. One answer per URL, to be
     * asked for at each page view; `ref` is missing when only the channel is known.
     */
    reference() {
      if (!globalThis.document) return
      const asked = present()
      if (!("answer" in asked)) asked.answer = attribution(asked)
      return asked.answer
    },
  }
}

/** The address a link leads to, or nothing. */
function leadsTo({ localName, href, baseURI }) {
  try {
    // In SVG it is an object, and not resolved.
    const url = localName === "a" && new URL(href.baseVal ?? href, baseURI).href
    return /^http/.test(url) ? address(url) : undefined
  } catch {
    // an address that is none
  }
}
