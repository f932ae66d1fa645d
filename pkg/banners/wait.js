/** How long, in ms, a page may take to load its banner before it is told that there is none. */
const PATIENCE = 10_000
const PAUSE = 100

/** Calls `then` with what `find` finds, as soon as it does: banners come in any order. */
export function waitFor(find, then, warn, waited = 0) {
  const found = find()
  if (found) return then(found)
  if (waited === PATIENCE) warn("no banner")
  // After that, a banner that comes with the visitor's first click is early enough a little later.
  setTimeout(waitFor, waited < PATIENCE ? PAUSE : 10 * PAUSE, find, then, warn, waited + PAUSE)
}
