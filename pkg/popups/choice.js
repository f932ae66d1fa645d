import { popupsOf } from "../overlay.js"
import { unmet } from "./condition.js"
import { factsOf } from "./facts.js"

/** The vendor's order where a campaign's `ordinal` does not say. Those that greet come before those that hold back. */
const ORDER = ["externalCampaign", "allCustomers", "newCustomer", "exitIntent", "abandonedCart", "api"]
const LANDING = ORDER.slice(0, 3)
const LEAVING = ORDER.slice(3, 5)
/** What is known of the visit, in the storage of the tab. */
const KEY = "popups"
/** The members that bring a visitor, and so need not hold on the pages after the first. */
const ADDRESSES = ["urls", "referer_urls", "url_parameters"]

/** The id under which attributes are kept. */
export const keyOf = ({ popup_id, id }) => popup_id ?? id

/** Which popup may open: by order, trigger, condition, and what the visitor did with it before. */
export function createChoice(parts, attributes) {
  const { api, keep, settings } = parts
  const switches = new Map()
  let response
  let message

  const sorted = () =>
    popupsOf(settings).sort(
      (one, other) => (one.ordinal ?? 0) - (other.ordinal ?? 0) || ORDER.indexOf(one.type) - ORDER.indexOf(other.type),
    )
  const enabled = () => sorted().filter(campaign => campaign.enabled)
  const stateOf = campaign => attributes.read(keyOf(campaign)).state
  const isActive = campaign => /^(open|minimized)$/.test(stateOf(campaign))
  const visit = () => Object(keep.session.get(KEY))

  /** The member of the condition that does not hold, or null. */
  function judge(condition, answer = response) {
    return unmet(condition, factsOf(answer, message, message ? undefined : api.pageTagging?.())) ?? null
  }

  function check(campaign, answer) {
    const { condition = {}, enabled } = campaign
    const enabledInJs = switches.get(keyOf(campaign)) ?? condition?.enabledInJs
    return judge({ ...condition, enabled: enabled !== false && condition?.enabled !== false, enabledInJs }, answer)
  }

  const pick = (condition, names) => Object.fromEntries(names.map(name => [name, condition?.[name]]))
  /** Whether addresses are what triggers a campaign; as filters they hold on every page anew. */
  const isByAddress = ({ condition }) => !condition?.treat_url_conditions_as_filters && ADDRESSES.some(name => condition?.[name]?.length)

  /** From elsewhere: by a link that says so, or a page of another site. */
  function isExternal() {
    const { referrer } = document
    return /[?&]utm_/.test(location.search) || (!!referrer && new URL(referrer).host !== location.host)
  }

  /**
   * Notes what only the page shows on which a visit begins. A campaign from outside is triggered there and may open later.
   * What `nc` of an answer means is not documented; without it, new is who is on the first page view.
   */
  function arrive() {
    const { landed = [], fresh } = visit()
    const arrived = enabled().filter(
      campaign =>
        campaign.type === "externalCampaign" &&
        (isByAddress(campaign) ? !judge(pick(campaign.condition, ADDRESSES)) : isExternal()),
    )
    keep.session.set(KEY, { landed: [...new Set([...landed, ...arrived.map(keyOf)])], fresh: fresh || !(response.pv > 1) })
  }

  const triggers = {
    externalCampaign: campaign => visit().landed?.includes(keyOf(campaign)),
    allCustomers: () => true,
    newCustomer: () => response?.nc ?? visit().fresh,
    exitIntent: () => true,
    abandonedCart: () => settings.recoveryPopupEnabled !== false && response?.cs > 0,
  }

  /** Addresses that brought the visitor were judged where they did. */
  const withoutArrival = campaign =>
    campaign.type === "externalCampaign" && isByAddress(campaign)
      ? { ...campaign, condition: { ...campaign.condition, ...pick({}, ADDRESSES) } }
      : campaign

  const mayOpen = campaign => !check(withoutArrival(campaign))
  const first = (types, due) =>
    enabled().find(
      campaign => types.includes(campaign.type) && !stateOf(campaign) && due(campaign) && triggers[campaign.type](campaign) && mayOpen(campaign),
    )
  const allActive = () => enabled().filter(isActive)

  return {
    sorted,
    check: (campaign, answer) => check(withoutArrival(campaign), answer),
    set: (campaign, flag) => switches.set(keyOf(campaign), flag),
    learn(answer, told = message) {
      response = answer ?? response
      message = told
      if (response) arrive()
    },
    isPurchase: told => told?.page_type === "order" || [].concat(told?.events ?? []).some(event => event?.[0] === "or"),
    landing: () => response && first(LANDING, () => true),
    leaving: due => response && first(LEAVING, due),
    allActive,
    active: () => allActive()[0],
    fitsAddress: ({ condition }) => !judge(pick(condition, [...ADDRESSES, ...ADDRESSES.map(name => `exc_${name}`), "treat_url_conditions_as_filters"])),
  }
}
