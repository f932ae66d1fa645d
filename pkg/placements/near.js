/** How far from the viewport, in CSS pixels, a placement counts as near: about what is scrolled while a request runs. */
export const MARGIN = 300

/** Whether an element is shown and near the viewport. */
export const isNear = element =>
  [...element.getClientRects()].some(({ top, bottom }) => bottom >= -MARGIN && top <= innerHeight + MARGIN)
