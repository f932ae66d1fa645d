import { MARGIN } from "./placements/near.js"

/**
 * Watches for placements that come near the viewport (`intersection`) or into the document (`mutation`), with one
 * observer of each kind.
 * @param page `names()` of all placements that may be observed; `observed(name, kind)`; `find()` gives a function that
 *   finds `{target}` of a name; `refill(name, found)` tells whether it put the last result back
 * @returns {(request: (names: string[]) => void, asked: string[]) => void} begins to watch, or begins anew; `asked` are
 *   the placements that need no request of their own
 */
function createWatch({ names, observed, find, refill }) {
  let request
  let frame
  let asked
  const wanted = new Set()
  /** Elements that are not near yet, by the name of their placement. */
  const far = new Map()
  const near = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      near.unobserve(target)
      for (const [name, element] of far) if (element === target) want(name)
    }
  }, { rootMargin: MARGIN + "px" })
  const appeared = new MutationObserver(soon)

  function want(name) {
    far.delete(name)
    asked.add(name)
    wanted.add(name)
    soon()
  }

  /** At most once a frame, and before it is painted. */
  function soon() {
    frame ??= requestAnimationFrame(() => {
      frame = undefined
      scan()
      if (wanted.size) request([...wanted])
      wanted.clear()
    })
  }

  /** Elements that appear matter to `mutation` placements only; when there are none, nobody listens any longer. */
  function scan(begins) {
    const locate = find()
    const mutating = names().filter(name => observed(name, "mutation"))
    for (const name of begins ? names() : mutating) look(name, locate(name))
    if (!mutating.length) appeared.disconnect()
  }

  function look(name, found) {
    if (!found?.target || refill(name, found) || asked.has(name) || far.get(name) === found.target) return
    if (observed(name, "intersection")) {
      far.set(name, found.target)
      near.observe(found.target)
    } else if (observed(name, "mutation")) want(name)
  }

  return (callback, known) => {
    request = callback
    asked = new Set(known)
    near.disconnect()
    far.clear()
    // Placements are found by selectors, which ask for classes and ids more than for anything else.
    appeared.observe(document, { childList: true, subtree: true, attributeFilter: ["class", "id"] })
    scan(true)
  }
}

export const create = () => createWatch
