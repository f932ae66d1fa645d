import type { CustomerApi, CustomerApiConfig, SignIn } from "./types/customer-api.js"
import type { Nexus, NexusConfig } from "./types/nexus.js"
import type { BatchReport, Platform, PlatformConfig } from "./types/platform.js"
import type { InstalledApp, Tiendanube, TiendanubeConfig, TiendanubeNotice } from "./types/tiendanube-api.js"

export type { CustomerApi, CustomerApiConfig, CustomerApiProfile, SignIn } from "./types/customer-api.js"
export type { Nexus, NexusConfig } from "./types/nexus.js"
export type * from "./types/platform.js"
export type { InstalledApp, Tiendanube, TiendanubeConfig, TiendanubeNotice } from "./types/tiendanube-api.js"

export * from "./types/mapping.js"

/** A client of a store of Tiendanube or Nuvemshop. */
export function tiendanube(config: TiendanubeConfig & Surroundings): Promise<Tiendanube>
/** A client of a shop's Customer API, in the name of one buyer. */
export function customerApi(config: CustomerApiConfig & Surroundings): Promise<CustomerApi>
/** A client of NexusCommerce, for one tenant. */
export function nexus(config: NexusConfig & Surroundings): Promise<Nexus>
/** A client of the APIs for servers of the platform whose session API the library has. */
export function platform(config: PlatformConfig & Surroundings): Promise<Platform>

/** Where a merchant agrees to an app, or a buyer to another site, so that a code comes back. Compare the `state`. */
export function authorizeUrl(system: "tiendanube", config: InstalledApp): Promise<string>
export function authorizeUrl(system: "customerApi", config: SignIn): Promise<string>

/** Exchanges that code for a token. */
export function exchangeCode(system: "tiendanube", config: Required<Pick<InstalledApp, "clientSecret" | "code">> & InstalledApp & Surroundings): Promise<Granted>
export function exchangeCode(system: "customerApi", config: Required<Pick<SignIn, "clientSecret" | "code">> & SignIn & Surroundings): Promise<Granted>

/** A token as it was issued. */
export interface Granted {
  accessToken: string
  refreshToken: string | null
  /** In milliseconds; `null` for one that does not expire. */
  life: number | null
  /** Whatever else came: `user_id` is the store, `scope` what was granted, separated by commas. */
  extra: Record<string, unknown>
}

/**
 * Checks a notice that a system has sent, in constant time, and reads it. Neither system signs a time, so an old notice
 * looks like a new one: handle each `key` once.
 */
export function verifyWebhook(system: "tiendanube", notice: SignedNotice): Promise<Verified<TiendanubeNotice>>
export function verifyWebhook(system: "nexus", notice: SignedNotice): Promise<Verified<unknown>>

export interface SignedNotice {
  /** As it came, before anything has parsed it. */
  body: string | ArrayBuffer | ArrayBufferView
  headers: Headers | Record<string, string | string[] | undefined> | Iterable<[string, string]>
  /** The app's client secret, or the secret of the notifications; several while one is being replaced. */
  secrets: string | string[]
  wasm?: WasmSource
  dangerouslyAllowBrowser?: boolean
}

export interface Verified<T> {
  value: T
  /** SHA-256 of the body: the same for every delivery of one notice. */
  key: string
}

/** A URL, a response, bytes, or the compiled module. */
export type WasmSource = string | URL | Response | BufferSource | WebAssembly.Module

/** What a client is set up with besides its system's own. */
export interface Surroundings extends Patience {
  /** Called with address and options; the runtime's own by default. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Where `commerce.wasm` is: by default beside this module. Runtimes that compile at deployment pass the module. */
  wasm?: WasmSource
  /** A connector holds a secret, so it throws in a window or a worker of one, unless no visitor can come there. */
  dangerouslyAllowBrowser?: boolean
}

/** How patiently calls are made. */
export interface Patience {
  /** How long one attempt may take, in milliseconds; 30,000 by default. */
  timeout?: number
  /** How long a call may take with all attempts and waits, in milliseconds; without end by default. */
  deadline?: number
  /** How often a failed attempt is repeated, of calls that may be; 2 by default. */
  retries?: number
  /** More headers; they cannot replace those the system needs. */
  headers?: Record<string, string>
  /** Gives up. */
  signal?: AbortSignal
}

/** Options of one call. */
export interface CallOptions extends Patience {
  /** What else is asked for in the query. */
  query?: Query
}

/** Lists are sent as `a,b`, dates as ISO 8601; what is `null` or `undefined` is left out. */
export type Query = Record<string, string | number | boolean | Date | readonly (string | number)[] | null | undefined>

/** Known about an answer besides what it says. */
export interface Meta {
  status: number
  requestId?: string
  /** How many things the whole list has. */
  total?: number
  /** The shop's main language. */
  language?: string
  /** As it came: the unit of `reset` is the system's. */
  rate?: { limit: number; remaining?: number; reset?: number }
  /** How many requests it took. */
  attempts: number
}

/** A promise of a value that gives what is known about the answer when asked for it at once. */
export interface Answer<T> extends Promise<T> {
  withMeta(): Promise<{ value: T; meta: Meta }>
}

/** A list, read page by page and only as far as it is wanted. */
export interface List<T> extends AsyncIterable<T> {
  pages(): AsyncIterable<{ items: T[]; meta: Meta }>
  /** An array of at most `limit` items. */
  collect(limit: number): Promise<T[]>
}

/** A call that reads. `head` takes the same and gives only what the headers say: the total of a list without its items. */
export interface Reads<Args extends unknown[], Result> {
  (...args: Args): Result
  head(...args: Args): Promise<Meta>
}

/** What each client has. */
export interface Client {
  /** The same client with other patience. It shares the token and the rate limit. */
  with(patience: Patience): this
}

/** What a call may be rejected with, as code decides by. More may come. */
export type ErrorKind =
  | "config" | "network" | "timeout" | "deadline" | "aborted" | "foreign" | "decode" | "loop" | "bad_request"
  | "unauthorized" | "suspended" | "forbidden" | "not_found" | "conflict" | "unsupported_media_type" | "validation"
  | "rate_limited" | "server" | "http" | "graphql" | "signature" | (string & {})

/** What a call is rejected with. */
export class CommerceError extends Error {
  kind: ErrorKind
  /** Of the answer, if there was one. */
  status?: number
  /** The system's own word. */
  code?: string
  /** What is wrong with which field. */
  fields?: Record<string, string[]>
  /** How the system names the request, for its support. */
  requestId?: string
  /** How long the system asks to wait, in milliseconds. */
  retryAfter?: number
  /** The body as it came, without the client's secrets. */
  raw?: string
  /** Of a batch: what was done until then. */
  report?: BatchReport
}
/** The client was set up or called in a way that cannot work; nothing was sent. */
export class ConfigError extends CommerceError {}
/** There was no answer. */
export class NetworkError extends CommerceError {}
/** An attempt took longer than `timeout`, or the call longer than `deadline`. */
export class TimeoutError extends CommerceError {}
/** The caller gave up. */
export class AbortError extends CommerceError {}
/** The token or the credentials are not good. */
export class AuthenticationError extends CommerceError {}
/** 402: closed until a subscription is paid. */
export class SuspendedError extends CommerceError {}
/** 403. */
export class PermissionError extends CommerceError {}
/** 404. */
export class NotFoundError extends CommerceError {}
/** 409. */
export class ConflictError extends CommerceError {}
/** 422: see `fields`. */
export class ValidationError extends CommerceError {}
/** 429, after all waiting. */
export class RateLimitError extends CommerceError {}
/** 5xx. */
export class ServerError extends CommerceError {}
/** An operation of GraphQL failed, or a part of it: see `fields`, by path, and `raw`. */
export class GraphqlError extends CommerceError {}
/** A notice that no secret has signed. */
export class SignatureError extends CommerceError {}
