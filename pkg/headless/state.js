import { SETTERS } from "../session.js"
import { snapshot } from "../snapshot.js"

/** Setters that say something of the place they were called in, not of the visitor. */
const LOCAL = /CampaignInjection$/

/** What nothing takes back; a cart or a customer it leaves as they are. */
const TAKEN_BACK = /Variation|RestoreLink/

/** Notes what a session says and is answered, for the page that goes on with it: see `hydrate`. */
export function createRecord(session, page) {
  /** The last value of each setter; nothing said nothing. */
  const setters = new Map()
  const asked = new Map()
  const loads = []

  for (const name of SETTERS.filter(name => !LOCAL.test(name))) {
    const set = session[name]
    session[name] = value => {
      if (value != null) setters.set(name, snapshot([name, value]))
      else if (TAKEN_BACK.test(name)) setters.delete(name)
      return set(value)
    }
  }

  return {
    /** A submission: see `core::machine::Submission`. */
    asked: (call, session, text) => asked.set(call, text),
    answered(call, html, answer) {
      const [, , ...action] = JSON.parse(asked.get(call) ?? "[]")
      asked.delete(call)
      loads.push({ action: snapshot(action), html, answer })
    },
    forget: call => asked.delete(call),
    /** @returns JSON that may stand in a script element */
    dehydrate: visitor => {
      const text = snapshot({ visitor, url: page.here().url, setters: [...setters.values()].map(text => JSON.parse(text)), loads })
      return text.replace(/[<\u2028\u2029]/g, char => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0"))
    },
  }
}
