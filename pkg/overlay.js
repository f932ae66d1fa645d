/** Popup campaigns of the account, each with its trigger as `type`. */
export const popupsOf = ({ discountPopupTriggers }) =>
  Object.entries(discountPopupTriggers ?? {}).flatMap(([type, list]) => [].concat(list ?? []).map(campaign => ({ ...campaign, type })))

/**
 * Popups until one is needed: what a page may ask of them. The chunk that shows them is loaded when it asks, or when
 * the account has a campaign that may open by itself; like every call, that waits for the core.
 */
export function createOverlay({ settings, bus, link, chunk }) {
  const campaignList = () => popupsOf(settings)
  const early = { campaignList }
  let overlay
  let message

  const load = async () => (overlay = await chunk("popups"))
  for (const name of "activate openPopup enablePopup disablePopup setTriggers preview".split(" ")) {
    early[name] = (...args) => link.run(() => load().then(loaded => loaded[name](...args)).catch(bus.report))
  }
  const { activate, openPopup, enablePopup, disablePopup, setTriggers, preview } = early
  early.discountPopup = { instance: null, preview }

  return {
    /** A message went out. Those that tell of something else than a view say nothing about the page. */
    heard(text) {
      if (text.includes('"page_type"')) message = text
    },
    answered(answer) {
      if (!campaignList().some(({ enabled }) => enabled)) return
      setTriggers(answer, message && JSON.parse(message))
      message = undefined
    },
    getOverlay: () => overlay ?? early,
    activateOverlay: activate,
    popupCampaigns: () => settings.discountPopupTriggers && campaignList().map(({ id, name, type }) => ({ id, name, type })),
    openPopup,
    enablePopup,
    disablePopup,
  }
}
