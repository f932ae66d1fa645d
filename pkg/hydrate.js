import { toActionResponse } from "./answer.js"
import { snapshot } from "./snapshot.js"

/** Events and order: see `core::machine`. */
const TOLD = 3

/**
 * Goes on with a visit that began on a server: the core knows the visitor, the cart and the customer, and the actions of
 * this page that were answered there are answered without counting them again. A page that was rendered for another
 * visitor, and came out of some cache, is not believed.
 */
export const create = ({ visit, link, outbox, resume, clean = String }) =>
  /** @param text of `dehydrate()` */
  function hydrate(core, text) {
    const { visitor, url, setters, loads } = JSON.parse(clean(text))
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
      outbox.events.ended(call, TOLD)
      link.settled(call, false, toActionResponse(load.answer, load.html))
      return TOLD
    }
  }
