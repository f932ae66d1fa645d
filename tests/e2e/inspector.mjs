/** The inspector: a panel that the address opens, and what it says about the page. */
import assert from "node:assert/strict"

/** One test has a policy of its own that refuses WebAssembly; the panel is the same code in both. */
export const only = ["wasm"]

const debug = { nostodebug: "true" }
const tagged = { name: "inspector/tagged.html" }

/** Text of the panel's view named `tab`, once `part` is in it. */
async function read(visit, tab, part = "") {
  await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
  return visit.page.waitFor((tab, part) => {
    const { shadowRoot: root } = document.querySelector("[data-vitrine-inspector]")
    const button = [...root.querySelectorAll("[role=tab]")].find(({ textContent }) => textContent === tab)
    if (button.getAttribute("aria-selected") !== "true") button.click()
    for (const details of root.querySelectorAll(".view details")) details.open = true
    const text = root.querySelector(".view").textContent
    return text.includes(part) && text
  }, { args: [tab, part] })
}

/** The timeline as `kind title` of its rows. */
async function rows(visit, part) {
  await read(visit, "Timeline", part)
  // Outcomes are shown a moment later.
  await new Promise(resolve => setTimeout(resolve, 200))
  return visit.run(() => [...document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelectorAll(".row:not([hidden]) > details > summary")]
    .map(summary => summary.textContent.replace(/^\d+\.\d+ /, "").replace(/[\d.]+ ms/, "… ms").trim()))
}

const isOpen = visit => visit.run(() => {
  const panel = document.querySelector("[data-vitrine-inspector]")?.shadowRoot.querySelector(".panel")
  return !!panel && panel.getBoundingClientRect().width > 0
})

const load = visit => visit.run(() => nostojs(api =>
  api.defaultSession().setCustomer({ email: "ada@example.com", first_name: "Ada" }).viewFrontPage().setPlacements(["home-1"]).load().then(({ page_views }) => page_views)))

/** Says whether `needles` come in this order among `rows`. */
function inOrder(rows, needles) {
  let at = -1
  for (const needle of needles) {
    const next = rows.findIndex((row, index) => index > at && row.startsWith(needle))
    assert.notEqual(next, -1, `${needle} after row ${at} of\n${rows.join("\n")}`)
    at = next
  }
}

/** Once the library had every occasion to open the inspector. */
async function staysClosed(visit) {
  await visit.ready()
  await new Promise(resolve => setTimeout(resolve, 1500))
  assert.equal(await isOpen(visit), false)
  assert.deepEqual(await visit.addresses("inspector.js"), [])
}

const stored = visit => visit.run(() => Object.entries(sessionStorage).map(([name, text]) => [name, JSON.parse(text)]))

export const tests = {
  "the address opens it, it stays for the tab, and the address ends it": async visit => {
    await visit.openReady({ ...debug })
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    assert.equal(await isOpen(visit), true)
    await load(visit)
    await visit.openReady()
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    await visit.openReady({ nostodebug: "false" })
    await staysClosed(visit)
    await visit.openReady()
    await staysClosed(visit)
    await visit.threwNothing()
  },

  "another parameter, that of the settings": async visit => {
    await visit.openReady({ "data-settings": "/test/inspector/parameter.json", look: "true" })
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    await visit.openReady({ "data-settings": "/test/inspector/parameter.json", nostodebug: "true", look: "false" })
    await staysClosed(visit)
  },

  "an ordinary page loads nothing of it, and reads the storage of the tab once and only when idle": async visit => {
    await visit.openReady({}, { name: "inspector/spy.html" })
    await visit.run(() => nostojs(api => api.defaultSession().viewFrontPage().load()))
    const debug = () => visit.run(() => window.touched.filter(access => access.endsWith(".debug")))
    assert.deepEqual([await debug(), await visit.run(() => window.waiting.length)], [[], 2])
    await visit.run(() => window.waiting.forEach(job => job()))
    assert.deepEqual(await debug(), ["getItem vitrine.alpha.debug"])
    await staysClosed(visit)
    assert.deepEqual(await stored(visit), [])
  },

  "without consent to storage nothing is read or kept, and it is open for this page only": async visit => {
    await visit.openReady({ ...debug, "data-consent": "anonymous" }, { name: "inspector/spy.html" })
    await load(visit)
    assert.match(await read(visit, "Session", "consent"), /do not track/)
    assert.match(await read(visit, "Storage", "do not track"), /nothing is kept/)
    await visit.run(() => window.waiting.forEach(job => job()))
    assert.deepEqual(await visit.run(() => window.touched), [])
    await visit.openReady({ "data-consent": "anonymous" })
    await staysClosed(visit)
  },

  "denied consent keeps it away": async visit => {
    await visit.open({ ...debug, "data-consent": "denied" })
    await new Promise(resolve => setTimeout(resolve, 500))
    assert.equal(await isOpen(visit), false)
    assert.deepEqual(await visit.addresses("inspector.js"), [])
  },

  "calls from the first on, the request and the answer of a session": async visit => {
    await visit.open({ ...debug, script: "" })
    await visit.run(() => {
      nostojs(api => void (window.views = api.defaultSession().setCustomer({ email: "ada@example.com" }).viewFrontPage().setPlacements(["home-1", "no-such-place"]).load()))
      window.addScript()
    })
    assert.equal(await visit.page.waitFor(async () => (await window.views)?.page_views), 1)
    const seen = await rows(visit, "response")
    inOrder(seen, [
      "call defaultSession()", "call defaultSession().setCustomer({email})", "call defaultSession().viewFrontPage()",
      "call viewFrontPage().setPlacements([2])", "call viewFrontPage().load() … ms", "request front · 2 placements", "http POST /ev1 200 · … ms", "response 1 placement: home-1", "event ev1end",
    ])
    assert.equal(seen.filter(row => row.startsWith("call ")).length, 5)
    await visit.threwNothing()
  },

  "a call that fails, and a request the server refuses": async visit => {
    await visit.sandbox.fault("alpha", { path: "/ev1", kind: "status", status: 418, times: 9 })
    await visit.openReady({ ...debug })
    const code = await visit.run(() => nostojs(api => api.defaultSession().viewCart().load().catch(error => error.code)))
    assert.equal(code, "http")
    const seen = await rows(visit, "418")
    inOrder(seen, ["call viewCart().load() http · … ms", "request cart", "http GET /ev1 418 · … ms"])
    assert.equal(await visit.run(() => document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelectorAll(".row.failed").length) >= 2, true, "the call, the request, and whatever repeats it")
  },

  "errors of the page's listeners and events of its own": async visit => {
    await visit.openReady({ ...debug })
    await visit.run(() => nostojs(api => {
      api.listen("setsegments", () => { throw new Error("of the page") })
      api.internal.emit("mine", { a: 1 })
      api.captureError(new Error("caught by the page"))
      return api.addSegmentCodeToVisit("vip")
    }))
    const seen = await rows(visit, "scripterror")
    inOrder(seen, ["call listen(", "call internal.emit(\"mine\", {a})", "event mine", "call captureError(", "error scripterror", "call addSegmentCodeToVisit(\"vip\") … ms", "request", "event setsegments", "error scripterror"])
    assert.equal(seen.filter(row => row.startsWith("error")).length, 2)
  },

  "the page's own request, its tagging with warnings, and its placements with reasons": async visit => {
    await visit.open({ ...debug, "data-auto-load": "true", "data-settings": "/test/inspector/settings.json" }, tagged)
    const seen = await rows(visit, "response")
    inOrder(seen, ["warning products[0].price", "request product · vp · 2 placements", "http POST /ev1 200", "event postrender · 1 filled, 0 not", "response 1 placement: home-1"])
    const tagging = await read(visit, "Tagging", "unit_price: ")
    assert.match(tagging, /⚠ products\[0\]\.price: unreadable/)
    assert.match(tagging, /name: Acme Canoe/)
    assert.match(tagging, /email: •••/)
    assert.doesNotMatch(tagging, /ada@|Lovelace|reference-17/)
    // The list above, and where it belongs.
    assert.equal(tagging.match(/⚠ products\[0\]\.price/g).length, 2)
    await read(visit, "Placements", "no-such-place")
    const placements = await visit.run(() => [...document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelectorAll(".view .row")]
      .map(row => row.textContent.replace(/\d+ characters.*/, "… characters")))
    assert.deepEqual(placements, [
      "filled home-1 HTML, … characters",
      "empty no-such-place asked for, and the server had nothing for it",
      "filtered off switched off in the settings",
      "missing elsewhere no element matches #elsewhere",
      'filtered ruled its rules exclude this page: PAGE_TYPE IS ["cart"]',
    ])
    const frames = await visit.run(() => {
      const { shadowRoot: root } = document.querySelector("[data-vitrine-inspector]")
      return [...root.querySelectorAll(".frame")].map(frame => {
        const { left, top } = frame.getBoundingClientRect()
        const of = (document.getElementById(frame.textContent.split(" ")[0]) ?? document.querySelector("main")).getBoundingClientRect()
        return [frame.textContent, Math.abs(left - of.left) < 1, Math.abs(top - of.top) < 1]
      })
    })
    assert.deepEqual(frames, [["home-1 · filled", true, true], ["no-such-place · empty", true, true], ["off · filtered", true, true], ["ruled · filtered", true, true]])
    await read(visit, "Session")
    assert.equal(await visit.run(() => document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelectorAll(".frame").length), 0)
    await visit.threwNothing()
  },

  "reading the tagging is not the page's reading": async visit => {
    await visit.openReady({ ...debug }, tagged)
    await visit.run(() => nostojs(api => {
      window.told = []
      api.listen("diagnostic", problems => window.told.push(problems))
    }))
    const before = await rows(visit, "listen")
    await read(visit, "Tagging", "canoe-1")
    assert.deepEqual(await visit.run(() => window.told), [])
    assert.deepEqual(await rows(visit, "listen"), before)
  },

  "session and storage": async visit => {
    await visit.openReady({ ...debug })
    await load(visit)
    const { value: id } = await visit.idCookie()
    const session = await read(visit, "Session", "email: ")
    assert.ok(session.includes(`visitor: ${id}`))
    assert.match(session, /account: alpha/)
    assert.match(session, /consent: granted/)
    assert.match(session, /email: •••.*first_name: •••/)
    assert.doesNotMatch(session, /ada@example/)
    const storage = await read(visit, "Storage", "token: ")
    assert.ok(storage.includes(`2c.cId: ${id}`))
    assert.match(storage, /vitrine\.alpha\.debug/)
    assert.match(storage, /token: true/)
  },

  "what is copied says nothing of a person": async visit => {
    await visit.open({ ...debug, "data-auto-load": "true" }, tagged)
    await rows(visit, "response")
    await visit.run(() => nostojs(api => api.customer({ email: "grace@example.com", customer_reference: "reference-18" })))
    const click = () => visit.run(() => {
      const { shadowRoot: root } = document.querySelector("[data-vitrine-inspector]")
      root.activeElement?.blur()
      ;[...root.querySelectorAll("header button")].find(({ textContent }) => textContent.startsWith("Copy")).focus()
    })
    await click()
    await visit.page.press("Enter")
    const told = await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelector("footer").textContent)
    assert.match(told, /^Copied/)
    if (visit.engine.name !== "chromium") return
    await visit.page.native.context().grantPermissions(["clipboard-read"])
    const text = await visit.run(() => navigator.clipboard.readText())
    const report = JSON.parse(text)
    assert.deepEqual(Object.keys(report), ["vitrine", "page", "timeline", "tagging", "placements", "session", "storage"])
    assert.ok(report.timeline.some(({ kind, title }) => kind === "call" && title === "customer"))
    assert.equal(report.tagging.value.customer.email, "•••")
    assert.equal(report.session.customer.email, "•••")
    assert.deepEqual(report.timeline.find(({ kind, data }) => kind === "http" && data.body?.customer?.last_name).data.body.customer,
      { customer_reference: "•••", email: "•••", first_name: "•••", last_name: "•••" })
    assert.doesNotMatch(text, /ada@|Ada|grace|lovelace|reference-1/)
    // A report without what happened would be without persons, too.
    assert.match(text, /canoe-1/)
  },

  "the keyboard minimises, restores and turns the tabs, and the tab remembers": async visit => {
    await visit.openReady({ ...debug })
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    const focus = selector => visit.run(selector => document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelector(selector).focus(), selector)
    const focused = () => visit.run(() => document.querySelector("[data-vitrine-inspector]").shadowRoot.activeElement?.textContent)
    await visit.run(() => {
      window.keys = []
      document.addEventListener("keydown", ({ key }) => window.keys.push(key))
    })
    await focus("[aria-selected=true]")
    await visit.page.press(visit.engine.name === "webkit" ? "\uE014" : "ArrowRight")
    assert.equal(await focused(), "Tagging")
    await visit.page.press("Escape")
    assert.equal(await isOpen(visit), false)
    assert.equal(await focused(), "vitrine")
    assert.deepEqual(await visit.run(() => window.keys), [])
    await visit.openReady({ ...debug })
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    assert.equal(await isOpen(visit), false)
    await focus(".pill")
    await visit.page.press("Enter")
    assert.equal(await isOpen(visit), true)
    assert.equal(await focused(), "Tagging")
  },

  "the panel is moved by keys and stays in the window": async visit => {
    await visit.openReady({ ...debug })
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    const place = () => visit.run(() => {
      const { left, top, right, bottom } = document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelector(".panel").getBoundingClientRect()
      return { left, top, inside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight }
    })
    const before = await place()
    await visit.run(() => {
      const grip = document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelector("header button")
      grip.focus()
      for (const key of ["ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp"]) grip.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
      for (let times = 0; times < 99; times++) grip.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }))
    })
    const after = await place()
    assert.deepEqual(after, { left: before.left - 48, top: 0, inside: true })
    await visit.openReady({ ...debug })
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    assert.deepEqual(await place(), after)
  },

  "End takes it away and ends the mode": async visit => {
    await visit.openReady({ ...debug })
    await load(visit)
    await visit.page.waitFor(() => document.querySelector("[data-vitrine-inspector]"))
    await visit.run(() => [...document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelectorAll("header button")].find(({ textContent }) => textContent === "End").click())
    assert.equal(await visit.run(() => document.querySelector("[data-vitrine-inspector]")), null)
    await visit.openReady()
    await staysClosed(visit)
  },

  "a strict policy with Trusted Types refuses nothing of it": async visit => {
    await visit.open({ ...debug }, { name: "inspector/strict.html" })
    await load(visit)
    inOrder(await rows(visit, "response"), ["call defaultSession().viewFrontPage()", "request front", "response 1 placement"])
    for (const tab of ["Tagging", "Placements", "Session", "Storage"]) assert.ok(await read(visit, tab))
    const [refused, radius] = await visit.run(() => [window.refused, getComputedStyle(document.querySelector("[data-vitrine-inspector]").shadowRoot.querySelector(".panel")).borderTopLeftRadius])
    assert.deepEqual(refused, [])
    assert.equal(radius, "10px")
    await visit.threwNothing()
  },

  "where WebAssembly is refused": async visit => {
    await visit.page.goto(`${visit.sandbox.origin}/test/csp/page.html?nostodebug=true`)
    await load(visit)
    inOrder(await rows(visit, "response"), ["call defaultSession().viewFrontPage()", "request front", "response 1 placement"])
  },

  "a page that makes life hard": async visit => {
    await visit.openReady({ ...debug }, { name: "inspector/hostile.html" })
    assert.equal(await load(visit), 1)
    inOrder(await rows(visit, "response"), ["call defaultSession().setCustomer({email, first_name})", "request front", "response 1 placement"])
    for (const tab of ["Tagging", "Placements", "Session", "Storage"]) assert.ok(await read(visit, tab))
    assert.doesNotMatch(await read(visit, "Session"), /extend|nothing: null/)
    const look = await visit.run(() => {
      const host = document.querySelector("[data-vitrine-inspector]")
      const { opacity, transform, display } = getComputedStyle(host)
      return [opacity, transform, display, host.shadowRoot.querySelector(".panel").getBoundingClientRect().width > 200]
    })
    assert.deepEqual(look, ["1", "none", "block", true])
    assert.equal(await visit.run(() => document.querySelector("vitrine-inspector").shadowRoot.textContent), "of the page")
    await visit.threwNothing()
  },

  "the module has it, too": async visit => {
    await visit.open({ ...debug, script: "" })
    await visit.run(async () => {
      const { init } = await import("/index.js")
      const api = await init({ account: "alpha", server: location.origin, autoLoad: false })
      await api.defaultSession().viewFrontPage().load()
    })
    inOrder(await rows(visit, "response"), ["call defaultSession().viewFrontPage()", "request front", "response"])
  },

  "many calls leave the last five hundred": async visit => {
    await visit.open({ ...debug, script: "" })
    await visit.run(() => {
      nostojs(api => { for (let number = 1; number <= 700; number++) api.isAutoLoad(number) })
      window.addScript()
    })
    const seen = await rows(visit, "isAutoLoad(700)")
    assert.equal(seen.length, 500)
    assert.equal(seen[0], "call isAutoLoad(201)")
  },
}
