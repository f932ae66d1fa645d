import { whenIdle } from "../ready.js"

/** What a visitor may agree to. */
export const STATES = ["granted", "anonymous", "denied"]

const first = () => globalThis.vitrine?.consent ?? "granted"

/** Whether a page that begins with this consent may load the core at once. */
export const isGiven = (consent = first()) => consent === "granted" || consent === "anonymous"

/** A core that takes longer than this, in ms, lets nobody wait who listens to other tabs. */
const SLOW = 1_000

/**
 * Sets `consent.state` to what the page begins with, and lets it change as long as the page lives. What is no state names
 * an adapter; until that has an answer, consent is denied. A change is made by a chunk; before that is there, the less
 * of both states holds.
 * @param options those of `init`; attributes of a script tag are text
 * @returns a promise of what `parts.open` promises
 */
export function followConsent(consent, { consent: given = first(), gpc, hashEmail }, parts) {
  let last
  let done

  const allowed = asked =>
    asked === "granted" && `${gpc}` !== "false" && globalThis.navigator?.globalPrivacyControl ? "anonymous" : asked

  /** @param heard whether other tabs know already */
  consent.set = (asked, heard) => {
    if (asked === last) return done
    last = asked
    const before = consent.state
    if (before === "granted" || asked === "denied") {
      consent.state = "denied"
      // The core does not stop in the middle.
      parts.face.send = () => {}
    }
    done = parts.chunk("consent").then(({ change }) => change(allowed(asked), before, heard))
    done.catch(error => {
      last = undefined
      parts.bus.report(error)
    })
    return done
  }

  consent.hashes = ["", true, "true"].includes(hashEmail)
  if (given !== "denied" && (consent.hashes || !STATES.includes(given))) consent.set(given, true)
  else {
    consent.state = allowed((last = given))
    done = given === "denied" ? Promise.resolve() : parts.open()
  }

  // Another tab tells by storage. To hear it, none has to be touched; but a browser opens it for whoever listens, slowly:
  // not while the page waits for the core. To listen twice is to listen once.
  const hear = ({ key, newValue }) => {
    if (STATES.includes(newValue) && key === parts.keep.key("consent")) consent.set(newValue, true)
  }
  const listen = () => globalThis.addEventListener?.("storage", hear)
  const started = () => whenIdle(listen)
  done.then(started, started)
  setTimeout(listen, SLOW)?.unref?.()
  return done
}
