/** What a session of ours does, in the types of Consent Mode. The others are about advertising networks. */
const TYPES = ["analytics_storage", "personalization_storage"]

/**
 * Google Consent Mode v2: `gtag("consent", "default" | "update", {type: "granted" | "denied"})` pushes its arguments to
 * `dataLayer`, where everybody may read them.
 * Consent is there when one of the types is granted and none denied: banners name but those that they ask for. Of a
 * default for regions only the refusals count, since nobody knows here where the visitor is.
 */
export function google({ purposes = TYPES }, decide) {
  const layer = (globalThis.dataLayer ??= [])
  const defaults = {}
  const updates = {}

  function read(entry, isOld) {
    if (entry?.[0] !== "consent" || !/^(default|update)$/.test(entry[1])) return
    const { region, ...said } = Object(entry[2])
    const known = entry[1] === "update" ? updates : defaults
    for (const type of purposes) {
      if (!/^(granted|denied)$/.test(said[type])) continue
      if (known === updates || said[type] === "denied" || (!region && defaults[type] !== "denied")) known[type] = said[type]
    }
    const now = Object.values({ ...defaults, ...updates })
    if (now.length) decide(now.includes("granted") && !now.includes("denied"), isOld)
  }

  for (const entry of [...layer]) read(entry, true)
  const { push } = layer
  layer.push = (...entries) => {
    const result = push.apply(layer, entries)
    for (const entry of entries) read(entry)
    return result
  }
}
