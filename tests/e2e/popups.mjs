/** Popups: what opens them, what the visitor can do with them, what is kept and what is told. */
import assert from "node:assert/strict"

/** Opens the shop's page as account `delta`. */
async function enter(visit, query = {}) {
  await visit.openReady({ "data-account": "delta", ...query }, { name: "popups/page.html" })
}

/** Opens the page with one campaign and one page view. */
async function visitShop(visit, trigger, { changes, query, cart } = {}) {
  await enter(visit, query)
  await visit.run((trigger, changes) => shop.offer(trigger, changes), trigger, changes ?? {})
  await visit.run(cart => shop.view(session => (cart ? session.setCart(shop.cart(...cart)) : session).viewFrontPage()), cart ?? null)
}

const shown = visit => visit.page.waitFor(() => shop.dialog?.getAttribute("aria-label"))
const events = visit => visit.run(() => shop.events)
const told = (visit, name) => visit.run(name => shop.events.filter(([known]) => known === name).map(([, payload]) => payload), name)
/** The chunk is there, so that it hears of what happens next. */
const loaded = visit => visit.page.waitFor(() => !!shop.api.internal.getOverlay().sortedCampaignsWithType)
/** Long enough for a popup that should not have come. */
const pause = (ms = 250) => new Promise(resolve => setTimeout(resolve, ms))

async function staysAway(visit) {
  await pause()
  assert.equal(await visit.run(() => !!shop.dialog), false)
}

async function close(visit) {
  await visit.run(() => shop.dialog.querySelector("[data-popup=close]").click())
  await visit.page.waitFor(() => shop.events.at(-1)[0] === "popupclosed")
}

const chunks = visit => visit.addresses("popups.js")
const now = { changes: { effect: { delay_min: 0 } } }

export const tests = {
  "a page without campaigns loads nothing more": async visit => {
    await enter(visit)
    await visit.run(() => shop.set({ discountPopupTriggers: {} }))
    await visit.run(() => shop.view())
    await pause()
    assert.deepEqual(await chunks(visit), [])
    assert.deepEqual(await visit.run(() => shop.api.popupCampaigns()), [])
  },

  "campaigns are known without the chunk, and methods load it": async visit => {
    await enter(visit)
    const known = await visit.run(async () => {
      await shop.set({ discountPopupTriggers: await shop.triggers() })
      const { api } = shop
      const before = api.internal.getOverlay()
      return [api.popupCampaigns().map(({ type }) => type).sort(), before.campaignList().length, typeof before.discountPopup.preview]
    })
    assert.deepEqual(known, [["abandonedCart", "allCustomers", "api", "exitIntent", "externalCampaign", "newCustomer"], 6, "function"])
    assert.deepEqual(await chunks(visit), [])
    await visit.run(() => shop.api.openPopup("d-api", {}))
    assert.equal(await shown(visit), "Find your size")
    assert.equal((await chunks(visit)).length, 1)
    assert.deepEqual(await events(visit), [["popupopened", { campaignId: "d-api", type: "api" }]])
    assert.equal(await visit.run(() => shop.api.internal.context.popupShown), true)
    await visit.threwNothing()
  },

  "a new visitor's popup waits for its delay": async visit => {
    await visitShop(visit, "newCustomer", { changes: { effect: { delay_min: 700 } } })
    await staysAway(visit)
    await shown(visit)
    assert.deepEqual(await told(visit, "popupopened"), [{ campaignId: "d-new", type: "newCustomer" }])
    const [first, second] = await visit.sandbox.popupsWhen(2)
    const { popup_id: popup, campaign_id: campaign, trigger, preview } = first.request
    assert.deepEqual([popup, campaign, trigger, preview], ["9d1000000000000000000003", "d-new", "newCustomer", false])
    assert.deepEqual([second.kind, second.campaign], ["triggered", "d-new"])
    const id = (await visit.idCookie()).value
    assert.deepEqual([first.customer, second.customer], [id, id])
    assert.equal((await visit.sandbox.counts()).options, 0, "no preflight")
  },

  "whoever began the visit earlier is not new": async visit => {
    await enter(visit)
    await visit.run(async () => {
      await shop.set({ discountPopupTriggers: {} })
      await shop.view()
      await shop.offer("newCustomer", { effect: { delay_min: 0 } })
      await shop.view()
    })
    await staysAway(visit)
  },

  "a popup for all waits for its conditions": async visit => {
    await visitShop(visit, "allCustomers", { changes: { condition: { min_page_views: 2 } } })
    await staysAway(visit)
    await visit.run(() => shop.view())
    assert.equal(await shown(visit), "The autumn sale")
  },

  "conditions are about the page that is viewed": async visit => {
    const changes = { condition: { min_page_views: 0, page_types: ["category"], categories: ["/Sale"] } }
    await visitShop(visit, "allCustomers", { changes })
    await staysAway(visit)
    await visit.run(() => shop.view(session => session.viewCategory("/Sale")))
    await shown(visit)
  },

  "a scrolled depth is waited for": async visit => {
    await visitShop(visit, "allCustomers", { changes: { condition: { min_page_views: 0 }, effect: { scroll_min: 50 } } })
    await staysAway(visit)
    await visit.run(() => scrollTo(0, 3000))
    await shown(visit)
  },

  "a campaign from outside opens where its address brought the visitor, and later in the visit": async visit => {
    await visitShop(visit, "externalCampaign")
    await staysAway(visit)
    // A popup that is delayed beyond the landing page.
    await visitShop(visit, "externalCampaign", { query: { utm_source: "letter" }, changes: { condition: { min_page_views: 3 } } })
    await staysAway(visit)
    await visitShop(visit, "externalCampaign", { changes: { condition: { min_page_views: 3 } } })
    await shown(visit)
    assert.equal(await visit.run(() => shop.dialog.querySelector("[data-popup=code]").textContent), "LETTER10")
    await visit.page.waitFor(() => shop.events.some(([name]) => name === "coupongiven"))
  },

  "as filters, addresses hold on the page itself": async visit => {
    const changes = { condition: { treat_url_conditions_as_filters: true, url_parameters: ["utm_source=letter"], urls: ["/no-such-page"] } }
    await visitShop(visit, "externalCampaign", { query: { utm_source: "letter" }, changes })
    await staysAway(visit)
    changes.condition.urls = ["/page.html"]
    await visitShop(visit, "externalCampaign", { query: { utm_source: "letter" }, changes })
    await shown(visit)
  },

  "leaving at the top opens, with something in the cart": async visit => {
    await visitShop(visit, "exitIntent")
    await loaded(visit)
    await visit.run(() => shop.leave())
    await staysAway(visit)
    await visit.run(() => shop.view(session => session.setCart(shop.cart(1, 20)).viewCart()))
    await staysAway(visit)
    await visit.run(() => shop.leave())
    assert.equal(await shown(visit), "Before you go")
  },

  "who comes back within the tolerance was not leaving": async visit => {
    await visitShop(visit, "exitIntent", { cart: [1, 20], changes: { effect: { re_entry_tolerance: 300 } } })
    await loaded(visit)
    await visit.run(() => (shop.leave(), shop.comeBack()))
    await pause(500)
    await staysAway(visit)
    await visit.run(() => shop.leave())
    await shown(visit)
  },

  "on a touch screen a fast scroll up is leaving": async visit => {
    await enter(visit)
    await visit.run(() => {
      const { matchMedia } = window
      window.matchMedia = query => (query.includes("coarse") ? { matches: true } : matchMedia(query))
      return shop.offer("exitIntent")
    })
    await visit.run(() => shop.view(session => session.setCart(shop.cart(1, 20)).viewFrontPage()))
    await loaded(visit)
    const flick = step => visit.run(async step => {
      scrollTo(0, 2500)
      await new Promise(resolve => setTimeout(resolve, 300))
      for (let turn = 1; turn <= 6; turn++) {
        scrollTo(0, 2500 - turn * step)
        await new Promise(resolve => setTimeout(resolve, 40))
      }
    }, step)
    await flick(30)
    await staysAway(visit)
    await flick(400)
    await shown(visit)
  },

  "an abandoned cart asks for the address and tells of it": async visit => {
    await visitShop(visit, "abandonedCart", { cart: [1, 20] })
    await loaded(visit)
    await visit.run(() => shop.leave())
    await staysAway(visit)
    await visit.run(() => shop.view(session => session.setCart(shop.cart(3, 20)).viewCart()))
    await visit.run(() => shop.leave())
    await shown(visit)
    await visit.run(() => shop.sendEmail("ada@example.com"))
    await visit.page.waitFor(() => shop.events.some(([name]) => name === "sendabandonedcartemail"))
    assert.deepEqual(await told(visit, "sendabandonedcartemail"), [{ sent: true, campaignId: "d-cart", email: "ada@example.com", message: "" }])
    assert.deepEqual(await told(visit, "emailgiven"), [{ email: "ada@example.com", newsletter: false }])
    assert.match(await visit.run(() => shop.focused.textContent), /on its way/)
    await close(visit)
    assert.equal(await visit.run(() => shop.api.internal.getOverlay().discountPopup.instance.readPopupAttributes("9d1000000000000000000005").state), "done")
  },

  "recovery popups can be switched off, and popups at all": async visit => {
    await enter(visit)
    await visit.run(async () => {
      await shop.offer("abandonedCart")
      shop.api.internal.modifySettings({ recoveryPopupEnabled: false })
      await shop.view(session => session.setCart(shop.cart(3, 20)).viewCart())
    })
    await loaded(visit)
    await visit.run(() => shop.leave())
    await staysAway(visit)
    await visit.run(() => (shop.api.internal.modifySettings({ recoveryPopupEnabled: true, discountPopupVisible: false }), shop.leave()))
    await staysAway(visit)
    await visit.run(() => (shop.api.internal.modifySettings({ discountPopupVisible: true }), shop.leave()))
    await shown(visit)
  },

  "the first in order opens, and no second beside it": async visit => {
    await enter(visit)
    await visit.run(async () => {
      const { allCustomers: [all], newCustomer: [fresh] } = await shop.triggers()
      all.condition.min_page_views = fresh.effect.delay_min = 0
      all.ordinal = 7
      await shop.set({ discountPopupTriggers: { allCustomers: [all], newCustomer: [fresh] } })
      await shop.view()
    })
    assert.equal(await shown(visit), "Ten per cent for your first order")
    await visit.run(() => shop.view())
    await close(visit)
    await staysAway(visit)
    // The next one comes with the next page.
    await visit.run(() => shop.view())
    assert.equal(await shown(visit), "The autumn sale")
  },

  "a disabled campaign stays away until it is enabled": async visit => {
    await enter(visit)
    await visit.run(async () => {
      await shop.offer("allCustomers", { condition: { min_page_views: 0 } })
      shop.api.disablePopup("d-all")
      await shop.view()
    })
    await staysAway(visit)
    await visit.run(() => shop.api.openPopup("d-all", {}))
    await visit.page.waitFor(() => shop.events.length)
    assert.deepEqual(await events(visit), [["popupopened", { campaignId: "d-all", type: "api", error: "enabledInJs" }]])
    await visit.run(() => shop.api.enablePopup("d-all"))
    await shown(visit)
  },

  "the dialog has a name, keeps focus inside and gives it back": async visit => {
    await enter(visit)
    const before = await visit.run(async () => {
      await shop.offer("api")
      document.getElementById("link").focus()
      const { height } = document.documentElement.getBoundingClientRect()
      const shifts = []
      window.shifts = shifts
      try {
        new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({ type: "layout-shift" })
      } catch {
        // not in this engine
      }
      shop.api.openPopup("d-api", {})
      return height
    })
    await shown(visit)
    const [role, modal, width, height, inside] = await visit.run(() => {
      const { dialog } = shop
      const box = dialog.getBoundingClientRect()
      return [dialog.localName, dialog.getAttribute("aria-modal"), box.width, document.documentElement.getBoundingClientRect().height, dialog.contains(shop.focused)]
    })
    assert.deepEqual([role, modal, inside], ["dialog", "true", true])
    assert.ok(width > 100, `${width} px wide whatever the page's own rules say`)
    assert.equal(height, before)
    const focused = []
    for (let turn = 0; turn < 5; turn++) {
      await visit.page.press("Tab")
      focused.push(await visit.run(() => (shop.dialog.contains(shop.focused) ? "inside" : shop.focused?.id || shop.focused?.localName)))
    }
    assert.ok(focused.includes("inside") && !focused.includes("link"), focused.join())
    await visit.page.press("Escape")
    await visit.page.waitFor(() => shop.events.at(-1)[0] === "popupclosed")
    assert.equal(await visit.run(() => document.activeElement.id), "link")
    assert.deepEqual(await told(visit, "popupclosed"), [{ campaignId: "d-api" }])
    assert.deepEqual(await visit.run(() => window.shifts.length), 0)
  },

  "the page's style sheet stays out, the campaign's own works": async visit => {
    await enter(visit)
    await visit.run(async () => {
      await shop.offer("api")
      shop.api.openPopup("d-api", { effects: { overlayOpacity: 0.5 } })
    })
    await shown(visit)
    const [colour, background, guide, backdrop] = await visit.run(() => {
      const { dialog } = shop
      const style = getComputedStyle(dialog)
      return [style.color, style.backgroundColor, getComputedStyle(dialog.querySelector(".guide")).color, getComputedStyle(dialog, "::backdrop").backgroundColor]
    })
    assert.deepEqual([colour, background, backdrop], ["rgb(17, 17, 17)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0.5)"])
    // Where a policy forbids inline styles it forbids those of a campaign too.
    assert.equal(guide, visit.mode === "csp" ? colour : "rgb(0, 170, 85)")
  },

  "motion is left out for who prefers it reduced": async visit => {
    const emulate = visit.page.native?.emulateMedia?.bind(visit.page.native)
    await enter(visit)
    await visit.run(() => shop.offer("api"))
    const animation = async () => {
      await visit.run(() => shop.api.openPopup("d-api", {}))
      await shown(visit)
      const name = await visit.run(() => getComputedStyle(shop.dialog).animationName)
      await visit.page.press("Escape")
      await visit.page.waitFor(() => !shop.dialog)
      return name
    }
    const reduced = await visit.run(() => matchMedia("(prefers-reduced-motion: reduce)").matches)
    assert.equal(await animation(), reduced ? "none" : "vitrine-appear")
    if (!emulate) return
    await emulate({ reducedMotion: "reduce" })
    assert.equal(await animation(), "none")
  },

  "an e-mail address gives the coupon, once": async visit => {
    await visitShop(visit, "newCustomer", now)
    await shown(visit)
    assert.equal(await visit.run(() => shop.dialog.querySelector("[data-popup=thanks]").hidden), true)
    await visit.run(() => shop.sendEmail("ada@example.com", true))
    await visit.page.waitFor(() => shop.events.some(([name]) => name === "coupongiven"))
    assert.deepEqual(await told(visit, "emailgiven"), [{ email: "ada@example.com", newsletter: true }])
    assert.deepEqual(await told(visit, "coupongiven"), [
      { coupon_campaign: "d-new", coupon_code: "WELCOME10", coupon_used: false, campaignId: "d-new", couponCode: "WELCOME10", origin: "popup" },
    ])
    const [form, code, focus] = await visit.run(() => [shop.dialog.querySelector("form").hidden, shop.dialog.querySelector("[data-popup=code]").textContent, shop.focused.getAttribute("data-popup")])
    assert.deepEqual([form, code, focus], [true, "WELCOME10", "thanks"])
    const messages = await visit.messages(3, "delta")
    const customer = messages.find(({ message }) => message.customer)
    assert.deepEqual(customer.message.customer, { email: "ada@example.com", newsletter: true })
    assert.equal(customer.method, "POST")
    const { coupon_campaign: campaign, coupon_code: given, coupon_used: used } = messages.find(({ message }) => message.coupon_code).message
    assert.deepEqual([campaign, given, used], ["d-new", "WELCOME10", false])

    // On the next page it is a ribbon, and behind it the same code without asking again.
    await visitShop(visit, "newCustomer", now)
    assert.equal(await visit.page.waitFor(() => shop.ribbon?.textContent), "10 % for you")
    assert.deepEqual(await events(visit), [["popupribbonshown", { campaignId: "d-new" }]])
    await visit.run(() => shop.ribbon.click())
    await shown(visit)
    assert.deepEqual(await visit.run(() => [shop.dialog.querySelector("form").hidden, shop.dialog.querySelector("[data-popup=code]").textContent]), [true, "WELCOME10"])
    assert.deepEqual(await told(visit, "popupmaximized"), [{ campaignId: "d-new" }])
    assert.deepEqual(await told(visit, "coupongiven"), [])
    await pause()
    assert.equal((await visit.sandbox.popupsWhen(3)).filter(({ kind }) => kind === "triggered").length, 1)
  },

  "a coupon button gives the code": async visit => {
    await visitShop(visit, "exitIntent", { cart: [1, 20] })
    await loaded(visit)
    await visit.run(() => shop.leave())
    await shown(visit)
    assert.equal(await visit.run(() => shop.dialog.textContent.includes("STAY5")), false)
    await visit.run(() => shop.click("coupon"))
    await visit.page.waitFor(() => shop.dialog.textContent.includes("STAY5") && shop.events.some(([name]) => name === "coupongiven"))
  },

  "minimised it waits at the edge, on the next page too; closed it is gone": async visit => {
    await visitShop(visit, "newCustomer", now)
    await shown(visit)
    await visit.run(() => shop.click("minimize"))
    await visit.page.waitFor(() => !shop.dialog && shop.ribbon)
    assert.deepEqual((await events(visit)).at(-1), ["popupminimized", { campaignId: "d-new" }])
    await visitShop(visit, "newCustomer", now)
    await visit.page.waitFor(() => shop.ribbon)
    await visit.run(() => shop.ribbon.click())
    await shown(visit)
    assert.equal(await visit.run(() => !!shop.ribbon), false)
    await close(visit)
    assert.deepEqual((await events(visit)).map(([name]) => name), ["popupribbonshown", "popupmaximized", "popupclosed"])
    await visitShop(visit, "newCustomer", now)
    await staysAway(visit)
    assert.equal(await visit.run(() => !!shop.ribbon), false)
  },

  "while one waits at the edge no other opens": async visit => {
    await visitShop(visit, "newCustomer", now)
    await shown(visit)
    await visit.run(() => shop.click("minimize"))
    await enter(visit)
    await visit.run(async () => {
      const { allCustomers: [all], newCustomer } = await shop.triggers()
      all.condition.min_page_views = 0
      await shop.set({ discountPopupTriggers: { allCustomers: [all], newCustomer } })
      await shop.view()
    })
    await visit.page.waitFor(() => shop.ribbon?.textContent)
    await staysAway(visit)
  },

  "with the filter, the ribbon keeps to the pages of its condition": async visit => {
    const changes = { condition: { min_page_views: 0, urls: ["only=here"] } }
    await visitShop(visit, "allCustomers", { changes, query: { only: "here" } })
    await shown(visit)
    const ribbonOn = async query => {
      await enter(visit, query)
      await visit.run(async changes => {
        await shop.offer("allCustomers", changes)
        shop.api.internal.modifySettings({ popupRibbonUrlFilter: true })
        await shop.view()
      }, changes)
      await pause()
      return visit.run(() => !!shop.ribbon)
    }
    assert.equal(await ribbonOn({}), false)
    assert.equal(await ribbonOn({ only: "here" }), true)
  },

  "a purchase ends it and tells of the coupon": async visit => {
    await visitShop(visit, "newCustomer", now)
    await shown(visit)
    await visit.run(() => shop.sendEmail("ada@example.com"))
    await visit.page.waitFor(() => shop.events.some(([name]) => name === "coupongiven"))
    await enter(visit)
    await visit.run(async () => {
      await shop.offer("newCustomer", { effect: { delay_min: 0 } })
      await shop.view(session => session.addOrder({
        info: { order_number: "1", email: "ada@example.com", first_name: "Ada", last_name: "L", type: "order", newsletter: false },
        items: shop.cart(1, 20).items,
      }))
    })
    await visit.page.waitFor(() => shop.events.some(([name]) => name === "coupongiven"))
    assert.equal((await told(visit, "coupongiven"))[0].coupon_used, true)
    const kept = await visit.run(() => shop.api.internal.getOverlay().discountPopup.instance.readPopupAttributes("9d1000000000000000000003"))
    assert.deepEqual([kept.state, kept.checkout, kept.coupon, kept.campaignId], ["done", true, "WELCOME10", "d-new"])
    await visitShop(visit, "newCustomer", now)
    await pause()
    assert.equal(await visit.run(() => !!shop.ribbon), false)
  },

  "a preview gives nothing, sends nothing and keeps nothing": async visit => {
    await enter(visit)
    await visit.run(async () => {
      await shop.offer("newCustomer", { enabled: false })
      shop.api.openPopup("d-new", { preview: true })
    })
    await shown(visit)
    await visit.run(() => shop.sendEmail("ada@example.com", true))
    await visit.page.waitFor(() => shop.dialog.querySelector("form").hidden)
    await close(visit)
    await pause()
    const entries = await visit.sandbox.popups()
    assert.deepEqual(entries.map(({ kind, request }) => [kind, request.preview]), [["show", true]])
    assert.deepEqual(await visit.allMessages("delta"), [])
    assert.deepEqual((await events(visit)).map(([name]) => name), ["popupopened", "popupclosed"])
    assert.deepEqual(await visit.run(() => shop.kept()), { local: [], session: [] })
  },

  "one that cannot be shown says so": async visit => {
    await enter(visit)
    await visit.sandbox.fault("delta", { path: "/overlay", kind: "status", status: 503 })
    await visit.run(async () => {
      await shop.offer("api")
      shop.api.openPopup("d-api", {})
      shop.api.openPopup("nothing", {})
    })
    await visit.page.waitFor(() => shop.events.length === 2)
    const errors = await told(visit, "popupopened")
    assert.deepEqual(errors.map(({ campaignId }) => campaignId).sort(), ["d-api", "nothing"])
    assert.ok(errors.some(({ error }) => /503/.test(error)) && errors.some(({ error }) => error === "unknown"))
    assert.equal(await visit.run(() => !!shop.dialog), false)
    await visit.sandbox.clearFaults("delta")
    await visit.run(() => shop.api.openPopup("d-api", {}))
    await shown(visit)
    await visit.threwNothing()
  },

  "the overlay object checks and opens": async visit => {
    await enter(visit)
    const result = await visit.run(async () => {
      await shop.set({ discountPopupTriggers: await shop.triggers() })
      shop.api.internal.activateOverlay()
      await new Promise(resolve => setTimeout(resolve, 500))
      const overlay = shop.api.internal.getOverlay()
      const { instance } = overlay.discountPopup
      instance.writePopupAttribute("p", "coupon", "C")
      const read = instance.readPopupAttributes("p")
      instance.writePopupAttribute("p", "coupon", null)
      return [
        overlay.sortedCampaignsWithType().map(({ type }) => type),
        instance.okToOpen("d-exit", { min_cart_size: 2 }, { cs: 2 }),
        instance.openCheck("d-exit", { min_cart_size: 2 }, { cs: 1 }),
        instance.openCheck("d-exit", undefined, { cs: 1 }),
        read,
        instance.readPopupAttributes("p"),
        overlay.openPopup("d-all"),
      ]
    })
    assert.deepEqual(result, [
      ["externalCampaign", "allCustomers", "newCustomer", "exitIntent", "abandonedCart", "api"],
      true, "min_cart_size", null, { coupon: "C" }, {}, "min_page_views",
    ])
    await visit.run(() => shop.api.internal.getOverlay().discountPopup.preview("9d1000000000000000000006", "d-api").internal)
    await shown(visit)
    await visit.run(() => shop.api.internal.getOverlay().discountPopup.instance.internal.close())
    await visit.page.waitFor(() => !shop.dialog)
  },

  "who must not be tracked leaves nothing behind": async visit => {
    await visitShop(visit, "newCustomer", { ...now, query: { "data-consent": "anonymous" } })
    await shown(visit)
    await visit.run(() => shop.click("minimize"))
    await visit.page.waitFor(() => shop.ribbon)
    assert.deepEqual(await visit.run(() => shop.kept()), { local: [], session: [] })
    assert.deepEqual((await visit.sandbox.popups()).map(({ kind, customer }) => [kind, customer]), [["show", null]])
    assert.deepEqual(await visit.page.cookies(), [])
  },

  "denied: nothing is loaded, asked for or kept": async visit => {
    await visit.openReady({ "data-account": "delta", "data-consent": "denied" }, { name: "popups/page.html" })
    await visit.run(async () => {
      await shop.offer("api")
      shop.api.openPopup("d-api", {})
    })
    await staysAway(visit)
    assert.deepEqual(await chunks(visit), [])
    assert.deepEqual(await visit.sandbox.popups(), [])
    assert.deepEqual(await visit.run(() => shop.kept()), { local: [], session: [] })
  },

  "campaigns of any shape do no harm": async visit => {
    await enter(visit)
    await visit.run(async () => {
      const odd = { id: "o", enabled: true, ordinal: "x", condition: 5, effect: null }
      await shop.set({ discountPopupTriggers: { allCustomers: [null, 7, odd, { ...odd, id: "n", condition: null }], odd: null, exitIntent: "x" } })
      await shop.view()
      shop.leave()
    })
    await pause()
    await visit.run(() => (shop.leave(), shop.api.popupCampaigns()))
    await visit.threwNothing()
  },
}
