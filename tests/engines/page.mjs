/**
 * The page all three engines offer. An engine supplies four primitives (`open`, `run`, `cookies`,
 * `close`) and reports problems to `problems`; everything tests call is built on them here, so
 * that the engines cannot differ in it.
 */
import { until, within } from "./processes.mjs"

/** One thing that went wrong in a page. `kind`: `"error"`, `"rejection"`, `"console"`. */
export class Problems {
  #list = []

  /** @param {"error"|"rejection"|"console"} kind  @param {string} text */
  add(kind, text) {
    this.#list.push({ kind, text: String(text) })
  }

  /** Everything so far, oldest first, as `{kind, text}`. */
  get list() {
    return [...this.#list]
  }
}

export class Page {
  #engine
  #problems

  /**
   * @param {{open(url: string): Promise, run(expression: string): Promise<string>, cookies(): Promise, settle?(): Promise, close(): Promise, newTab?(): Promise<Page>, closeTab?(): Promise, crash?(): Promise, back?(): Promise, setOffline?(offline: boolean): Promise}} engine
   * @param {Problems} problems
   * @param {object} [native] the driver's own page object with `mouse` and `keyboard`, and for what only one engine can do
   */
  constructor(engine, problems, native) {
    this.#engine = engine
    this.#problems = problems
    this.native = native
  }

  /** Loads a page and resolves after its `load` event. */
  async goto(url, { timeout = 30_000 } = {}) {
    await within(this.#engine.open(url), timeout, `open ${url}`)
  }

  /**
   * Calls a function in the page and returns what it gives or resolves to.
   * @param {Function} fn is sent as source text: it sees the page and its arguments only
   * @param {...any} args JSON values
   * @returns a JSON value; `undefined` stays `undefined`
   */
  evaluate(fn, ...args) {
    return this.#call(fn, args, 30_000)
  }

  /** Like `evaluate`, for functions that take long: `timeout` in ms. */
  evaluateSlowly(timeout, fn, ...args) {
    return this.#call(fn, args, timeout)
  }

  /**
   * Calls a function in the page again and again until it gives something truthy.
   * @returns that value
   */
  waitFor(fn, { timeout = 10_000, args = [] } = {}) {
    // A page on its way to another one refuses to evaluate; `until` takes that as "not yet".
    return until(() => this.#call(fn, args, timeout), { timeout, what: `waitFor ${String(fn)}` })
  }

  /**
   * A real click of the mouse in the middle of the first element that `selector` finds.
   * @param {{button?: "left"|"middle"|"right"}} [options]
   */
  async click(selector, { button = "left" } = {}) {
    const { x, y } = await this.#call(selector => {
      const box = document.querySelector(selector).getBoundingClientRect()
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }, [selector], 10_000)
    await within(this.native.mouse.click(x, y, { button }), 10_000, `click ${selector}`)
  }

  /** A real key press, by the name that DOM events give it, on what has the focus. */
  press(key) {
    return within(this.native.keyboard.press(key), 10_000, `press ${key}`)
  }

  /** Problems since the context began: `{kind: "error"|"rejection"|"console", text}`. */
  async errors() {
    await this.#engine.settle?.()
    return this.#problems.list
  }

  /** What reached `window.onerror` or `unhandledrejection`, without what the engine wrote to the console. */
  async thrown() {
    return (await this.errors()).filter(problem => problem.kind !== "console")
  }

  /** Cookies of the current page: `{name, value, domain, path, sameSite, secure, httpOnly, expires}`, `expires` in seconds since 1970, absent for a session cookie. */
  cookies() {
    return this.#engine.cookies()
  }

  /** Whether the driver can do what one of the methods below needs. */
  can(method) {
    return !!this.#engine[method]
  }

  /** Opens another tab of the same visitor: a page as this one. */
  newTab() {
    return within(this.#engine.newTab(), 15_000, "open a tab")
  }

  /** Closes this tab as a visitor does, without asking the page; the others of its context stay. */
  closeTab() {
    return within(this.#engine.closeTab(), 15_000, "close a tab")
  }

  /** Back to the page before, which the browser may have kept as it was. */
  back() {
    return within(this.#engine.back(), 15_000, "go back")
  }

  /** Ends the tab's process where it is. */
  crash() {
    return within(this.#engine.crash(), 15_000, "crash a tab")
  }

  /** Takes the network from all tabs of the context, or gives it back. */
  setOffline(offline) {
    return within(this.#engine.setOffline(offline), 15_000, "set offline")
  }

  /** Ends the context: cookies and storage are gone. */
  close() {
    return within(this.#engine.close(), 15_000, "close the page")
  }

  async #call(fn, args, timeout) {
    const expression =
      `Promise.resolve().then(() => (${fn})(${args.map(value => JSON.stringify(value) ?? "undefined")})).then(` +
      `value => JSON.stringify({ value }), ` +
      `error => JSON.stringify({ error: { name: error?.name, message: String(error?.message ?? error) } }))`
    const answer = JSON.parse(await within(this.#engine.run(expression), timeout, `evaluate ${String(fn).slice(0, 200)}`))
    if (answer.error) throw Object.assign(new Error(answer.error.message), { name: answer.error.name ?? "Error" })
    return answer.value
  }
}
