// What the tests of popups do in a page, so that each test reads as a story.
window.shop = {
  events: [],

  /** Waits for the library and gives the account one campaign: that of `trigger`, with `changes` of its members. */
  async offer(trigger, changes = {}) {
    const triggers = await this.triggers()
    const [campaign] = triggers[trigger]
    const { condition, effect, ...rest } = changes
    Object.assign(campaign, { condition: { ...campaign.condition, ...condition }, effect: { ...campaign.effect, ...effect } }, rest)
    await this.set({ discountPopupTriggers: { [trigger]: [campaign] } })
  },

  async triggers() {
    return (await (await fetch("/settings/delta.json")).json()).discountPopupTriggers
  },

  async set(settings) {
    const api = await new Promise(window.nostojs)
    this.api = api
    for (const name of ["popupOpened", "popupClosed", "popupMinimized", "popupMaximized", "popupRibbonShown", "coupongiven", "emailgiven", "sendabandonedcartemail"]) {
      api.listen(name, payload => this.events.push([name.toLowerCase(), payload]))
    }
    api.internal.modifySettings(settings)
  },

  /** One page view. */
  view(act = session => session.viewFrontPage()) {
    return act(this.api.defaultSession()).load().then(() => true)
  },

  cart: (quantity, price) => ({ items: [{ product_id: "day-pack", name: "Day pack", quantity, unit_price: price, price_currency_code: "EUR" }] }),

  find(selector) {
    return [...document.querySelectorAll("body > *")].map(element => element.shadowRoot?.querySelector(selector)).find(Boolean)
  },
  get dialog() { return this.find("dialog[open]") },
  get ribbon() { return this.find(".vitrine-ribbon") },
  click(role) { this.dialog.querySelector(`[data-popup=${role}]`).click() },
  sendEmail(email, newsletter) {
    const form = this.dialog.querySelector("form")
    form.querySelector("[type=email]").value = email
    if (newsletter) form.querySelector("[type=checkbox]").checked = true
    form.requestSubmit()
  },
  /** The pointer leaves the window at its top. */
  leave() { document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -1 })) },
  comeBack() { document.documentElement.dispatchEvent(new MouseEvent("mouseover", { bubbles: true, clientY: 9 })) },
  /** The element that has focus, in whatever shadow. */
  get focused() {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element
  },
  kept() {
    const areas = [["local", localStorage], ["session", sessionStorage]]
    return Object.fromEntries(areas.map(([name, area]) => [name, Object.keys(area).filter(key => key.startsWith("vitrine.")).map(key => [key, JSON.parse(area.getItem(key))])]))
  },
}
