import { trust } from "../trust.js"

/** Everything else in a script element is data. */
const EXECUTABLE = /^(module|((text|application)\/(x-)?(java|ecma)script)?)$/i

/** The scripts of a parsed campaign that a browser would run; those of drawings have no `text`. */
export const scriptsIn = fragment =>
  [...fragment.querySelectorAll("script")].filter(({ type, text }) => text != null && EXECUTABLE.test(type))

/**
 * Runs scripts that are in the document: markup that is set does not run its scripts, copies that are inserted anew do,
 * under the page's own policy. Classic ones run in their order, so those behind a file wait for it.
 */
export async function runScripts(scripts, nonce, report) {
  for (const script of scripts) {
    const copy = document.createElement("script")
    try {
      for (const { name, value } of script.attributes) {
        copy.setAttribute(name, trust()[name === "src" ? "createScriptURL" : "createScript"](value))
      }
      if (nonce) copy.nonce = nonce
      copy.text = trust().createScript(script.text)
      copy.async = script.hasAttribute("async")
      const loaded = copy.src && !copy.async && copy.type !== "module" &&
        new Promise(resolve => ["load", "error"].forEach(name => copy.addEventListener(name, resolve)))
      script.replaceWith(copy)
      if (loaded && copy.isConnected) await loaded
    } catch (error) {
      report(error)
    }
  }
}

/** Takes out of a parsed campaign what would run without a script element. */
export function disarm(fragment) {
  for (const element of fragment.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (/^(on|srcdoc$)/i.test(name) || /^javascript:/i.test(value.replace(/[\0-\x20]/g, ""))) element.removeAttribute(name)
    }
  }
}
