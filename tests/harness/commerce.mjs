/** The shop systems of the sandbox as tests use them: real servers under TLS, and what moves them. */
import { readFileSync } from "node:fs"
import { Agent, fetch } from "undici"
import { startSandbox } from "./sandbox.mjs"

/**
 * Starts a sandbox that serves Tiendanube, the Customer API and NexusCommerce, each on a port of its own.
 * @returns {Promise<CommerceServers>}
 */
export async function startCommerceServers() {
  const sandbox = await startSandbox({ commerce: true })
  return new CommerceServers(sandbox, await sandbox.commerce())
}

/** Running servers. */
export class CommerceServers {
  #agent

  constructor(sandbox, shown) {
    /** The sandbox itself, which sessions speak with. */
    this.sandbox = sandbox
    /** File with the certificate to trust, for `NODE_EXTRA_CA_CERTS` and clients of other languages. */
    this.ca = sandbox.authority
    this.#agent = new Agent({ connect: { ca: readFileSync(this.ca) } })
    /** `https://localhost:<port>` of each system. */
    this.urls = {
      tiendanube: shown.tiendanube.url,
      customer: shown.customer.url,
      nexus: shown.nexus.url,
      platform: shown.platform.url,
    }
    /** `fetch` that trusts the servers. */
    this.fetch = (input, init) => fetch(input, { dispatcher: this.#agent, ...init })
  }

  /** Address of the sandbox itself, whose `/sandbox/commerce` is the control. */
  get origin() {
    return this.sandbox.origin
  }

  /** Who may sign in now: stores, apps and tokens; buyers; tenants and keys; the platform's tokens. */
  credentials() {
    return this.sandbox.commerce()
  }

  /** Data, clock, tokens, faults as at the start; tokens and keys are new ones. */
  reset() {
    return this.sandbox.commerce("/reset", {})
  }

  /** Moves the clock of all systems: `{freeze?: boolean, at?: ms, advance?: ms}`; resolves to `{now}`. */
  clock(step) {
    return this.sandbox.commerce("/clock", step)
  }

  /** Answers since the last reset by system and status: `{nexus: {200: 3}}`. */
  answers() {
    return this.sandbox.commerce("/answers")
  }

  /** Webhooks that were sent, oldest first: `{url, body, signature: [name, value], status}`. */
  async deliveries() {
    return (await this.sandbox.commerce("/deliveries")).deliveries
  }

  /** Where webhooks to a host really go: `{"hooks.example.com": "http://127.0.0.1:9000"}`. */
  receivers(hosts) {
    return this.sandbox.commerce("/receivers", hosts)
  }

  /** Makes requests to a system misbehave, see `Sandbox.fault`. */
  fault(system, fault) {
    return this.sandbox.commerce(`/${system}/faults`, fault)
  }

  /** Ends all misbehaviour of a system. */
  clearFaults(system) {
    return this.sandbox.commerce(`/${system}/faults`, undefined, "DELETE")
  }

  /** Ends every token a system has issued. */
  expire(system) {
    return this.sandbox.commerce(`/${system}/expire`, {})
  }

  /** How a system behaves where its documents leave that open: see the sandbox's README. */
  settings(system, settings) {
    return this.sandbox.commerce(`/${system}/settings`, settings)
  }

  /** Any other call to the control: `control("/tiendanube/suspend", {store, suspended})`. */
  control(path, body) {
    return this.sandbox.commerce(path, body)
  }

  /** Ends the servers. */
  async stop() {
    await this.#agent.close()
    await this.sandbox.stop()
  }
}
