/** What the page, its visitor and the settings are now, and what was told last. */
export function readSession({ api, settings, account, visit }, { last }) {
  const { mode } = api.internal.context
  const { se, af, pv, gl } = last.answer ?? {}
  return {
    account: account(),
    server: settings.server,
    visitor: visit.getCustomerId() ?? "none yet",
    consent: api.vitrine.consent + (visit.isDoNotTrack() ? ", do not track: no id is kept or sent, nothing is stored" : ""),
    cart: last.cart ?? "not told on this page",
    customer: last.customer ?? "not told on this page",
    pageViews: pv,
    segments: (Array.isArray(se?.active_segments) ? se.active_segments : []).map(segment => segment?.id),
    affinities: af ?? {},
    geoLocation: gl,
    modes: { debug: mode.isDebug(), preview: mode.isPreview(), skipCache: mode.skipCache(), recotrace: mode.isRecotraceEnabled() },
    settings,
  }
}

/** Everything that is kept on the visitor's device, by area; nothing is read where it must not be. */
export function readStorage({ account, visit }) {
  if (visit.isDoNotTrack()) return { "do not track": "nothing is kept, and nothing is read here" }
  const [, id] = attempt(() => document.cookie.match(/(?:^|; )2c\.cId=([^;]+)/)) ?? []
  return {
    cookie: { "2c.cId": id ?? "none" },
    localStorage: readArea("localStorage", account()),
    sessionStorage: readArea("sessionStorage", account()),
  }
}

const readArea = (kind, account) => attempt(() => {
  const area = globalThis[kind]
  const names = Object.keys(area).filter(name => name.startsWith(`vitrine.${account}.`)).sort()
  return Object.fromEntries(names.map(name => [name, parse(area.getItem(name))]))
}) ?? "refused by the browser"

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function attempt(job) {
  try {
    return job()
  } catch {
    // blocked by the browser
  }
}
