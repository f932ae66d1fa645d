/** What a visitor agrees to, and how the library learns of it. */

/**
 * - `"granted"`: everything.
 * - `"anonymous"`: recommendations without an id. Nothing is kept on the device, no id is read or sent, the customer and
 *   who ordered are left out.
 * - `"denied"`: nothing is loaded, read, kept or sent. Up to 1,000 calls wait in memory for consent on this page.
 */
export type ConsentState = "granted" | "anonymous" | "denied"

/** Google Consent Mode v2, IAB TCF 2.2, Shopify's Customer Privacy API. Until the banner answers, consent is denied. */
export type ConsentAdapter = "google" | "tcf" | "shopify"

/** An adapter that asks for other things than usual. */
export type ConsentAdapterOptions = {
  /** The state when the visitor declines; default `"denied"`. */
  otherwise?: "anonymous" | "denied"
} & (
  | {
    adapter: "google"
    /** Types of consent; default `["analytics_storage", "personalization_storage"]`. */
    purposes?: string[]
  }
  | {
    adapter: "tcf"
    /** Ids of purposes, all of which are needed; default `[1, 5, 6, 8]`. */
    purposes?: number[]
    /** Id in the global list of a vendor that has to be agreed to as well; none by default. */
    vendor?: number
  }
  | {
    adapter: "shopify"
    /** All of them are needed; default `["analytics", "preferences"]`. */
    purposes?: ("analytics" | "preferences" | "marketing" | "sale_of_data")[]
  }
)

export interface ConsentControl {
  /** What holds now: Global Privacy Control and an adapter that waits are taken into account. */
  readonly consent: ConsentState
  /**
   * Changes it, in this tab and in the others of the shop. From `"granted"` to less is a withdrawal: everything that was
   * stored is deleted, open requests are aborted, open calls fail with `denied`. An adapter may be named as well.
   * @returns when it is done. What is less holds at once.
   */
  setConsent(consent: ConsentState | ConsentAdapter | ConsentAdapterOptions): Promise<void>
  /**
   * Deletes everything that the library has stored on this device, whatever consent says: for a visitor who wants to be
   * forgotten, or who withdrew consent where the library was not there to hear it.
   */
  forget(): Promise<void>
}
