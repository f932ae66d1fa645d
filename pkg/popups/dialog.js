import { disarm } from "../placements/scripts.js"
import { createFrame } from "./frame.js"

/** The attribute by which campaign markup says what its elements are for: see `showDialog`. */
const ROLE = "data-popup"

/**
 * Shows markup in a modal dialog; the browser keeps focus inside, the page behind inert, and gives focus back.
 *
 * In the markup, `data-popup` makes an element: `close`, `minimize`, `coupon` (buttons; the last asks for the code),
 * `code` (gets the coupon code), `email` (a form with an `input[type=email]` and perhaps a checkbox for the
 * newsletter), `thanks` (hidden until the form was sent or the coupon was given). Scripts in it do not run, handlers in
 * attributes neither when they are `forbidden`. Where it has no button to close it, one is added.
 * @param act called with `close`, `minimize`, `coupon` or, with the form, `email`
 * @param ended called once it is gone, with `close` or `minimize`
 */
export function showDialog({ html, forbidden, label, opacity, act, ended }) {
  const { host, root } = createFrame(`dialog::backdrop{background:rgb(0 0 0/${opacity})}`)
  const dialog = document.createElement("dialog")
  const content = document.createElement("div")
  const before = document.activeElement
  const parts = role => [...content.querySelectorAll(`[${ROLE}=${role}]`)]
  let reason = "close"

  // In a template nothing loads yet, so nothing has run before it is looked at.
  const template = document.createElement("template")
  template.innerHTML = html
  disarm(template.content, forbidden)
  content.append(template.content)
  for (const element of parts("thanks")) element.hidden = true
  dialog.append(content)
  if (!parts("close").length) dialog.prepend(closeButton())
  dialog.setAttribute("aria-modal", "true")
  dialog.setAttribute("aria-label", label || content.querySelector("h1,h2,h3")?.textContent.trim() || document.title)

  function end(how) {
    reason = how
    dialog.close()
  }

  dialog.addEventListener("click", event => {
    const role = event.target.closest(`[${ROLE}]`)?.getAttribute(ROLE)
    if (role === "close" || role === "minimize") end(role)
    if (role === "coupon") act(role)
    if (event.target === dialog && isOutside(event, dialog.getBoundingClientRect())) end("close")
  })
  dialog.addEventListener("submit", event => {
    if (event.target.getAttribute(ROLE) !== "email") return
    event.preventDefault()
    act("email", event.target)
  })
  // Escape ends it too, by the browser's own hand.
  dialog.addEventListener("close", () => {
    host.remove()
    before?.focus?.({ preventScroll: true })
    ended(reason)
  })

  root.append(dialog)
  document.body.append(host)
  dialog.showModal()

  return {
    label: dialog.getAttribute("aria-label"),
    end,
    /** A page that replaces its body takes the dialog with it. */
    isShown: () => host.isConnected && dialog.open,
    has: role => !!parts(role).length,
    /** The visitor has what the popup was about: its question gives way to the thanks, and to the code. */
    answer(code) {
      for (const element of parts("code")) element.textContent = code ?? ""
      const thanks = parts("thanks")
      for (const element of thanks) element.hidden = false
      for (const element of [...parts("email"), ...parts("coupon")]) element.hidden = true
      // What had focus is gone with the form; where to go on is read out.
      const next = thanks[0] ?? parts("code")[0]
      if (next) {
        next.tabIndex = -1
        next.focus()
      }
    },
  }
}

function closeButton() {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "vitrine-close"
  button.textContent = "×"
  button.setAttribute("aria-label", "Close")
  button.setAttribute(ROLE, "close")
  return button
}

const isOutside = ({ clientX: x, clientY: y }, { left, right, top, bottom }) => x < left || x > right || y < top || y > bottom
