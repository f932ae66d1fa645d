/** The sandbox back end as tests use it: the real program on a free port with a database of its own. */
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { start, until } from "../engines/processes.mjs"
import { problemsOf } from "../schema/vendor.mjs"

/** The project's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url))

let built

/** The built library: `$VITRINE_DIST`, else `pkg/dist`. A copy of one's own stays whole while somebody builds. */
export const dist = process.env.VITRINE_DIST ?? join(root, "pkg/dist")

/** Path of the server program: `$SANDBOX_BIN`, else `target/server/sandbox`, brought up to date first. */
export function sandboxProgram() {
  if (process.env.SANDBOX_BIN) return process.env.SANDBOX_BIN
  built ??= buildSandbox()
  return built
}

function buildSandbox() {
  execFileSync("cargo", ["build", "--quiet", "--locked", "--profile", "server", "--package", "sandbox"], { cwd: root, stdio: "inherit" })
  return join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "server", "sandbox")
}

/**
 * Starts a server and resolves when it accepts connections.
 * @param {{pages?: string, library?: string, commerce?: boolean, durable?: boolean}} [options] `pages`: the folder served below
 * `/test/`; `library`: the one served as the library; `commerce`: whether the shop systems are served too; `durable`: whether what it has confirmed outlives its being killed
 * @returns {Promise<Sandbox>}
 */
export async function startSandbox({ pages = join(root, "tests/e2e/pages"), library = dist, commerce = false, durable = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-sandbox-"))
  const authority = join(folder, "ca.pem")
  const options = [
    "--db", join(folder, "sandbox.sqlite"), "--dist", library, "--www", join(root, "www"), "--pages", pages,
    ...commerce ? ["--commerce", authority] : [], ...durable ? ["--durable"] : [],
  ]
  let server = await run(0, options).catch(error => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  const url = new URL(server.url)
  const life = {
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    kill: () => server.stop("SIGKILL"),
    async revive() {
      server = await run(url.port, options)
    },
  }
  return new Sandbox(url, life, commerce ? authority : undefined)
}

/** Runs the program; resolves to `{url, stop}` when it accepts connections. */
async function run(port, options) {
  const server = start(sandboxProgram(), ["--port", String(port), ...options], { cwd: root })
  let output = ""
  server.stdout.on("data", data => { output += data })
  server.stderr.on("data", data => { output += data })
  const url = await until(() => /^ready (http:\S+)/m.exec(output)?.[1], { timeout: 20_000, what: "the sandbox is ready" })
    .catch(async error => {
      await server.stop()
      throw new Error(`${error.message}\n${output}`)
    })
  return { url, stop: server.stop }
}

const ACCOUNTS = ["demo", "alpha", "beta", "gamma", "delta", "disabled"]

/** A running server. `account` is one of its accounts: `demo`, `alpha`, `beta`, `delta`, `disabled`. */
export class Sandbox {
  /** Of the requests that arrived, what is known of their shape: the last one looked at, by account, and all problems. */
  #seen = {}
  #problems = []

  /** Where it answers questions about itself, whatever stands in front of it. */
  #own

  constructor(url, { stop, kill, revive }, authority) {
    /** File with the certificate which clients of the shop systems must trust, where these are served. */
    this.authority = authority
    this.#own = url.origin
    this.standBehind(url.origin)
    this.stop = stop
    /** Ends it without a warning; its file stays. */
    this.kill = kill
    /** Starts it anew where it was, on the same file. */
    this.revive = revive
  }

  /** From now on the server is reached by `origin`, as the shop's domain in front of it. */
  standBehind(origin) {
    /** e.g. `http://127.0.0.1:40123`, no slash at the end. */
    this.origin = origin
    /** The same server under another origin. */
    this.otherOrigin = origin.replace("127.0.0.1", "localhost")
  }

  /** Requests that arrived, oldest first. */
  async requests(account) {
    return (await this.#ask(`/sandbox/requests?account=${account}`)).requests
  }

  /** Resolves to the requests of an account as soon as there are `count` that satisfy `matches`. */
  requestsWhen(account, count, matches = () => true) {
    const ask = async () => {
      const found = (await this.requests(account)).filter(matches)
      return found.length >= count && found
    }
    return until(ask, { timeout: 10_000, every: 40, what: `${count} matching requests of ${account}` })
  }

  /** Analytics events that arrived, oldest first, as soon as there are `count`: `{path, visitor, content_type, event}`. */
  analyticsWhen(account, count) {
    const ask = async () => {
      const { analytics } = await this.#ask(`/sandbox/analytics?account=${account}`)
      return analytics.length >= count && analytics
    }
    return until(ask, { timeout: 10_000, every: 40, what: `${count} analytics events of ${account}` })
  }

  /** Popups of account `delta` that were asked for and shown: `{kind: "show"|"triggered", customer, …}`. */
  async popups() {
    return (await this.#ask("/sandbox/popups?account=delta")).popups
  }

  /** The same, as soon as there are `count` of them: a beacon arrives when it likes. */
  popupsWhen(count) {
    const ask = async () => {
      const found = await this.popups()
      return found.length >= count && found
    }
    return until(ask, { timeout: 10_000, every: 40, what: `${count} popups` })
  }

  /** Ids of an account's visitors. */
  async visitors(account) {
    return (await this.#ask(`/sandbox/visitors?account=${account}`)).visitors
  }

  /** What the store holds of one visitor. */
  visitor(account, id) {
    return this.#ask(`/sandbox/visitors/${id}?account=${account}`)
  }

  /** Requests by path since the start, `options` counts every OPTIONS request. */
  counts() {
    return this.#ask("/sandbox/counts")
  }

  /** What is wrong by the vendor's types with the requests that arrived since the last call, each problem once. */
  async wireProblems() {
    for (const account of ACCOUNTS) await this.#look(account)
    return [...new Set(this.#problems.splice(0))]
  }

  /** Throws when a request that arrived since the last look is not what the vendor's types describe. */
  async checkWire() {
    const problems = await this.wireProblems()
    if (problems.length) throw new Error(`requests against the vendor's types:\n${problems.join("\n")}`)
  }

  /** Validates what is new of an account. */
  async #look(account) {
    const { requests } = await this.#ask(`/sandbox/requests?account=${account}&since=${this.#seen[account] ?? 0}`)
    for (const request of requests) this.#problems.push(...problemsOf(request))
    this.#seen[account] = requests.at(-1)?.seq ?? this.#seen[account]
  }

  /** Empties an account's visitors, events, requests and faults. */
  async reset(account) {
    await this.#look(account)
    await this.#ask(`/sandbox/reset?account=${account}`, "POST")
  }

  /** Makes requests of an account misbehave: `{path, kind, ms?, status?, body?, times?}`. */
  async fault(account, fault) {
    await this.#ask(`/sandbox/faults?account=${account}`, "POST", fault)
  }

  /** Ends all misbehaviour of an account. */
  async clearFaults(account) {
    await this.#ask(`/sandbox/faults?account=${account}`, "DELETE")
  }

  /** A call to the control of the shop systems: a POST when there is a body, which is answered with JSON. */
  commerce(path = "", body, method = body === undefined ? "GET" : "POST") {
    return this.#ask(`/sandbox/commerce${path}`, method, body)
  }

  async #ask(path, method = "GET", body) {
    const response = await fetch(this.#own + path, {
      method,
      headers: body && { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text ? JSON.parse(text) : undefined
  }
}
