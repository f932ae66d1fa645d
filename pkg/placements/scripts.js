import { trust } from "../trust.js"

/** Everything else in a script element is data. */
const EXECUTABLE = /^(module|((text|application)\/(x-)?(java|ecma)script)?)$/i

/** The scripts of a parsed campaign that a browser would run; those of drawings have no `text`. */
const scriptsIn = fragment =>
  [...fragment.querySelectorAll("script")].filter(({ type, text }) => text != null && EXECUTABLE.test(type))

/**
 * Prepares the scripts of a parsed campaign: those of set markup never run. Each is replaced by a new one that is still
 * empty, so that it runs, under the page's own policy, as soon as `runScripts` fills it.
 */
export const takeScripts = (fragment, nonce, report) =>
  scriptsIn(fragment).flatMap(script => {
    const copy = document.createElement("script")
    try {
      for (const { name, value } of script.attributes) {
        if (name !== "src") copy.setAttribute(name, trust().createScript(value))
      }
    } catch (error) {
      report(error)
      return []
    }
    if (nonce) copy.nonce = nonce
    copy.async = script.hasAttribute("async")
    script.replaceWith(copy)
    return { copy, src: script.getAttribute("src"), text: script.text }
  })

/** Runs scripts that are in the document. Classic ones run in their order, so those behind a file wait for it. */
export async function runScripts(scripts) {
  for (const { copy, src, text } of scripts) {
    const loaded = src != null && copy.isConnected && !copy.async && copy.type !== "module" &&
      new Promise(resolve => ["load", "error"].forEach(name => copy.addEventListener(name, resolve)))
    if (src != null) copy.src = trust().createScriptURL(src)
    copy.text = trust().createScript(text)
    if (loaded) await loaded
  }
}

/**
 * Takes addresses that run a script out of a parsed campaign, and where scripts are `forbidden` whatever else would run
 * without a script element; whether such a campaign has scripts besides, which never run.
 */
export function disarm(fragment, forbidden) {
  for (const element of fragment.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      // Browsers skip white space in addresses; animations have several values in one attribute.
      if (/(^|;)(url=)?javascript:/i.test(value.replace(/[\0-\x20]/g, "")) || (forbidden && /^(on|srcdoc$)/i.test(name))) element.removeAttribute(name)
    }
  }
  return forbidden && scriptsIn(fragment).length > 0
}
