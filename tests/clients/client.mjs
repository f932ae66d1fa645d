/** A shopper on the page of an official client, and what her visit leaves on the server. */
import assert from "node:assert/strict"

export class Client {
  #closing = []

  /** @param {import("../engines/page.mjs").Page} page  @param {import("../harness/sandbox.mjs").Sandbox} sandbox */
  constructor(page, sandbox) {
    this.page = page
    this.sandbox = sandbox
  }

  /**
   * Opens a page of this suite; resolves after its load event.
   * @param {string} name as in the folder `pages`, without its ending
   * @param {Record<string, string>} [query]
   */
  async open(name, query = {}) {
    await this.page.goto(`${this.sandbox.origin}/test/${name}.html?${new URLSearchParams(query)}`)
  }

  /** Something to be ended with this client. */
  ends(closing) {
    this.#closing.push(closing)
  }

  async close() {
    await this.page.close()
    for (const closing of this.#closing) await closing()
  }

  /** What the shopper reads in `selector`, as soon as there is something. Spaces are as she sees them. */
  reads(selector) {
    return this.page.waitFor(selector => document.querySelector(selector)?.innerText.trim(), { args: [selector] })
  }

  /** The texts of all elements that match, as soon as there is one. */
  async readsAll(selector) {
    await this.reads(selector)
    return this.page.evaluate(selector => [...document.querySelectorAll(selector)].map(element => element.innerText.trim()), selector)
  }

  /** Clicks as a mouse does. */
  click(selector) {
    return this.page.native.click(selector, { timeout: 10_000 })
  }

  /** Requests to `/ev1`, as soon as there are `count`. */
  async messages(count, account = "alpha") {
    return (await this.sandbox.requestsWhen(account, count, ({ path }) => path === "/ev1"))
  }

  /** The one request to `/ev1` whose message satisfies `matches`; a second one would be counted twice. */
  async message(matches, account = "alpha") {
    const found = await this.sandbox.requestsWhen(account, 1, ({ path, message }) => path === "/ev1" && matches(message))
    assert.equal(found.length, 1, JSON.stringify(found.map(({ message }) => message)))
    return found[0]
  }

  async threwNothing() {
    assert.deepEqual(await this.page.thrown(), [])
  }
}
