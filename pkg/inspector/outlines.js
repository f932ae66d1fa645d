import { element } from "./dom.js"

/** Frames with labels over the elements of the page, which are not touched. */
export function createOutlines(layer) {
  let shown = []
  let due

  function draw() {
    due = undefined
    for (const { frame, of } of shown) {
      const { left, top, width, height } = of.getBoundingClientRect()
      // An element that is not displayed has no place.
      frame.hidden = !of.getClientRects().length
      // What is empty takes no room, and is what one is looking for.
      Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${Math.max(width, 12)}px`, height: `${Math.max(height, 12)}px` })
    }
  }

  const later = () => void (due ??= requestAnimationFrame(draw))

  /** @param placements `{name, state, element?}` */
  function show(placements) {
    for (const type of ["scroll", "resize"]) removeEventListener(type, later, true)
    shown = placements.filter(({ element }) => element?.isConnected).map(({ name, state, element: of }) => ({
      of,
      frame: element("div", { class: `frame ${state}` }, element("span", null, `${name} · ${state}`)),
    }))
    layer.replaceChildren(...shown.map(({ frame }) => frame))
    if (!shown.length) return
    for (const type of ["scroll", "resize"]) addEventListener(type, later, { capture: true, passive: true })
    draw()
  }

  return { show }
}
