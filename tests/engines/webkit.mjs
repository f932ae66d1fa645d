/**
 * WebKitGTK, driven by its own WebDriver server on a virtual display. Its driver keeps one session
 * at a time and cookies live as long as the session, so every context is a session of its own.
 */
import { existsSync, readdirSync } from "node:fs"
import { Page, Problems } from "./page.mjs"
import { freePort, need, start, until, within } from "./processes.mjs"
import { startWatching } from "./watch.mjs"
import { WebDriverSession } from "./webdriver.mjs"

const xvfb = "/usr/bin/Xvfb"

/** A browser in some hundreds does not come up: another is started after so long, in ms, so many times. */
const START_TIMEOUT = 10_000
const STARTS = 3

/** @param {{driver?: string, browser?: string}} [options] paths of WebKitWebDriver and MiniBrowser */
export async function launch({
  driver = process.env.WEBKIT_DRIVER_BIN ?? "/usr/bin/WebKitWebDriver",
  browser = process.env.WEBKIT_BIN ?? findMiniBrowser(),
} = {}) {
  need(driver, "webkit2gtk-driver")
  need(xvfb, "xvfb")
  const display = await startDisplay()
  const contexts = new Set()
  return {
    name: "webkit",
    async newContext() {
      const context = await startAnySession(driver, browser, display.number)
      contexts.add(context)
      return newPage(context)
    },
    async close() {
      await Promise.all([...contexts].map(context => context.stop()))
      await display.stop()
    },
  }
}

/** Xvfb itself rather than `xvfb-run`: it picks a free display and says which, and it can be stopped. */
async function startDisplay() {
  const screen = ["-screen", "0", "1280x900x24", "-nolisten", "tcp", "-displayfd", "1"]
  const server = start(xvfb, screen, { stdio: ["ignore", "pipe", "ignore"] })
  let output = ""
  server.stdout.on("data", data => { output += data })
  const number = await until(() => /^(\d+)\n/.exec(output)?.[1], { timeout: 15_000, what: "Xvfb names its display" })
  return { number, stop: server.stop }
}

async function startAnySession(...how) {
  for (let left = STARTS; ; ) {
    try {
      return await startSession(...how)
    } catch (error) {
      if (!--left) throw error
      console.log(`# ${error.message}, once more`)
    }
  }
}

async function startSession(driver, browser, display) {
  const problems = new Problems()
  const watching = await startWatching(problems)
  const port = await freePort()
  const server = start(driver, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: `:${display}`, GDK_BACKEND: "x11", LIBGL_ALWAYS_SOFTWARE: "1", NO_AT_BRIDGE: "1" },
  })
  const stop = () => server.stop().finally(watching.stop)
  try {
    const address = `http://127.0.0.1:${port}`
    await until(() => fetch(`${address}/status`), { timeout: 15_000, what: "WebKitWebDriver answers" })
    const session = await within(WebDriverSession.open(address, {
      proxy: { proxyType: "manual", httpProxy: `127.0.0.1:${watching.port}` },
      "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
    }), START_TIMEOUT, "start MiniBrowser")
    return { session, problems, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function newPage({ session, problems, stop }) {
  return new Page({
    open: url => session.goto(url),
    run: expression => session.run(expression),
    back: () => session.back(),
    cookies: async () => (await session.cookies()).map(toCookie),
    // What a page has just reported is still on its way to the watcher.
    settle: () => new Promise(resolve => setTimeout(resolve, 100)),
    async close() {
      await session.close().catch(() => {})
      await stop()
    },
  }, problems, session)
}

function toCookie({ expiry, ...cookie }) {
  return expiry === undefined ? cookie : { ...cookie, expires: expiry }
}

/** The browser lies in a folder of the machine's architecture and the library's version. */
function findMiniBrowser() {
  const below = (folder, pattern) => readdirSync(folder).filter(name => pattern.test(name)).map(name => `${folder}/${name}`)
  const folders = below("/usr/lib", /-linux-gnu$/).flatMap(folder => below(folder, /^webkit2gtk-4/))
  const found = folders.map(folder => `${folder}/MiniBrowser`).find(existsSync)
  if (!found) throw new Error("WebKitGTK's MiniBrowser is missing: install the package webkit2gtk-driver")
  return found
}
