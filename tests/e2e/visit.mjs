/** One visitor in one browser context, as the tests see it. */
import assert from "node:assert/strict"

export class Visit {
  /** @param {import("../engines/page.mjs").Page} page */
  constructor(page, { engine, sandbox, mode, soak }) {
    this.page = page
    this.engine = engine
    this.sandbox = sandbox
    /** `wasm`, or `csp` where the page's policy refuses it. */
    this.mode = mode
    this.soak = soak
  }

  /**
   * Opens a test page; resolves after its load event.
   * @param {Record<string, string>} [query] attributes of the script tag and what `boot.js` knows
   * @param {{name?: string, origin?: string}} [where] page below `/test/`, without the folder of the mode
   */
  async open(query = {}, { name = "page.html", origin = this.sandbox.origin } = {}) {
    const folder = this.mode === "csp" ? "/test/csp" : "/test"
    const parameters = new URLSearchParams(query)
    await this.page.goto(`${origin}${folder}/${name}?${parameters}`)
  }

  /** Opens a test page and waits until the library takes calls. */
  async openReady(query, where) {
    await this.open(query, where)
    await this.ready()
  }

  /** Waits until a callback of the page has been called with the api. */
  ready() {
    return this.page.evaluate(async () => {
      await new Promise(window.nostojs)
      return true
    })
  }

  /** Opens another tab of the shop as a frame of the page, whose window it is by this name, and waits until it takes calls. */
  openTab(name) {
    return this.run(async name => {
      const tab = document.body.appendChild(document.createElement("iframe"))
      tab.src = location.href
      await new Promise(resolve => (tab.onload = resolve))
      await new Promise(tab.contentWindow.nostojs)
      window[name] = tab.contentWindow
    }, name)
  }

  /** Calls a function in the page, see `Page.evaluate`. */
  run(fn, ...args) {
    return this.page.evaluate(fn, ...args)
  }

  /** Requests of an account that reached `/ev1`, as soon as there are `count` of them. */
  messages(count, account = "alpha") {
    return this.sandbox.requestsWhen(account, count, request => request.path === "/ev1")
  }

  /** Waits until every call has had its answer: what is left without one is told again by the next page. */
  answered(timeout = 20_000) {
    return this.page.waitFor(() => !Object.keys(localStorage).some(name => name.includes(".o.")), { timeout })
  }

  /** Requests of an account to `/ev1` once no more are to be expected. */
  async allMessages(account = "alpha") {
    await new Promise(resolve => setTimeout(resolve, 200))
    return (await this.sandbox.requests(account)).filter(request => request.path === "/ev1")
  }

  /** Requests of an account to `/ev1` in the order in which the page sent them: two on their way at once may overtake each other. */
  async sentMessages(account = "alpha") {
    const sent = await this.run(() => performance.getEntriesByType("resource")
      .sort((one, other) => one.startTime - other.startTime)
      .map(({ name }) => new URL(name).searchParams.get("rid")))
    const place = ({ rid }) => sent.indexOf(rid)
    return (await this.allMessages(account)).sort((one, other) => place(one) - place(other))
  }

  /** Addresses the page has asked for, in order, as the browser itself recorded them. */
  async addresses(part) {
    const all = await this.run(() => performance.getEntriesByType("resource").map(entry => entry.name))
    // Engines fetch icons of their own accord, and one driver watches by a script.
    return all.filter(address => address.includes(part) && !/\/favicon\.ico|\/\.well-known\//.test(address))
  }

  /** The cookie of the visitor id, or undefined. */
  async idCookie() {
    return (await this.page.cookies()).find(cookie => cookie.name === "2c.cId")
  }

  /** Nothing may have reached `window.onerror` or `unhandledrejection`. */
  async threwNothing() {
    assert.deepEqual(await this.page.thrown(), [])
  }
}
