// Addresses and the History API. A route is a pattern such as `/spa/product/:id` and a view.

let routes = []
let arrive = () => {}

/**
 * @param {[string, Function][]} table patterns and what they lead to; the first match wins
 * @param {(match: {view: Function, params: object, query: URLSearchParams}, how: {first: boolean, y: number}) => void} onArrival
 */
export function start(table, onArrival) {
  routes = table.map(([pattern, view]) => ({ pattern: compile(pattern), view }))
  arrive = onArrival
  history.scrollRestoration = "manual"
  addEventListener("popstate", () => go({ first: false, y: history.state?.y ?? 0 }))
  document.addEventListener("click", followLink)
  go({ first: true, y: history.state?.y ?? 0 })
}

/** Opens another page of the shop. */
export function navigate(address) {
  history.replaceState({ ...history.state, y: scrollY }, "")
  const same = address === location.pathname + location.search
  history[same ? "replaceState" : "pushState"]({ y: 0 }, "", address)
  go({ first: false, y: 0 })
}

function go(how) {
  const query = new URLSearchParams(location.search)
  for (const { pattern, view } of routes) {
    const groups = pattern.exec(location.pathname)?.groups
    if (groups) return arrive({ view, params: decode(groups), query }, how)
  }
}

function compile(pattern) {
  return new RegExp(`^${pattern.replace("*", ".*").replace(/:(\w+)/g, "(?<$1>[^/]+)")}(?<rest>)/?$`)
}

// An address somebody mistyped may hold a stray percent sign.
function decode(groups) {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => {
    try { return [name, decodeURIComponent(value)] } catch { return [name, value] }
  }))
}

function followLink(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target.closest?.("a[href]")
  if (!link || link.target || link.origin !== location.origin) return
  // Campaigns link to the pages of the server-rendered shop: here they open as ours.
  const path = link.closest(".nosto_element") ? link.pathname.replace(/^\/shop\//, "/spa/") : link.pathname
  if (!path.startsWith("/spa/") || (link.hash && path === location.pathname)) return
  event.preventDefault()
  navigate(path + link.search)
}
