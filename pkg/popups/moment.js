/** Scrolling up as fast as this, in pixels per ms, is how a finger reaches for the address bar. */
const FLICK = 1.5
/** Over at least so many pixels. */
const FLICK_LENGTH = 120
/** With a pause longer than this, in ms, a new movement begins. */
const PAUSE = 100

/**
 * Watches for the moments at which a popup may open.
 *
 * An effect delays them: `delay_min` in ms since the page was reached, `scroll_min` in percent of the way down the
 * page (one that cannot be scrolled counts as seen), `re_entry_tolerance` in ms within which a pointer that left may
 * come back as if nothing had happened. The units of the last two are documented nowhere.
 * @param landing gives the campaign that waits for nothing but its effect
 * @param leaving gives the campaign for a visitor who is about to leave
 * @param open opens one
 */
export function createMoments({ landing, leaving, open }) {
  const { documentElement: page } = document
  let address
  let start
  let depth = 0
  let candidate
  let waiting
  let returning

  const elapsed = () => performance.now() - start
  const due = ({ delay_min, scroll_min } = {}) => elapsed() >= (delay_min || 0) && depth >= (scroll_min || 0)

  function measure() {
    const way = page.scrollHeight - innerHeight
    depth = Math.max(depth, way > 0 ? (scrollY / way) * 100 : 100)
  }

  /** Opens the candidate when it is due, or comes back when its delay is over. */
  function land() {
    clearTimeout(waiting)
    if (!candidate) return
    const { delay_min } = candidate.effect ?? {}
    const rest = (delay_min || 0) - elapsed()
    if (rest > 0) waiting = setTimeout(land, rest)
    else if (due(candidate.effect)) {
      open(candidate)
      candidate = undefined
    }
  }

  function leave() {
    const campaign = leaving(({ effect }) => due(effect))
    if (!campaign) return
    const { re_entry_tolerance } = campaign.effect ?? {}
    clearTimeout(returning)
    returning = setTimeout(open, re_entry_tolerance || 0, campaign)
  }

  /** Where the movement began and where it is: `[y, time]`. */
  let from
  let last

  function scrolled() {
    measure()
    land()
    const now = [scrollY, performance.now()]
    if (!last || now[1] - last[1] > PAUSE || now[0] > last[0]) from = now
    last = now
    const way = from[0] - now[0]
    if (matchMedia("(pointer:coarse)").matches && way > FLICK_LENGTH && way > FLICK * (now[1] - from[1])) leave()
  }

  function watch() {
    addEventListener("scroll", scrolled, { passive: true })
    document.addEventListener("mouseout", ({ relatedTarget, clientY }) => !relatedTarget && clientY <= 0 && leave())
    document.addEventListener("mouseover", () => clearTimeout(returning))
  }

  return {
    /** Candidates may have changed: a page was reached, or told more about itself. */
    refresh() {
      if (!address) watch()
      if (address !== location.href) {
        address = location.href
        start = performance.now()
        depth = 0
      }
      measure()
      candidate = landing()
      land()
    },
  }
}
