/** The class that makes an element with an id a placement; an id alone may mean something else to the page. */
const PLACEMENT = "nosto_element"

/** Ids of the placements in the document, in its order. */
export const getPlacements = () =>
  [...(globalThis.document?.getElementsByClassName(PLACEMENT) ?? [])].map(element => element.id).filter(Boolean)

/**
 * Puts campaigns, HTML or objects with `html`, into their placements; elements in `targets` win over those in the
 * document. What cannot be filled is reported, never thrown.
 */
export function injectCampaigns(campaigns, targets, report) {
  const filledElements = []
  const unFilledElements = []
  for (const [placement, campaign] of Object.entries(campaigns)) {
    const html = campaign?.html ?? campaign
    const element = targets?.[placement] ?? find(placement)
    const filled = element && typeof html === "string" && fill(element, html, report)
    ;(filled ? filledElements : unFilledElements).push(placement)
  }
  return { filledElements, unFilledElements }
}

function find(placement) {
  const element = globalThis.document?.getElementById(placement)
  return element?.classList.contains(PLACEMENT) && element
}

function fill(element, html, report) {
  try {
    element.innerHTML = html
    // Markup that is set does not run its scripts; a copy that is inserted anew does, under the page's own policy.
    for (const script of element.querySelectorAll("script")) {
      const copy = document.createElement("script")
      for (const { name, value } of script.attributes) copy.setAttribute(name, value)
      copy.nonce = script.nonce
      copy.textContent = script.textContent
      script.replaceWith(copy)
    }
    return true
  } catch (error) {
    report(error)
  }
}
