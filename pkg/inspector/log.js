import { copy } from "../snapshot.js"
import { watchCalls } from "./calls.js"

/** Of more rows than these the oldest are forgotten. */
const MOST = 500

const ERRORS = /^(servererror|scripterror|ordererror|searchfailure)$/

/**
 * What happened, oldest first, and what follows from it for the placements and the session.
 * @param changed called with each row that is new or has its outcome: `{time, kind, title, data, ms?, status?, failed?}`
 */
export function createLog(parts, changed) {
  const { bus } = parts
  const rows = []
  /** By placement: when it was asked for, its campaign, and whether that stands in the page. */
  const placements = { asked: new Map(), answered: new Map(), filled: new Map() }
  /** The last answer with its time, and what was told last. */
  const last = { answered: 0 }
  /** Takes what the inspector itself causes, which is no news. */
  let quiet

  function add(kind, title, data, time = performance.now()) {
    const row = { time, kind, title, data }
    rows.push(row)
    if (rows.length > MOST) rows.shift()
    changed(row)
    return row
  }

  /** Adds the outcome of `result` to a row. */
  function follow(row, result, status) {
    const end = (failed, outcome) => {
      Object.assign(row, { ms: performance.now() - row.time, failed, status: outcome })
      changed(row)
    }
    result.then(
      value => end(false, status(value)),
      error => end(true, error?.code ?? error?.name ?? "failed"),
    )
  }

  function call(name, text) {
    const row = add("call", name, JSON.parse(text))
    return result => typeof result?.then === "function" && follow(row, result, () => "")
  }

  /** What an event of the bus teaches. */
  const lessons = {
    __proto__: null,
    prerequest(message) {
      const time = performance.now()
      for (const name of listOf(message.elements)) placements.asked.set(name, time)
      for (const part of ["cart", "customer"]) if (message[part]) last[part] = message[part]
      const types = listOf(message.events).map(([type]) => type)
      add("request", [message.page_type, types.join(" "), count(listOf(message.elements), "placement")].filter(Boolean).join(" · "), message)
    },
    taggingsent(answer) {
      Object.assign(last, { answer, answered: performance.now() })
      const campaigns = answer.recommendations ?? {}
      for (const name of Object.keys(campaigns)) placements.answered.set(name, campaigns[name])
      add("response", `${count(Object.keys(campaigns), "placement")}: ${Object.keys(campaigns).join(", ") || "none"}`, answer)
    },
    postrender({ filledElements, unFilledElements } = {}) {
      for (const name of listOf(filledElements)) placements.filled.set(name, true)
      for (const name of listOf(unFilledElements)) placements.filled.set(name, false)
      add("event", `postrender · ${listOf(filledElements).length} filled, ${listOf(unFilledElements).length} not`, { filledElements, unFilledElements })
    },
    diagnostic(problems) {
      add("warning", listOf(problems).map(({ path }) => path).join(", "), problems)
    },
  }

  function event(name, payload) {
    const args = copy(payload)
    if (lessons[name] && args[0]) lessons[name](args[0])
    else add(ERRORS.test(name) ? "error" : "event", name, args)
  }

  function watchBus() {
    const { emit } = bus
    bus.emit = (name, payload) => {
      if (quiet) return quiet(name, payload())
      // That one also comes without the bus.
      if (name !== "scripterror") attempt(() => event(name, payload()))
      emit(name, payload)
    }
    bus.listen("scripterror", error => event("scripterror", [error]))
  }

  function attempt(job) {
    try {
      return job()
    } catch (error) {
      console.error(error)
    }
  }

  function watchRequests() {
    const { fetch } = parts
    parts.fetch = (url, init) => {
      const row = attempt(() => add("http", ...request(url, init?.method, init?.body)))
      const answer = fetch(url, init)
      if (row && typeof answer?.then === "function") follow(row, answer, response => response?.status)
      return answer
    }
  }

  /** Requests that were sent before the inspector came, as the browser remembers them. */
  function recall() {
    for (const { name, startTime, duration, responseStatus } of performance.getEntriesByType("resource")) {
      const { searchParams } = new URL(name)
      if (searchParams.get("m") !== parts.account() || !searchParams.get("rid")) continue
      const [title, data] = request(name, "")
      for (const placement of listOf(data.query.message?.elements)) placements.asked.set(placement, startTime)
      Object.assign(add("http", title, data, startTime), { ms: duration, status: responseStatus })
    }
    const answer = parts.answer()
    if (answer) lessons.taggingsent(copy(answer))
  }

  watchCalls(parts.api, (name, text) => (quiet ? undefined : attempt(() => call(name, text))))
  watchBus()
  watchRequests()
  attempt(recall)

  return {
    rows,
    placements,
    last,
    /** The result of `job` and the problems it told of; the page hears nothing of that. */
    ask(job) {
      // Rules of placements read the tagging, too.
      const problems = new Map()
      quiet = (name, [told]) => name === "diagnostic" && listOf(told).forEach(problem => problems.set(problem.path, problem))
      const value = attempt(() => copy(job()))
      quiet = undefined
      return { value, problems: [...problems.values()] }
    },
  }
}

const listOf = value => (Array.isArray(value) ? value : [])
const count = (list, word) => (list.length ? `${list.length} ${word}${list.length > 1 ? "s" : ""}` : `no ${word}s`)

/** A request by title and content: what is JSON in it is read, so that it can be masked. */
function request(url, method = "GET", body) {
  const { pathname, searchParams } = new URL(url, location.href)
  const query = Object.fromEntries([...searchParams].map(([name, value]) => [name, read(value)]))
  return [`${method} ${pathname}`, { query, body: read(body) }]
}

function read(text) {
  try {
    return /^[[{]/.test(text) ? JSON.parse(text) : text
  } catch {
    return text
  }
}
