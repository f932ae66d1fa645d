/** The page around the api: visitor, placements, context, popups, the shop system. */
import type { Api } from "../index.js"
import type { EmptyObject, RenderMode } from "./data.js"
import type { Answer, AttributedCampaign } from "./request.js"
import type { DynamicPlacement, PopupCampaignSettings, PopupCondition, PopupConditionFlags, Settings } from "./settings.js"

/** Who the visitor is. */
export interface Visit {
  /** The visitor id; none before the first answer, and none for a visitor who is not tracked. */
  getCustomerId(): string | undefined
  setCustomerId(id: string | undefined): void
  isDoNotTrack(): boolean
  /** To be called before the first request: no visitor id is read, stored or sent. Returns the flag. */
  setDoNotTrack(flag: boolean): boolean
  /** Replaces the cookie by a store of the page's own. */
  setStore(store: VisitorStore): VisitorStore
  /** The same as `setStore`. */
  setCustomerIdentifierService(service: VisitorStore): VisitorStore
}

/** Where a page keeps the visitor id itself. */
export interface VisitorStore {
  /** Nothing for a new visitor. */
  getCustomerId(): string | undefined
  /** Called with the id the server gave. */
  setCustomerId(id: string | undefined): void
}

/** The places of a page that campaigns go to. */
export interface Placements {
  /** Ids of the elements of class `nosto_element`, then names of the dynamic placements whose rules match this page. */
  getPlacements(): string[]
  /**
   * Puts markup into placements, and runs its scripts under the page's policy. `targets` names elements that win
   * over those in the document. Unknown placements are reported, not thrown.
   */
  injectCampaigns(
    campaigns: Record<string, string | AttributedCampaign | { html: string; result_id?: string }>,
    targets?: Record<string, HTMLElement>,
  ): Promise<{ filledElements: string[]; unFilledElements: string[] }>
  /**
   * Whether its rules keep a placement off this page. One with rules counts as kept off while what reads them is not
   * loaded; that begins with the settings, or with the first question about a placement that is not in them.
   */
  isFiltered(placement: DynamicPlacement): boolean
  /** Whether a placement has rules at all. */
  isFilteringConfigured(placement: DynamicPlacement): boolean
  /** The body as it was before the first injection; `null` before there is one. */
  initialBody(): HTMLElement | null
  /** Undoes what was put into one placement. */
  removeContent(placement: string): void
  /** Undoes every injection. */
  reset(): void
}

/** What the page is, and its preview and debug modes. */
export interface Context {
  namespace: string
  created: Date
  domHasLoaded: boolean
  loader: { (callback: (api: Api) => unknown): Promise<unknown>; q?: any[]; o?: StubOptions }
  initOptions?: StubOptions
  /** @deprecated Without effect: the address is read when it is asked for. */
  updateSiteUrl: () => void
  siteUrl: URL
  /** Without query and fragment. */
  siteUrlCleaned: string
  referer?: URL
  debugToken: string
  popupShown: boolean
  mode: DebugMode
}

/** What a page wrote to `nostojs.o` before the script came. */
export interface StubOptions {
  responseMode?: RenderMode
  disableAutoLoad?: boolean
  disableRecommendations?: boolean
}

/** Modes of this tab; what they say goes with every message. */
export interface DebugMode {
  isPreview(): boolean
  setPreview(flag: boolean): void
  setRecotrace(flag: boolean): void
  setSkipCache(flag: boolean): void
  setDev(flag: boolean): void
  setDebugState(state: any): void
  /** Leaves every mode. */
  clear(): void
  isDebug(): boolean
  isRecotraceEnabled(): boolean
  skipCache(): boolean
  getDebugState(): any
  isBot(): boolean
}

export type PopupTrigger = "api" | "newCustomer" | "exitIntent" | "allCustomers" | "externalCampaign" | "abandonedCart"

export type PopupCampaign = PopupCampaignSettings & { type?: PopupTrigger }

export interface PopupOptions {
  effects?: {
    /** 0 to 1; default 0.8. */
    overlayOpacity?: number
    /** In ms; default 0. */
    fadeInDelayMs?: number
  }
  /** Shows it without a coupon and without counting. */
  preview?: boolean
}

/** What is kept of a popup on the device. */
export interface PopupAttributes {
  coupon?: string
  state?: string
  campaignId?: string
  checkout?: boolean
}

/** The popups of the page, for tools. */
export interface Overlay {
  activate: () => void
  campaignList: () => PopupCampaign[]
  /** In the order in which they are tried. */
  sortedCampaignsWithType: () => PopupCampaign[]
  openPopup: (id: string, options?: { preview?: boolean; effects?: Record<string, unknown> }) => string | undefined
  enablePopup: (id: string) => void
  disablePopup: (id: string) => void
  setTriggers: (answer: Answer) => void
  discountPopup: {
    instance: DiscountPopup | null
    preview(popupId: string, campaignId: string, effect?: PopupEffect): DiscountPopup
  }
}

export interface PopupEffect {
  opacity_min?: number
  fadein_min?: number
}

/** One popup on the page. */
export interface DiscountPopup {
  internal: {
    showPopup(options: {
      campaignId?: string
      popupId?: string
      effect: PopupEffect
      trigger: PopupTrigger
      preview?: boolean
      cart?: { total: number; size: number }
    }): void
    close(): void
  }
  preview: (popupId: string, campaignId: string, effect?: PopupEffect) => void
  previewById: (popupId: string, effect: PopupEffect) => void
  open: (popupId: string, answer: Partial<Answer> | null, effect: PopupEffect, trigger: PopupTrigger) => void
  okToOpen: (popupId: string, condition: OpenCondition, answer?: Partial<Answer>) => boolean
  /** Why it may not open; `null` when it may. */
  openCheck: (popupId: string, condition?: OpenCondition, answer?: Partial<Answer>) => string | null
  stampOnCheckoutPage: () => void
  openMinimized: () => void
  done: (popupId: string) => void
  writePopupAttribute: <Name extends keyof PopupAttributes>(popupId: string, name: Name, value?: PopupAttributes[Name] | null) => void
  readPopupAttributes: { (): Record<string, PopupAttributes>; (popupId: string): PopupAttributes }
}

/** Any part of a campaign's condition; page types may be words of the page's own here. */
export type OpenCondition = Partial<Omit<PopupCondition, "page_types"> & PopupConditionFlags> & { page_types?: string[] }

/** What tools that hook into the page get. */
export interface Installed {
  context: Context
  settings: Settings
  overlay: Overlay
}

/** `window.Nosto`: puts products into the shop's own cart and says on which result they were clicked. */
export interface Platform {
  addSkuToCart(product: { productId: string; skuId: string }, resultOrElement?: string | Element, quantity?: number): Promise<unknown>
  addProductToCart(productId: string, resultOrElement?: string | Element): Promise<unknown>
  addMultipleProductsToCart(products: { productId: string; skuId: string; quantity?: number }[], resultOrElement?: string | Element): Promise<unknown>
  reloadCart(): Promise<unknown>
  reloadCartWithFlags(flags?: { skipEvents?: boolean } | EmptyObject): Promise<unknown>
  /** The placement an element is in: at most twenty parents up, the id of one whose class is exactly `nosto_element`. */
  resolveContextSlotId(element: Element): string | undefined
}
