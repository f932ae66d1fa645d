import { trust } from "../trust.js"
import { keyOf } from "./choice.js"
import { fetchContent, tellShown } from "./content.js"
import { showDialog } from "./dialog.js"
import { showRibbon } from "./ribbon.js"

const OPACITY = 0.8

/** Shows one popup at a time, and does what the visitor asks it for. */
export function createStage(parts, attributes) {
  const { api, bus } = parts
  let loading = false
  let dialog
  let ribbon

  const isBusy = () => loading || !!dialog?.isShown()
  const tell = (name, campaign) => bus.emit(name, () => [{ campaignId: idOf(campaign) }])
  const keep = (campaign, name, value) => attributes.write(keyOf(campaign), name, value)
  const kept = campaign => attributes.read(keyOf(campaign))

  /** @param again whether the visitor asks for it by its ribbon */
  async function show(campaign, { trigger = campaign.type, effect, preview, cart, again }) {
    const type = trigger
    loading = true
    try {
      const request = { popup_id: keyOf(campaign), campaign_id: idOf(campaign), trigger, preview: !!preview, cart_total: cart?.total, cart_size: cart?.size }
      const content = await fetchContent(parts, request)
      if (effect?.fadein_min > 0) await new Promise(resolve => setTimeout(resolve, effect.fadein_min))
      ribbon?.remove()
      raise(campaign, content, effect, preview)
      if (again) return tell("popupmaximized", campaign)
      if (!preview) tellShown(parts, idOf(campaign))
      bus.emit("popupopened", () => [{ campaignId: idOf(campaign), type }])
    } catch (error) {
      bus.emit("popupopened", () => [{ campaignId: idOf(campaign), type, error: String(error?.message ?? error) }])
    } finally {
      loading = false
    }
  }

  function raise(campaign, content, effect, preview) {
    const { opacity_min: opacity = OPACITY } = effect ?? {}
    const coupon = { ...content.coupon, code: content.coupon?.code ?? (typeof content.coupon === "string" ? content.coupon : undefined) }
    dialog = showDialog({
      html: trusted(parts, content.html),
      forbidden: parts.settings.campaignScripts === false,
      label: content.label,
      opacity: Number(opacity) >= 0 ? Number(opacity) : OPACITY,
      act: (what, form) => act(campaign, what, form, coupon, preview),
      ended: how => end(campaign, how, preview),
    })
    if (api.internal.context) api.internal.context.popupShown = true
    if (preview) return
    keep(campaign, "campaignId", idOf(campaign))
    keep(campaign, "label", content.ribbon ?? dialog.label)
    keep(campaign, "state", "open")
    // Nothing to do for the code, or done before: it is there at once.
    const given = kept(campaign).coupon
    if (given) dialog.answer(given)
    else if (coupon.code && !dialog.has("email") && !dialog.has("coupon")) give(campaign, coupon)
  }

  async function act(campaign, what, form, coupon, preview) {
    if (preview) return dialog.answer()
    const sent = what === "email" && tellEmail(campaign, form)
    if (coupon.code || coupon.error) give(campaign, coupon)
    else {
      // Nothing to come back for.
      keep(campaign, "state", "done")
      dialog.answer()
    }
    await sent
  }

  function give(campaign, { code, error }) {
    if (!code) {
      bus.emit("coupongiven", () => [{ coupon_campaign: idOf(campaign), campaignId: idOf(campaign), origin: "popup", error }])
      return dialog.answer()
    }
    keep(campaign, "coupon", code)
    dialog.answer(code)
    // Sends the message and tells the listeners.
    api.internal.couponGiven(idOf(campaign), code, false).catch(bus.report)
  }

  async function tellEmail(campaign, form) {
    const email = form.querySelector("[type=email]")?.value.trim()
    if (!email) return
    const box = form.querySelector("[type=checkbox]")
    // Without a box, the form itself says whether its words ask for consent to the newsletter.
    const customer = { email, newsletter: box ? box.checked : form.hasAttribute("data-newsletter") }
    bus.emit("emailgiven", () => [customer])
    let message = ""
    await api.customer(customer).catch(error => {
      message = error?.code ?? "failed"
      bus.report(error)
    })
    if (campaign.type === "abandonedCart") {
      bus.emit("sendabandonedcartemail", () => [{ sent: !message, campaignId: idOf(campaign), email, message }])
    }
  }

  function end(campaign, how, preview) {
    const isMinimized = how === "minimize"
    if (!preview) {
      keep(campaign, "state", isMinimized ? "minimized" : kept(campaign).state === "done" ? "done" : "closed")
      if (isMinimized) showAsRibbon(campaign)
    }
    tell(isMinimized ? "popupminimized" : "popupclosed", campaign)
  }

  /** @param anew after a page was loaded, not by the visitor's own hand */
  function showAsRibbon(campaign, anew) {
    if (ribbon?.isShown()) return
    ribbon = showRibbon(kept(campaign).label ?? document.title, () => show(campaign, { again: true }))
    if (anew) tell("popupribbonshown", campaign)
  }

  function done(campaign) {
    if (!campaign) return
    keep(campaign, "state", "done")
    ribbon?.remove()
  }

  return {
    isBusy,
    show,
    ribbon: showAsRibbon,
    close: () => dialog?.isShown() && dialog.end("close"),
    done,
    bought(campaign) {
      const { coupon } = kept(campaign)
      keep(campaign, "checkout", true)
      done(campaign)
      if (coupon) api.internal.couponGiven(idOf(campaign), coupon, true).catch(bus.report)
    },
  }
}

/** The id by which events and messages name a campaign. */
const idOf = ({ id, popup_id }) => id ?? popup_id

/** Markup as a page with Trusted Types takes it: by the library's policy, whoever has made it. */
const trusted = ({ html }, text) => (html ? html(text) : trust().createHTML(text))
