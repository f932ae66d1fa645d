import { createFrame } from "./frame.js"

/** Shows a button at the edge of the viewport; `opened` is called when it is pressed, after which it is gone. */
export function showRibbon(label, opened) {
  const { host, root } = createFrame()
  const button = document.createElement("button")
  button.type = "button"
  button.className = "vitrine-ribbon"
  button.textContent = label
  button.setAttribute("aria-haspopup", "dialog")
  button.addEventListener("click", () => {
    host.remove()
    opened()
  })
  root.append(button)
  document.body.append(host)
  return { isShown: () => host.isConnected, remove: () => host.remove() }
}
