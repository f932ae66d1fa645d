import { toActionResponse } from "./answer.js"
import { snapshot } from "./snapshot.js"

/** Events and order: see `core::machine`. */
const TOLD = 3

/**
 * Makes `core` go on with a visit that began on a server: it knows the visitor, the cart and the customer, and answers
 * the actions of this page that were answered there without counting them again. A page that was rendered for another
 * visitor, and came out of some cache, is not believed.
 * @param visit `api.visit`
 * @param text of `dehydrate()`
 * @param resume gives an answer to the page
 * @param host ends a call
 */
export function hydrate(core, visit, text, resume, host) {
  const { visitor, url, setters, loads } = JSON.parse(text)
  const known = visit.getCustomerId()
  if (known && known !== visitor) return
  if (visitor) visit.setCustomerId(visitor)
  core.dump(0, snapshot([setters]))
  loads.forEach(resume)
  const { submit } = core
  core.submit = (call, session, text, ...rest) => {
    const [, page, ...action] = JSON.parse(text)
    // What was fetched for a page is of no use on the next one.
    if (page.url?.split("#")[0] !== url) loads.length = 0
    const load = loads.find(({ action: asked }) => asked === snapshot(action))
    if (!load) return submit(call, session, text, ...rest)
    load.action = ""
    // The server was told everything.
    host.emit("ended", `[${call},${TOLD},0,0]`)
    host.settle(call, false, snapshot(toActionResponse(load.answer, load.html)))
    return TOLD
  }
}
