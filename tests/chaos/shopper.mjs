/** A visitor with one or more tabs, who does what a plan says. */
import { until } from "../engines/processes.mjs"
import { fill, free, left, save, tell } from "./deeds.mjs"

const rest = ms => new Promise(resolve => setTimeout(resolve, ms))

export class Shopper {
  #tabs
  #sandbox
  #address
  #pages = 0

  /**
   * @param {import("../engines/page.mjs").Page} page
   * @param {{shop: string, sandbox: import("../harness/sandbox.mjs").Sandbox}} world `shop`: origin of the pages, which
   * stay when the back end is down
   */
  constructor(page, { shop, sandbox }) {
    this.#tabs = [page]
    this.#sandbox = sandbox
    this.#address = `${shop}/test/page.html?${new URLSearchParams({ "data-server": sandbox.origin, "data-auto-load": "false" })}`
    /** What the library has taken, oldest first: `{kind, id}`. */
    this.told = []
  }

  get #tab() {
    return this.#tabs.at(-1)
  }

  /** The first page is undisturbed: a visitor whose first request is lost has no id, and comes as another. */
  async arrive() {
    await this.leave()
    await this.#tab.evaluate(() => new Promise(nostojs).then(api => api.defaultSession().viewFrontPage().load()).then(() => true))
    const cookies = await this.#tab.cookies()
    this.id = cookies.find(({ name }) => name === "2c.cId").value
  }

  /** Takes one step of a plan. */
  async take(step) {
    await this[step.do](step)
  }

  async tell({ deeds }) {
    await this.#tab.evaluate(tell, deeds)
    this.told.push(...deeds)
  }

  rest({ ms }) {
    return rest(ms)
  }

  async weather({ fault }) {
    await this.clear()
    await this.#sandbox.fault("alpha", fault)
  }

  clear() {
    return this.#sandbox.clearFaults("alpha")
  }

  async restart({ down }) {
    await this.#sandbox.kill()
    await rest(down)
    await this.#sandbox.revive()
  }

  offline() {
    return this.#tab.setOffline(true)
  }

  online() {
    return this.#tab.setOffline(false)
  }

  fill() {
    return this.#tab.evaluate(fill)
  }

  free() {
    return this.#tab.evaluate(free)
  }

  save() {
    return this.#tab.evaluate(save)
  }

  /** To another page: the same address again would take its place in the history. */
  leave() {
    return this.#tab.goto(`${this.#address}&page=${++this.#pages}`)
  }

  /** There and back again, to a page that the browser may have kept as it was. */
  async back() {
    await this.leave()
    await this.#tab.back()
  }

  async tab() {
    const tab = await this.#tab.newTab()
    this.#tabs.push(tab)
    await this.leave()
  }

  close() {
    return this.#replace(tab => tab.closeTab())
  }

  crash() {
    return this.#replace(tab => tab.crash())
  }

  /** The shopper goes on in a new tab, which is opened before the last one is gone: with it went the visit. */
  async #replace(end) {
    const gone = this.#tab
    const tab = await gone.newTab()
    await end(gone)
    this.#tabs.splice(-1, 1, tab)
    await this.leave()
  }

  /** All is well again: one tab, another page. Resolves when nothing is left to send. */
  async comeHome() {
    for (const tab of this.#tabs.splice(0, this.#tabs.length - 1)) await tab.closeTab()
    await this.clear()
    await this.leave()
    await this.free()
    await until(() => this.#hasToldAll(), { timeout: 60_000, every: 100, what: "nothing is left to send" })
  }

  async #hasToldAll() {
    const entries = await this.left()
    // The browser gives up the pages that it keeps for the way back when the shopper goes on.
    if (!entries) await this.leave()
    return entries?.length === 0
  }

  /** What is left to send, if that can be known. */
  left() {
    return this.#tab.evaluate(left)
  }
}
