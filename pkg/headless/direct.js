import { snapshot } from "../snapshot.js"
import { token } from "../token.js"

/**
 * The way of calls on a server, in the place of a page's outbox: nothing is kept, for a server does not go away with
 * the page, and whoever calls can repeat.
 */
export function createDirect(link) {
  const request = token()
  const told = { orders: {} }

  return {
    submit(session, text, by, counts, tell, signal) {
      const call = link.next()
      return link.call(call, core => tell(core.submit(call, session, text, by, `${request}.${call}`, false), call), signal)
    },

    /** What the server knows, as far as this session told it. */
    memo: () => snapshot(told),

    events: {
      ended() {},
      known([name, value]) {
        if (name === "orders") told.orders[value] = 1
        else told[name] = value
      },
      /** What one task says travels together; nobody counts anything up here. */
      wake: ([waiting]) => void setTimeout(() => link.run(core => core.wake(waiting))),
    },
  }
}
