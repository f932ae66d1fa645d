import { element } from "./dom.js"

/**
 * Puts text into the clipboard by the way that needs no permission; says whether that worked.
 * @param root where a field with the text may stand for a moment
 */
export function copyText(text, root) {
  const before = root.activeElement
  const field = element("textarea", { "aria-hidden": "true" })
  let copied = false
  // Pages add their name to what is copied, or forbid it.
  const write = event => {
    event.stopImmediatePropagation()
    event.preventDefault()
    event.clipboardData.setData("text/plain", text)
    copied = true
  }
  field.value = text
  root.append(field)
  field.select()
  addEventListener("copy", write, true)
  try {
    document.execCommand("copy")
  } finally {
    removeEventListener("copy", write, true)
    field.remove()
    before?.focus()
  }
  return copied
}
