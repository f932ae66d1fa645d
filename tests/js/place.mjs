/** A document that is nowhere but in its address, for modules that only ask where they are. */
import { mock } from "node:test"

/** Puts the globals of a page at `url`; `restore()` takes them away. */
export function visit(url, { referrer = "", navigation = "navigate", canonical, cookie = "" } = {}) {
  const document = { referrer, cookie, addEventListener() {}, querySelector: () => (canonical ? { href: canonical } : null) }
  set("location", new URL(url))
  set("document", document)
  if (performance.getEntriesByType.mock) performance.getEntriesByType.mock.restore()
  mock.method(performance, "getEntriesByType", () => [{ type: navigation }])
}

const set = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })

/** A route within the same document. */
export const route = url => set("location", new URL(url, location.href))

/** The storage port over plain maps; `kept` and `session.kept` show what is in it, as JSON would leave it. */
export function storage() {
  const half = () => {
    const kept = {}
    return {
      kept,
      get: name => kept[name] && JSON.parse(kept[name]),
      set: (name, value) => void (kept[name] = JSON.stringify(value)),
      remove: name => void delete kept[name],
    }
  }
  return { ...half(), allowed: () => true, session: half() }
}

/** An element as far as clicks see it. */
export function element(localName = "div", attributes = {}) {
  const listeners = []
  const node = {
    localName,
    nodeType: 1,
    baseURI: location.href,
    href: attributes.href === undefined ? undefined : new URL(attributes.href, location.href).href,
    getAttribute: name => attributes[name] ?? null,
    matches: () => (localName === "a" && "href" in attributes) || "data-nosto-product" in attributes,
    addEventListener: (type, listener) => {
      if (!listeners.some(([known, same]) => known === type && same === listener)) listeners.push([type, listener])
    },
    fire(type, path, button) {
      for (const [wanted, listener] of listeners) {
        if (wanted === type) listener({ type, button, currentTarget: node, composedPath: () => path })
      }
    },
  }
  return node
}

/** What happens when `path[0]` is clicked: everything around it hears of it, the outermost first. */
export const click = (path, type = "click", button = 0) => [...path].reverse().forEach(node => node.fire(type, path, button))
