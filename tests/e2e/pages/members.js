// What a page may have written before the script came.
window.nostojs.o = { responseMode: "HTML" }

// Notes which members of the api a test uses, by the type each belongs to, and what the bus tells meanwhile.
window.used = new Set()
window.heard = []
window.printed = []

/**
 * `target` with its members as the types have them, each noted when it is used.
 * @param members by type and name: `{method, owner}`, as `readMembers` gives them
 */
function noting(owner, target, members) {
  const noted = {}
  for (const [name, { method, owner: inner }] of Object.entries(members[owner])) {
    const inside = value => (inner && value ? noting(inner, value, members) : value)
    const note = () => window.used.add(`${owner}.${name}`)
    Object.defineProperty(noted, name, {
      get() {
        if (!method) return note(), inside(target[name])
        // One that is missing stays missing.
        return target[name] && ((...args) => (note(), inside(target[name](...args))))
      },
    })
  }
  return noted
}

/** The api, of which every use is noted. */
window.prepare = async (members, events) => {
  const api = await new Promise(window.nostojs)
  // Of the account's popups only the one that opens when it is told to.
  const { api: told } = api.internal.getSettings().discountPopupTriggers ?? {}
  api.internal.modifySettings({ discountPopupTriggers: { api: told ?? [] } })
  for (const name of events) api.listen(name, (...payload) => window.heard.push([name, payload]))
  for (const level of ["log", "warn", "info", "error", "debug"]) {
    const print = console[level]
    console[level] = (...args) => (window.printed.push([level, String(args[0])]), print.apply(console, args))
  }
  window.api = noting("API", api, members)
}
