/** Requests of the platform's own code after which the cart may be another one. */
const CART_REQUEST = /^\/(comprar|cart)(\/|$)/

/** When to look, in ms after such a request ended: what it answered is taken over by code that runs later. */
const LOOKS = [0, 250, 1000]

/**
 * Calls `look` whenever the cart may have changed. Storefronts have no event for it, so the browser's own record of
 * requests serves: it takes no patch of `fetch` or `XMLHttpRequest`.
 * @returns ends it
 */
export function watchCart(look) {
  const timers = new Set()
  const later = delay => {
    const timer = setTimeout(() => (timers.delete(timer), look()), delay)
    timers.add(timer)
  }
  const observer = new PerformanceObserver(list => {
    if (list.getEntries().some(({ name }) => CART_REQUEST.test(new URL(name, location.href).pathname))) LOOKS.forEach(later)
  })
  observer.observe({ type: "resource" })

  const onVisible = () => document.visibilityState === "visible" && look()
  const onShow = ({ persisted }) => persisted && look()
  document.addEventListener("visibilitychange", onVisible)
  addEventListener("pageshow", onShow)

  return () => {
    observer.disconnect()
    timers.forEach(clearTimeout)
    document.removeEventListener("visibilitychange", onVisible)
    removeEventListener("pageshow", onShow)
  }
}
