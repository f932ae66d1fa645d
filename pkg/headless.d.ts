/**
 * vitrine on servers: the session of one visitor for the time of one request, in Node, Deno, Bun and edge workers.
 * All sessions share one compiled module and nothing else. No global is touched.
 */

import type { BusEvents } from "./types/events.js"
import type { Visit } from "./types/page.js"
import type { Session } from "./types/session.js"
import type { Settings } from "./types/settings.js"

export * from "./types/data.js"
export * from "./types/session.js"

/**
 * Opens a session for the visitor who asks for a page.
 * @throws {VitrineError} (by rejection) `config` with the `path` of an option that is missing or unusable,
 * `unavailable` when the core does not load.
 */
export function createSession(options: SessionOptions): Promise<HeadlessSession>

/** Options of {@link createSession}; `account`, `server`, `endpoints` and `timeout` win over `settings`. */
export interface SessionOptions {
  /** Account id of the shop. Required here or in `settings`. */
  account?: string
  /** Origin of the back end; default `https://connect.nosto.com`. */
  server?: string
  /** Paths on the server. */
  endpoints?: { events?: string; order?: string }
  settings?: Partial<Settings>
  /** The `Cookie` header of the request. */
  cookies?: string | null
  /** The address of the page as the visitor's browser has it, not one behind a proxy. */
  url: string | URL
  /** The `Referer` header of the request. */
  referrer?: string | null
  /** The `User-Agent` header of the request. The back end rejects requests without one. */
  userAgent?: string | null
  /** The visitor's address, passed on as `X-Forwarded-For`; without it the back end sees where the server is. */
  clientAddress?: string | null
  /**
   * `"granted"` (default); `"anonymous"`: no visitor id is read, sent or set; `"denied"`: nothing is sent at all, and
   * actions resolve to empty results.
   */
  consent?: "granted" | "anonymous" | "denied"
  /** Replacement for the global `fetch`. */
  fetch?: (url: string, init: RequestInit) => Response | Promise<Response>
  /** Gives up every call of the session, as when the visitor's connection ends. Orders are not given up. */
  signal?: AbortSignal
  /** Time limit of a request in ms; default 8000. */
  timeout?: number
  /**
   * Where the core comes from; default `vitrine.wasm` beside this module, by the runtime's file system. Edge workers
   * have none: there it is `import wasm from "vitrine/vitrine.wasm"`. The first session decides for all.
   */
  wasm?: WebAssembly.Module | BufferSource | Response | string | URL
}

/** The session of {@link Session} and what a server needs beside it. */
export interface HeadlessSession extends Session {
  visit: Visit
  /** Values of `Set-Cookie` so far: the visitor id, from the first answer on. */
  setCookies(): string[]
  /**
   * What a page needs to go on with this visit, as JSON that may stand in a script element: `init({ hydrate })` takes
   * it. It is about one visitor: such a page must not come out of a cache that visitors share.
   */
  dehydrate(): string
  listen<K extends keyof BusEvents>(name: K, listener: (...payload: BusEvents[K]) => void): void
  unlisten<K extends keyof BusEvents>(name: K, listener: (...payload: BusEvents[K]) => void): void
  /**
   * Frees the session once everything that was sent is answered, which is what the promise waits for. Calls after
   * this fail with `closed`. A session that is forgotten closes by itself.
   */
  close(): Promise<void>
}
