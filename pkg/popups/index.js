import { popupsOf } from "../overlay.js"
import { createAttributes } from "./attributes.js"
import { createChoice } from "./choice.js"
import { createMoments } from "./moment.js"
import { createStage } from "./stage.js"

/**
 * The popups of a page: `internal.getOverlay()`.
 * @param parts those of every chunk
 */
export function create(parts) {
  const { bus, settings } = parts
  const campaigns = () => popupsOf(settings)
  const attributes = createAttributes(parts.keep)
  const choice = createChoice(parts, attributes)
  const stage = createStage(parts, attributes)
  const moments = createMoments({
    landing: () => free() && choice.landing(),
    leaving: due => free() && choice.leaving(due),
    open: campaign => free() && !choice.check(campaign) && stage.show(campaign, {}),
  })

  const find = id => campaigns().find(campaign => campaign.id === id || campaign.popup_id === id)
  const free = () => settings.discountPopupVisible !== false && !stage.isBusy() && !choice.active()

  /** Opens a campaign if it may; says why not. */
  function open(campaign, { id, trigger, effect, preview, cart }) {
    const reason = !campaign ? "unknown" : stage.isBusy() ? "busy" : preview ? null : choice.check(campaign)
    if (reason) bus.emit("popupopened", () => [{ campaignId: id ?? campaign.id, type: trigger, error: reason }])
    else stage.show(campaign, { trigger, effect, preview, cart })
    return reason ?? undefined
  }

  /** The popup that the visitor was shown before is there as a ribbon until it is closed or something was bought. */
  function openMinimized() {
    const campaign = choice.active()
    if (!campaign || stage.isBusy() || settings.discountPopupVisible === false) return
    if (!settings.popupRibbonUrlFilter || choice.fitsAddress(campaign)) stage.ribbon(campaign, true)
  }

  function refresh() {
    openMinimized()
    moments.refresh()
  }

  /** @param message what the page told, if that is new */
  function setTriggers(response, message) {
    choice.learn(response, message)
    if (choice.isPurchase(message)) instance.stampOnCheckoutPage()
    refresh()
  }

  /** What `opts` of the api call their members, as effects call them. */
  const effectOf = ({ overlayOpacity, fadeInDelayMs } = {}) => ({ opacity_min: overlayOpacity, fadein_min: fadeInDelayMs })

  function openPopup(id, { effects, preview } = {}) {
    return open(find(id), { id, trigger: "api", effect: effectOf(effects), preview })
  }

  function preview(popupId, campaignId, effect) {
    open(find(popupId) ?? find(campaignId), { id: campaignId, trigger: "api", effect, preview: true })
    return instance
  }

  const switched = flag => id => {
    const campaign = find(id)
    if (!campaign) return
    choice.set(campaign, flag)
    refresh()
  }

  const openCheck = (id, condition, response) => {
    const campaign = find(id)
    return choice.check({ ...campaign, condition: condition ?? campaign?.condition }, response)
  }

  const instance = {
    internal: {
      showPopup: ({ campaignId, popupId, ...how }) => void open(find(popupId) ?? find(campaignId), { id: campaignId, ...how }),
      close: () => stage.close(),
    },
    preview: (popupId, campaignId, effect) => void preview(popupId, campaignId, effect),
    previewById: (popupId, effect) => void preview(popupId, undefined, effect),
    open(popupId, response, effect, trigger) {
      if (response) choice.learn(response)
      open(find(popupId), { id: popupId, trigger, effect })
    },
    okToOpen: (...args) => !openCheck(...args),
    openCheck,
    /** Something was bought: what was offered for it is over. */
    stampOnCheckoutPage() {
      for (const campaign of choice.allActive()) stage.bought(campaign)
    },
    openMinimized,
    done: id => stage.done(find(id)),
    writePopupAttribute: attributes.write,
    readPopupAttributes: attributes.read,
  }

  return {
    sortedCampaignsWithType: choice.sorted,
    activate: refresh,
    campaignList: campaigns,
    openPopup,
    enablePopup: switched(true),
    disablePopup: switched(false),
    setTriggers,
    preview,
    discountPopup: { instance, preview },
  }
}
