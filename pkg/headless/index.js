import { toActionResponse, toPrerender } from "../answer.js"
import { createBus } from "../bus.js"
import { createError } from "../error.js"
import { createExchange } from "../exchange.js"
import { createLink } from "../link.js"
import { openSession } from "../session.js"
import { createVisit } from "../visit.js"
import { createJar } from "./jar.js"
import { createLife, watchCalls } from "./life.js"
import { loadModule } from "./module.js"
import { createOutbox } from "./outbox.js"
import { createRequestPage } from "./page.js"
import { createRecord } from "./state.js"
import { createTransport } from "./transport.js"

/** A session of one visitor during one request; see `headless.d.ts`. */
export async function createSession(options) {
  const { settings, url, referrer } = read(options)
  const openCore = await loadModule(options.wasm)

  const bus = createBus()
  const life = createLife()
  const link = watchCalls(createLink(bus), life, options.signal)
  const jar = createJar(options.cookies, url)
  const consent = { state: options.consent ?? "granted" }
  const { read: readVisitor, remember, visit } = createVisit({ link, bus, settings, cookies: jar, consent })
  const page = createRequestPage({
    settings, url: url.href, referrer, readCookies: jar.readCookies, tracked: () => !visit.isDoNotTrack(),
  })
  const outbox = createOutbox(link, life)
  const session = openSession(link, outbox, page, 0)
  const record = createRecord(session, page)

  /** Who it was, once the core is gone. */
  let visitor
  /** The last answer. */
  let answer

  function deliver(given, call, html) {
    answer = given
    bus.emit("prerender", () => [toPrerender(answer, visit.getCustomerId())])
    bus.emit("taggingsent", () => [answer])
    if (options.consent !== "denied") record.answered(call, html, answer)
    link.settled(call, false, toActionResponse(answer, html))
  }

  const host = createExchange({
    settings, bus, link, outbox, deliver,
    http: createTransport(options, visit, life),
    visit: { read: readVisitor, remember, isAnonymous: visit.isDoNotTrack },
    last: () => answer,
    // A call that ends without an answer of its own.
    noted: (name, text) => name === "settle" && record.forget(JSON.parse(text)[0]),
  })
  const core = openCore(host)
  const submit = (call, ...submission) => (record.asked(call, ...submission), core.submit(call, ...submission))
  link.open({ ...core, submit })

  Object.assign(session, {
    visit: { ...visit },
    listen: bus.listen,
    unlisten: bus.unlisten,
    setCookies: jar.setCookies,
    dehydrate: () => record.dehydrate(visitor ?? visit.getCustomerId()),
  })
  return life.own(session, () => {
    visitor = visit.getCustomerId()
    link.close()
    core.close()
  })
}

/** The options that are needed, checked; a referrer that is no address says nothing. */
function read({ account, server, endpoints, timeout, settings: given, url, referrer, consent }) {
  const settings = { ...given }
  for (const [name, value] of Object.entries({ account, server, endpoints, timeout })) {
    if (value != null) settings[name] = value
  }
  if (!settings.account) throw createError({ code: "config", path: "account" })
  if (!/^https?:$/.test(parse(url)?.protocol)) throw createError({ code: "config", path: "url" })
  if (!/^(granted|anonymous|denied|undefined)$/.test(consent)) throw createError({ code: "config", path: "consent" })
  return { settings, url: parse(url), referrer: parse(referrer)?.href }
}

function parse(url) {
  try {
    return new URL(url)
  } catch {
    // the caller decides what that means
  }
}
