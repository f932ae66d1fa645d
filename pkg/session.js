import { createError } from "./error.js"
import { TAGGING } from "./tagging/members.js"
import { copy, snapshot } from "./snapshot.js"

// The fluent API by name. What each does is the core's business; here a call becomes one line of JSON.
export const SETTERS =
  "setCart setCustomer setVariation setRestoreLink setResponseMode enableCampaignInjection disableCampaignInjection".split(" ")
export const VIEWS =
  "viewFrontPage viewCart viewNotFound viewProduct viewProductSku viewCategory viewTag viewCustomField viewSearch viewOther addOrder reportAddToCart".split(" ")
export const REFINEMENTS =
  "setRef setProduct setProducts setCart setCustomer setOrder setSearchTerms setBrands setCategories setCategoryIds setParentCategoryIds setTags setCustomFields setVariation setPlacements setRestoreLink setPageType addAffinity".split(" ")

/** The flags of a request that asks for nothing and counts no view. */
export const UPDATE = { skipPageViews: true, update: true }

/** More setters than this are handed over before the next request needs them, so that none pile up. */
const MANY_SETTERS = 64

/** Adds to `target` a method for each of `names` that calls `record` with its name and arguments. */
function define(target, names, record) {
  for (const name of names) target[name] = (...args) => record(snapshot([name, ...args]))
}

const notReady = () => {
  throw createError({ code: "not_ready" })
}

/** Creates sessions that share one link; what the browser has no longer any use for, the core forgets. */
export function createSessions(link, outbox, page) {
  let last = 0
  const registry =
    typeof FinalizationRegistry === "function" &&
    new FinalizationRegistry(id => link.run(core => core.dropSession(id)))

  return function createSession() {
    const id = last++
    const session = openSession(link, outbox, page, id)
    registry && registry.register(session, id)
    return session
  }
}

/** The session that the core calls `id`. */
export function openSession(link, outbox, page, id) {
  let setters = []
  const takeSetters = () => `[${setters.splice(0)}]`

  const session = {
    recordAttribution: (type, target, ref, refSrc) =>
      createAttribution(link, outbox, page, id).recordAttribution(type, target, ref, refSrc),
  }
  define(session, SETTERS, line => {
    if (setters.push(line) > MANY_SETTERS) {
      const text = `[${takeSetters()}]`
      link.run(core => core.dump(id, text))
    }
    return session
  })
  define(session, VIEWS, line => createAction(link, outbox, page, id, session, takeSetters, line))
  return session
}

/** The abort signal among the flags, unless even looking for it throws. */
export function signalOf(flags) {
  try {
    return flags?.signal?.addEventListener ? flags.signal : undefined
  } catch {
    // not our flags
  }
}

/** Whether the server learns anything from a request with these flags. */
export const counts = flags => !flags?.skipPageViews || !flags.skipEvents

/** `session` is held only so that the session lives as long as its actions. */
function createAction(link, outbox, page, id, session, takeSetters, first) {
  const view = page.here()
  const lines = [first]
  const text = flags => `[${takeSetters()},${snapshot(page.arrive(view, flags))},${snapshot(flags)},${lines}]`
  let told = 0

  function submit(flags) {
    const own = copy(flags)
    return outbox.submit(id, text(own), told, counts(own), now => (told = now), signalOf(flags))
  }

  const action = {
    session,
    load: flags => submit(flags),
    update: () => submit(UPDATE),
    dumpData: () => link.ask(core => toTagging(JSON.parse(core.dump(id, text({ skipEvents: true }))), lines), notReady),
  }
  Object.defineProperty(action, "session", { enumerable: false })
  define(action, REFINEMENTS, line => {
    lines.push(line)
    return action
  })
  return action
}

/** What is on no message, by the method that said it. */
const UNSAID = { addOrder: "order", setOrder: "order", setParentCategoryIds: "parentCategoryIds" }

/** The message and the calls of an action as `TaggingData`. */
function toTagging({ cart: items, cart_hash: hcid, customer, events, ...message }, lines) {
  const targets = type => events.filter(([other]) => other === type)
  const data = {
    cart: items && { hcid, items },
    customer,
    products: targets("vp").map(([, product_id, , , selected_sku_id]) => ({ product_id, selected_sku_id })),
    searchTerms: targets("is").map(([, term]) => term),
  }
  for (const [name, member] of TAGGING) data[name] = message[member]
  for (const line of lines) {
    const [method, value] = JSON.parse(line)
    if (UNSAID[method]) data[UNSAID[method]] = value
  }
  return data
}

/** Events without a request for recommendations; `done()` sends those that were recorded since the last. */
export function createAttribution(link, outbox, page, id) {
  let lines = []
  const text = () => `[${["[]", snapshot(page.here()), '{"attribution":true}', ...lines]}]`
  const attribution = {
    recordAttribution(...event) {
      lines.push(snapshot(["event", ...event]))
      return attribution
    },
    dumpData: () => link.ask(core => JSON.parse(core.dump(id, text())).events, notReady),
    done() {
      if (!lines.length) return Promise.resolve()
      const action = text()
      lines = []
      return outbox.submit(id, action, 0, true, () => {})
    },
  }
  return attribution
}
