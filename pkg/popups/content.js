import { flightsOf } from "../consent/flights.js"
import { serverOf } from "../settings.js"

/**
 * Asks the server for what a popup shows. Path and method are the vendor's; parameters and body are nowhere
 * documented, so both are ours: account and visitor where `ev1` has them, the rest as JSON in a body that needs no
 * preflight. The answer is markup, or an object with `html` and, all optional, `label` (the dialog's name),
 * `ribbon` (the text when it is minimised), `coupon` (a code, or why there is none in `error`).
 */
export async function fetchContent(parts, request) {
  const { fetch, settings, account, visit } = parts
  const controller = new AbortController()
  const flights = flightsOf(parts).add(controller)
  const query = new URLSearchParams({ m: account() })
  const visitor = visit.getCustomerId()
  if (visitor) query.set("c", visitor)
  const address = `${serverOf(settings)}/overlay/discount-modal/show?${query}`
  const response = await fetch(address, { method: "POST", body: JSON.stringify(request), signal: controller.signal })
  if (!response.ok) throw new Error(`the server answered with status ${response.status}`)
  const text = (await response.text()).trim()
  flights.delete(controller)
  const content = text[0] === "{" ? JSON.parse(text) : { html: text }
  if (!content.html) throw new Error("the server has no content")
  return content
}

/** Tells the analytics that a popup was shown; of visitors who must not be tracked, nothing. */
export function tellShown({ settings, account, visit }, campaignId) {
  if (visit.isDoNotTrack()) return
  const query = new URLSearchParams({ merchant: account() })
  const visitor = visit.getCustomerId()
  if (visitor) query.set("customer", visitor)
  const body = JSON.stringify({ campaign_id: campaignId, campaignId })
  navigator.sendBeacon?.(`${serverOf(settings)}/analytics/popup/triggered?${query}`, body)
}
