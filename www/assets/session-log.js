// Remembers what the session library did, for the session panel: the last request and answer,
// the state they leave, a timeline. Classic and early, so that it listens before the page's
// first action is sent. Kept for the tab, so that the timeline survives a page change.
(function () {
  const KEY = "shop.session-log"
  const LONGEST = 60
  const listeners = new Set()
  const state = restore() ?? { visitor: null, pageViews: null, variation: null, cart: null, customer: null, request: null, response: null, timeline: [] }
  state.trouble = false
  state.ready = false

  window.sessionLog = {
    /** What is known now; read only. E-mail addresses and phone numbers in it are masked. */
    state,
    /** Calls `listener` after every change, until the function it returns is called. */
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    attach,
  }
  if (window.nostojs) window.nostojs(attach)

  /** Listens to a session library's `api`. */
  function attach(api) {
    state.ready = true
    changed()
    api.listen("prerequest", message => {
      const sent = masked(message)
      state.request = sent
      // An absent key means unchanged; `[]` and `{}` mean emptied.
      if (sent.cart !== undefined) state.cart = sent.cart
      if (sent.customer !== undefined) state.customer = sent.customer
      if (sent.current_variant_id !== undefined) state.variation = sent.current_variant_id
      note("sent", sent.page_type ? `Request, ${sent.page_type} page` : "Request", describeRequest(sent))
    })
    api.listen("taggingsent", response => {
      state.response = masked(response)
      state.visitor = visitorOf(api) ?? response?.customer ?? state.visitor
      if (Number.isFinite(response?.pv)) state.pageViews = response.pv
      state.trouble = false
      note("answer", "Answer", describeResponse(response))
    })
    api.listen("servererror", errors => {
      state.trouble = true
      note("trouble", "Server error", [errors].flat().map(String).join("; "))
    })
    api.listen("scripterror", problem => {
      state.trouble = true
      note("trouble", "Script error", String(problem?.msg ?? problem))
    })
    api.listen("ordererror", problem => {
      state.trouble = true
      note("trouble", "Order refused", (problem?.response?.errors ?? []).map(error => `${error.key}: ${error.message_key}`).join("; "))
    })
  }

  function visitorOf(api) {
    try { return api.visit.getCustomerId() || null } catch { return null }
  }

  function describeRequest(message) {
    const events = (message.events ?? []).map(([type, target, ref]) => [type, target, ref && `via ${ref}`].filter(Boolean).join(" "))
    const wanted = message.elements?.length ? [`asks for ${message.elements.join(", ")}`] : []
    const cart = message.cart ? [message.cart.length ? `${message.cart.length} in the cart` : "empty cart"] : []
    return [...events, ...cart, ...wanted].join(" · ")
  }

  function describeResponse(response) {
    const names = Object.keys(response?.recommendations ?? {})
    const filled = names.length ? `filled ${names.join(", ")}` : "no campaigns"
    return Number.isFinite(response?.pv) ? `page view ${response.pv} · ${filled}` : filled
  }

  function note(kind, title, detail) {
    state.timeline.unshift({ at: Date.now(), kind, title, detail })
    state.timeline.length = Math.min(state.timeline.length, LONGEST)
    changed()
  }

  function changed() {
    try { sessionStorage.setItem(KEY, JSON.stringify(state)) } catch { /* the panel then starts anew on each page */ }
    for (const listener of listeners) listener(state)
  }

  function restore() {
    try { return JSON.parse(sessionStorage.getItem(KEY)) } catch { return null }
  }

  /** A deep copy in which nothing identifies a person: this ends up on screen and in a clipboard. */
  function masked(value) {
    return JSON.parse(JSON.stringify(value ?? {}, (key, part) => {
      if (typeof part !== "string") return part
      if (key === "email") return part.replace(/([^@])[^@]*(@?)([^@.]?)[^@.]*/, "$1•••$2$3•••")
      if (key === "phone") return part.replace(/\d(?=\d{2})/g, "•")
      return part
    }))
  }
})()
