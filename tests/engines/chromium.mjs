/** Chromium, driven by playwright-core over the DevTools protocol. */
import { chromium } from "playwright-core"
import { hosts } from "./hosts.mjs"
import { Page, Problems } from "./page.mjs"
import { need } from "./processes.mjs"

// Without these, a machine with a closed network spends its time on refused background requests.
const quiet = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  `--host-resolver-rules=${hosts.map(host => `MAP ${host} 127.0.0.1`).join(",")}`,
]

/** @param {{executable?: string, keepsPages?: boolean}} [options] `keepsPages`: with the back/forward cache, which its driver switches off */
export async function launch({ executable = process.env.CHROMIUM_BIN ?? "/usr/bin/chromium", keepsPages = false } = {}) {
  need(executable, "chromium")
  const browser = await chromium.launch({ executablePath: executable, headless: true, args: quiet, timeout: 60_000, ignoreDefaultArgs: keepsPages ? ["--disable-back-forward-cache"] : [] })
  return {
    name: "chromium",
    version: browser.version(),
    async newContext() {
      const context = await browser.newContext()
      const tab = await context.newPage()
      return newPage(context, tab)
    },
    close: () => browser.close(),
  }
}

function newPage(context, tab) {
  const problems = new Problems()
  tab.on("pageerror", error => problems.add("error", error.stack ?? error))
  tab.on("console", message => message.type() === "error" && problems.add("console", message.text()))
  return new Page({
    open: url => tab.goto(url, { waitUntil: "load" }),
    run: expression => tab.evaluate(expression),
    cookies: async () => (await context.cookies(tab.url())).map(toCookie),
    close: () => context.close(),
    newTab: async () => newPage(context, await context.newPage()),
    closeTab: () => tab.close({ runBeforeUnload: false }),
    crash: () => crash(context, tab),
    setOffline: offline => context.setOffline(offline),
  }, problems, tab)
}

/** A tab that crashed answers no more; closed, it is gone. */
async function crash(context, tab) {
  const session = await context.newCDPSession(tab)
  const crashed = new Promise(resolve => tab.once("crash", resolve))
  session.send("Page.crash").catch(() => {})
  await crashed
  await tab.close()
}

function toCookie({ expires, ...cookie }) {
  return expires < 0 ? cookie : { ...cookie, expires }
}
