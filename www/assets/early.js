// Runs before the first paint, so that neither the theme nor the docked panel jumps in later.
// Classic and blocking on purpose; everything that can wait is in a module.
(function () {
  const root = document.documentElement
  root.classList.add("js")

  const read = key => {
    try { return localStorage.getItem(key) } catch { return null }
  }
  const write = (key, value) => {
    try { localStorage.setItem(key, value) } catch { /* the choice lasts for this page only */ }
  }

  const theme = read("shop.theme")
  if (theme === "light" || theme === "dark") root.dataset.theme = theme

  const roomy = matchMedia("(min-width: 75rem)").matches
  if ((read("shop.panel") ?? (roomy ? "open" : "closed")) === "open" && roomy) root.dataset.panel = "open"

  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"

  // `aria-pressed` speaks of the dark theme; the buttons may not exist yet when this runs.
  const announce = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) button.setAttribute("aria-pressed", String(isDark()))
  }
  document.addEventListener("DOMContentLoaded", announce)
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-theme-toggle]")) return
    root.dataset.theme = isDark() ? "light" : "dark"
    write("shop.theme", root.dataset.theme)
    announce()
  })

  // A blocked or missing library must not leave empty rows behind. Errors of scripts do not
  // bubble, hence the capture.
  addEventListener("error", event => {
    if (!(event.target instanceof HTMLScriptElement) || !event.target.dataset.account) return
    root.dataset.library = "missing"
    document.dispatchEvent(new Event("library-missing"))
  }, true)
})()
