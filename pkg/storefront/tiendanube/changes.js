/** Requests of the platform's own code after which the cart may be another one. */
const CART_REQUEST = /^\/(comprar|cart)(\/|$)/

/** When to look, in ms after such a request ended: what it answered is taken over by code that runs later. */
const LOOKS = [0, 250, 1000]

/** How often to compare, in ms, for what themes change by requests of other names or by none. */
const COMPARE = 2000

/**
 * Calls `look` whenever the cart may have changed. Storefronts have no event for it, so the browser's own record of
 * requests serves: it takes no patch of `fetch` or `XMLHttpRequest`. What that does not show is seen a little later.
 * @param content gives the cart as a text to compare by
 * @returns ends it
 */
export function watchCart(look, content) {
  const timers = new Set()
  const later = delay => {
    const timer = setTimeout(() => (timers.delete(timer), look()), delay)
    timers.add(timer)
  }
  const observer = new PerformanceObserver(list => {
    if (list.getEntries().some(({ name }) => CART_REQUEST.test(new URL(name, location.href).pathname))) LOOKS.forEach(later)
  })
  observer.observe({ type: "resource" })

  let seen = content()
  const interval = setInterval(() => {
    const now = content()
    if (document.hidden || now === seen) return
    seen = now
    look()
  }, COMPARE)

  const onVisible = () => document.visibilityState === "visible" && look()
  const onShow = ({ persisted }) => persisted && look()
  document.addEventListener("visibilitychange", onVisible)
  addEventListener("pageshow", onShow)

  return () => {
    observer.disconnect()
    timers.forEach(clearTimeout)
    clearInterval(interval)
    document.removeEventListener("visibilitychange", onVisible)
    removeEventListener("pageshow", onShow)
  }
}
