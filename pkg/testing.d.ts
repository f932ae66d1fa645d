/** A mock for the tests of code that uses vitrine: nothing is loaded, stored or sent, everything is noted. */

import type { ActionResponse, Api, LoadFlags } from "./index.js"

/**
 * Makes an api that sends nothing. Where there is a `window`, its globals `nostojs` and `nosto` are taken, and a
 * queue that is there is run; `restore()` puts them back.
 */
export function mockVitrine(options?: {
  /** Called for each `load()` and `update()`; what it returns replaces members of an empty response, what it throws rejects. */
  respond?: (request: MockRequest) => Partial<ActionResponse> | Promise<Partial<ActionResponse>>
}): MockVitrine

export interface MockVitrine {
  api: Api
  nostojs<T>(callback: (api: Api) => T | PromiseLike<T>): Promise<T>
  /** What would have been sent, oldest first. */
  requests: MockRequest[]
  restore(): void
}

/** A method by name with its arguments. */
export type Call = [name: string, ...args: any[]]

/** One request that was not sent: of an action, of a request builder, or of an attribution. */
export interface MockRequest {
  /** Flags of `load()`; those of `update()` are `{skipPageViews: true}`. */
  flags?: LoadFlags
  /** The view that made the action: `["viewProduct", "101"]`. */
  view?: Call
  /** What was called on the action, in order. */
  calls?: Call[]
  /** Every setter of the session so far. */
  setters?: Call[]
  /** The message of a request builder, or of a method of the api that tells one thing at once. */
  message?: Record<string, unknown>
  /** Arguments of each `recordAttribution` before a `done()`. */
  events?: any[][]
}
