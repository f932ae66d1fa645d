/** A client of the classic WebDriver protocol, as much of it as the tests need. */

/** Keys that are no character, by the protocol's code points. */
const keys = { Escape: "\uE00C", Tab: "\uE004", Enter: "\uE007" }

/** One WebDriver session. All times in ms. */
export class WebDriverSession {
  #base

  constructor(base) {
    this.#base = base
  }

  /**
   * @param {string} server e.g. `http://127.0.0.1:4444`
   * @param {object} capabilities what `alwaysMatch` shall say
   */
  static async open(server, capabilities) {
    const { sessionId, capabilities: got } = await command(`${server}/session`, "POST", {
      capabilities: { alwaysMatch: { timeouts: { script: 600_000, pageLoad: 60_000 }, ...capabilities } },
    })
    const session = new WebDriverSession(`${server}/session/${sessionId}`)
    session.version = got.browserVersion
    return session
  }

  /** Resolves after the `load` event. */
  async goto(url) {
    await command(`${this.#base}/url`, "POST", { url })
  }

  async back() {
    await command(`${this.#base}/back`, "POST", {})
  }

  /** @returns what a JavaScript expression gives once its promise is settled */
  run(expression) {
    const script = `const done = arguments[0]; (${expression}).then(done, done)`
    return command(`${this.#base}/execute/async`, "POST", { script, args: [] })
  }

  /** The mouse, as far as tests move it. */
  mouse = {
    click: (x, y, { button }) => {
      const which = ["left", "middle", "right"].indexOf(button)
      return this.#act({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" } }, [
        { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) },
        { type: "pointerDown", button: which },
        { type: "pointerUp", button: which },
      ])
    },
  }

  /** The keyboard; keys that write nothing have code points of the protocol's own. */
  keyboard = {
    press: key => {
      const value = keys[key] ?? key
      return this.#act({ type: "key", id: "keyboard" }, [{ type: "keyDown", value }, { type: "keyUp", value }])
    },
  }

  #act(source, actions) {
    return command(`${this.#base}/actions`, "POST", { actions: [{ ...source, actions }] })
  }

  cookies() {
    return command(`${this.#base}/cookie`, "GET")
  }

  async close() {
    await command(this.#base, "DELETE")
  }
}

async function command(url, method, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) })
  const { value } = await response.json()
  if (!response.ok) throw new Error(`${value?.error ?? response.status}: ${value?.message ?? "no message"}`)
  return value
}
