/** What `internal.getOverlay()` gives, for tools: the popups of the page. */
import { gives, tells } from "./check.mjs"

/** Runs `body` once the part of the library that shows popups is there, and closes what it opened. */
const overlay = body => `async api => {
  const until = async condition => { while (!condition()) await new Promise(resolve => setTimeout(resolve, 20)) }
  api.internal.activateOverlay()
  await until(() => api.internal.getOverlay().discountPopup.instance?.internal)
  const overlay = api.internal.getOverlay()
  const popup = overlay.discountPopup.instance
  const id = "9d1000000000000000000006"
  const opened = () => new Promise(resolve => api.listen("popupopened", resolve))
  const closed = () => new Promise(resolve => api.listen("popupclosed", resolve))
  const forget = () => localStorage.removeItem("vitrine.delta.popups")
  forget()
  try {
    return await (${body})({ api, overlay, popup, id, opened, until })
  } finally {
    popup.internal.close()
    forget()
  }
}`

/** It opens the popup: the bus says so. */
const opens = (body, expected = { campaignId: "d-api", error: null }) => tells(overlay(`async at => {
  const told = at.opened()
  ;(${body})(at)
  await told
}`), "popupopened", expected)

export const Overlay = {
  sortedCampaignsWithType: gives(overlay(({ overlay }) => overlay.sortedCampaignsWithType().map(({ id, type }) => [id, type])), [["d-api", "api"]]),
  activate: tells(overlay(async ({ api, overlay, popup, id }) => {
    popup.writePopupAttribute(id, "state", "minimized")
    const shown = new Promise(resolve => api.listen("popupribbonshown", resolve))
    overlay.activate()
    await shown
    popup.done(id)
  }), "popupribbonshown", { campaignId: "d-api" }),
  campaignList: gives(overlay(({ overlay }) => overlay.campaignList().map(({ id, type }) => [id, type])), [["d-api", "api"]]),
  openPopup: opens(({ overlay }) => overlay.openPopup("d-api")),
  enablePopup: opens(({ overlay }) => {
    overlay.disablePopup("d-api")
    overlay.enablePopup("d-api")
    overlay.openPopup("d-api")
  }),
  disablePopup: gives(overlay(({ overlay }) => {
    overlay.disablePopup("d-api")
    const reason = overlay.openPopup("d-api")
    overlay.enablePopup("d-api")
    return typeof reason
  }), "string"),
  setTriggers: gives(overlay(({ api, overlay, popup, id }) => {
    const richer = { min_cart_value: 50 }
    overlay.setTriggers({ ct: 10, cs: 1, pv: 1, gl: [] })
    const before = popup.okToOpen(id, richer)
    overlay.setTriggers({ ct: 60, cs: 1, pv: 1, gl: [] })
    return [before, popup.okToOpen(id, richer)]
  }), [false, true]),
  discountPopup: gives(overlay(({ overlay }) => typeof overlay.discountPopup.preview), "function"),
}

export const discountPopup = {
  instance: gives(overlay(({ overlay }) => typeof overlay.discountPopup.instance.open), "function"),
  preview: opens(({ overlay, id }) => overlay.discountPopup.preview(id, "d-api", { opacity_min: 0.4 })),
}

export const DiscountPopup = {
  internal: gives(overlay(({ popup }) => typeof popup.internal.close), "function"),
  preview: opens(({ popup, id }) => popup.preview(id, "d-api")),
  previewById: opens(({ popup, id }) => popup.previewById(id, {})),
  open: opens(({ popup, id }) => popup.open(id, { ct: 1, cs: 1, pv: 1, gl: [] }, {}, "api")),
  okToOpen: gives(overlay(({ popup, id }) => [{}, { min_cart_size: 3 }].map(condition => popup.okToOpen(id, condition, { cs: 2 }))), [true, false]),
  openCheck: gives(overlay(({ popup, id }) => [{}, { min_cart_size: 3 }].map(condition => popup.openCheck(id, condition, { cs: 2 }))), [null, "min_cart_size"]),
  stampOnCheckoutPage: gives(overlay(({ popup, id }) => {
    popup.writePopupAttribute(id, "state", "minimized")
    popup.stampOnCheckoutPage()
    return popup.readPopupAttributes(id).checkout
  }), true),
  openMinimized: tells(overlay(({ popup, id }) => {
    popup.writePopupAttribute(id, "state", "minimized")
    popup.openMinimized()
    popup.done(id)
  }), "popupribbonshown", { campaignId: "d-api" }),
  done: gives(overlay(({ popup, id }) => {
    popup.writePopupAttribute(id, "state", "minimized")
    popup.done(id)
    return popup.readPopupAttributes(id).state
  }), "done"),
  writePopupAttribute: gives(overlay(({ popup, id }) => {
    popup.writePopupAttribute(id, "coupon", "TEN")
    const set = popup.readPopupAttributes(id).coupon
    popup.writePopupAttribute(id, "coupon", null)
    return [set, popup.readPopupAttributes(id).coupon ?? null]
  }), ["TEN", null]),
  readPopupAttributes: gives(overlay(({ popup, id }) => {
    popup.writePopupAttribute(id, "coupon", "TEN")
    return [popup.readPopupAttributes(id).coupon, popup.readPopupAttributes()[id].coupon]
  }), ["TEN", "TEN"]),
}

export const popupInternals = {
  showPopup: opens(({ popup, id }) => popup.internal.showPopup({ popupId: id, campaignId: "d-api", effect: {}, trigger: "api" })),
  close: tells(overlay(async ({ popup, overlay, opened }) => {
    const told = opened()
    overlay.openPopup("d-api")
    await told
    popup.internal.close()
  }), "popupclosed", { campaignId: "d-api" }),
}
