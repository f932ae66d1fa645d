/**
 * `vitrine/storefront/nubesdk`: feeds sessions from state and events of NubeSDK, inside its Web Worker, where there is
 * no document, no window and no cookie.
 */
import type { ActionResponse, Session } from "./session.js"
import type { Order } from "./data.js"

/**
 * Tells views, cart, customer and orders of the storefront and the checkout. There is one session per page; `open`
 * makes it, as a rule with `createSession` of `vitrine/headless`:
 *
 * `nubesdk(nube, page => createSession({ account, server, wasm, ...page }))`
 */
export function nubesdk(nube: NubeApp, open: (page: NubePage) => Promise<NubeSession>, options?: NubeOptions): Nube

/** What a session is opened with: members of `SessionOptions`. */
export interface NubePage {
  /** The page's address: the worker's own is another. */
  url: string
  referrer?: string
  /** The visitor's id as a `Cookie` header: what the session before set. */
  cookies?: string
  consent: "granted" | "anonymous" | "denied"
}

/** What of a session is used beside the fluent API: `HeadlessSession` has it. */
export interface NubeSession extends Session {
  setCookies?(): string[]
  close?(): Promise<void>
}

export interface NubeOptions {
  /** Placements to ask for on each page; what they hold comes to `onResponse`. */
  placements?: string[]
  /**
   * Default `"granted"`. Otherwise nothing is kept in the app's storage, and `open` is given it to hand on. `"denied"`
   * tells nothing.
   */
  consent?: "granted" | "anonymous" | "denied"
  /** Gets what each view was answered, as data. */
  onResponse?: (response: ActionResponse) => void
  /** Gets what of the state could not be read. */
  onDiagnostic?: (problems: { path: string; problem: string }[]) => void
  /**
   * The order of a finished checkout, where the app knows its number. The state's own order may have none: then the
   * id of the cart stands for it, which counts the order once but is not the shop's number.
   */
  order?: (state: any) => Order | undefined | Promise<Order | undefined>
}

/** The adapter at work. */
export interface Nube {
  /** Resolves when everything that happened so far is told. */
  settled(): Promise<void>
  /** Listens no longer. */
  stop(): void
}

/** What of NubeSDK is used. */
export interface NubeApp {
  on(event: any, listener: (state: any) => void): void
  off(event: any, listener: (state: any) => void): void
  getState(): any
  getBrowserAPIs(): {
    asyncLocalStorage: {
      getItem(key: string): Promise<string | null>
      setItem(key: string, value: string): Promise<unknown>
    }
  }
}
