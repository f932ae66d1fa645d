/**
 * vitrine on the shop's own domain: a fetch handler for edge workers, Deno, Bun and Node that serves the library's
 * files and passes messages, orders, searches and settings on to the back end. It keeps no state of its own, so it
 * scales as far as its platform; what has to be kept goes through the ports `queue` and `rateLimit`.
 */

/** @throws {VitrineError} `config` with the `path` of an option that is missing or unusable. */
export function createEdge(options?: EdgeOptions): EdgeHandler

export interface EdgeHandler {
  /** Answers a request. `context` is what the platform hands its handlers; of it, `waitUntil` is used. */
  (request: Request, context?: any): Promise<Response>
  /** Delivers what the queue holds, oldest first; rejects when the back end fails again. */
  drain(): Promise<void>
  /** Delivers one entry of a queue that calls its consumer by itself; rejects when it is to be tried again. */
  deliver(entry: string): Promise<void>
}

export interface EdgeOptions {
  /** Origin of the back end; default `https://connect.nosto.com`. */
  upstream?: string
  /** Origin of the search service; default `https://search.nosto.com`. */
  searchUpstream?: string
  /** Paths of messages and orders, here and there; default `/ev1` and `/order/track`. */
  endpoints?: { events?: string; order?: string }
  /** Path below which all of this is found, `"/n"`; default the root of the domain. */
  prefix?: string
  /**
   * Gives the content of one of the library's files by its name; default the files beside this module. Edge workers
   * have no file system: there they are imported as data, or come from the platform's store of assets.
   */
  files?: (name: string) => FileContent | Promise<FileContent>
  /** Origins of other pages that may ask, beside the shop's own: `"https://app.shop.example"`. */
  origins?: string[]
  /** The visitor's cookie. With `httpOnly`, the page's script cannot read it, and `consent` is required. */
  cookie?: {
    httpOnly?: boolean
    /** Seconds; default four years. */
    maxAge?: number
    /** Default the widest that the browser takes; `false` for the host alone. */
    domain?: string | false
  }
  /**
   * What the visitor has agreed to, as the shop's consent cookie says. `"denied"`: nothing is passed on.
   * `"anonymous"`: no id, no customer, no address is, and no cookie is set. Without this function the page's script
   * decides, and the cookie is renewed only where the page itself has set one and names it.
   */
  consent?: (request: Request, context?: any) => Consent | Promise<Consent>
  /** The visitor's address as the platform knows it, passed on as `X-Forwarded-For` and counted by `rateLimit`. */
  clientAddress?: (request: Request, context?: any) => string | null | undefined
  /** Whether the browser's name is passed on; default `true`. The platform rejects requests without one. */
  forwardUserAgent?: boolean
  /** Largest body in bytes; default 262144. */
  maxBody?: number
  /** Whether a visitor may ask once more; default {@link memoryRateLimit}. Needs `clientAddress`. */
  rateLimit?: RateLimit
  /** Keeps what nobody waits for while the back end is down; default {@link memoryQueue}. */
  queue?: Queue
  /** Time limit of a request to the back end in ms; default 8000. */
  timeout?: number
  /** Replacement for the global `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Answers what is not found here; default status 404. */
  otherwise?: (request: Request, context?: any) => Response | Promise<Response>
}

export type Consent = "granted" | "anonymous" | "denied"
export type FileContent = string | ArrayBuffer | Uint8Array | Response | null | undefined

/** As the rate limiting binding of Cloudflare. */
export interface RateLimit {
  limit(request: { key: string }): Promise<{ success: boolean }>
}

/** Keeps entries; each is a text with the data of one visitor and is to be guarded as such. */
export interface Queue {
  /** Resolves when the entry is safe; rejects when it cannot be kept, which the page is told. */
  put(entry: string): Promise<void>
  /** Hands entries to `deliver` one by one and removes those for which it resolves; rejects with the first that fails. */
  take(deliver: (entry: string) => Promise<void>): Promise<void>
  /** Whether entries wait in this process and nobody is at them. Leave it out where a consumer of its own drains. */
  waits?(): boolean
  /** How long after a failed delivery the next is tried where entries wait in this process, in ms; default 5000. */
  retry?: number
}

/** In this process; what it holds ends with it. `retry` in ms, default 5000. */
export function memoryQueue(options?: { maxEntries?: number; retry?: number }): Queue

/** In this process: so many requests by key in so many seconds; default 300 in 60. */
export function memoryRateLimit(options?: { requests?: number; seconds?: number }): RateLimit

/**
 * In a Redis stream with a group of consumers. Call `drain()` of the handler now and then, in one process or in many.
 * @param client of the package `redis`, connected
 */
export function redisQueue(
  client: { sendCommand(command: string[]): Promise<unknown> },
  options?: {
    /** Key of the stream; default `vitrine`. */
    stream?: string
    group?: string
    /** Name of this process in the group; default a random one. */
    consumer?: string
    /** ms after which an entry that somebody took and did not finish is taken over; default 30000. */
    idle?: number
  },
): Queue

/** A queue of Cloudflare, by its producer binding. */
export function cloudflareQueue(binding: { send(body: string, options?: { contentType?: "text" }): Promise<unknown> }): Queue & {
  /** For the worker's `queue(batch)` handler: delivers each message, or asks for it again. */
  consume(batch: { messages: readonly { body: any; ack(): void; retry(): void }[] }, deliver: EdgeHandler["deliver"]): Promise<void>
}
