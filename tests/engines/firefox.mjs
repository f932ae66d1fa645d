/** Firefox, driven by puppeteer-core over WebDriver BiDi. */
import puppeteer from "puppeteer-core"
import { hosts } from "./hosts.mjs"
import { Page, Problems } from "./page.mjs"
import { need } from "./processes.mjs"

/** @param {{executable?: string}} [options] */
export async function launch({ executable = process.env.FIREFOX_BIN ?? "/usr/bin/firefox-esr" } = {}) {
  need(executable, "firefox-esr")
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: executable,
    headless: true,
    timeout: 60_000,
    // A background tab's timers are slowed down, and contexts share one window.
    extraPrefsFirefox: {
      "dom.min_background_timeout_value": 4,
      "network.captive-portal-service.enabled": false,
      "network.dns.localDomains": hosts.join(","),
    },
  })
  return {
    name: "firefox",
    version: await browser.version(),
    async newContext() {
      const context = await browser.createBrowserContext()
      const tab = await context.newPage()
      return newPage(context, tab)
    },
    close: () => browser.close(),
  }
}

function newPage(context, tab) {
  const problems = new Problems()
  tab.on("pageerror", error => problems.add(isRefusal(error) ? "console" : "error", error.stack ?? error))
  tab.on("console", message => message.type() === "error" && problems.add("console", message.text()))
  return new Page({
    open: url => tab.goto(url, { waitUntil: "load" }),
    run: expression => tab.evaluate(expression),
    cookies: async () => (await tab.cookies()).map(toCookie),
    close: () => context.close(),
    newTab: async () => newPage(context, await context.newPage()),
    closeTab: () => tab.close(),
  }, problems, tab)
}

function toCookie({ expires, ...cookie }) {
  return expires < 0 ? cookie : { ...cookie, expires }
}

/** What a policy or the cookie jar refused is written to the console; no handler of the page sees it. */
function isRefusal({ message }) {
  return /^(Content-Security-Policy:|Cookie “)/.test(message)
}
