// What the tests of placements drive by hand: the modules themselves, with the page's own parts around them.
import { createBus } from "../../../../pkg/bus.js"
import { create } from "../../../../pkg/observers.js"
import { createPlacements } from "../../../../pkg/placements.js"
import { create as createReader } from "../../../../pkg/rules.js"
import { create as createRules } from "../../../../pkg/rules.js"

/** The chunk with the rules is here already; tests need not wait for it. */
const rules = () => ({ then: loaded => loaded(createRules()) })

/** `placements` of `settings` on this page; what is reported and attributed is noted beside. */
export function make(settings = {}, tagging = {}) {
  const reported = []
  const attributed = []
  const bus = createBus()
  bus.listen("scripterror", ({ msg }) => reported.push(msg))
  const attribute = (element, { result_id }) => result_id && attributed.push([element.id || element.tagName, result_id])
  const placements = createPlacements({ settings, bus, attribute, tagging: () => tagging, observers: async () => create(), rules })
  placements.prepare()
  return Object.assign(window, { ...placements, settings, reported, attributed, ran: [] })
}

/** Resolves after `count` painted frames. */
export async function frames(count = 4) {
  for (let left = count; left; left--) await new Promise(requestAnimationFrame)
}

/** The part of the page that tests fill. */
export const host = html => Object.assign(document.getElementById("host"), { innerHTML: html })
