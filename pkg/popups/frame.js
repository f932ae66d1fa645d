/** Our own look, easily overruled by the campaign's. Neither box takes room in the page. */
const STYLE = `
:where(dialog){box-sizing:border-box;width:fit-content;max-width:min(40rem,calc(100vw - 2rem));max-height:calc(100% - 2rem);margin:auto;padding:0;border:0;border-radius:.5rem;overflow:auto;overscroll-behavior:contain;background:#fff;color:#111}
[hidden]{display:none!important}
.vitrine-close,.vitrine-ribbon{font:inherit;border:0;cursor:pointer}
.vitrine-close{position:sticky;float:right;top:0;z-index:1;width:2.75rem;height:2.75rem;background:none;color:inherit;font-size:1.5rem;line-height:1}
.vitrine-ribbon{position:fixed;left:0;bottom:1rem;z-index:2147483000;max-width:min(20rem,80vw);min-height:2.75rem;padding:.5rem 1rem;border-radius:0 .5rem .5rem 0;background:#111;color:#fff;text-align:start}
@media (prefers-reduced-motion:no-preference){dialog{animation:vitrine-appear .2s}@keyframes vitrine-appear{from{opacity:0;transform:translateY(.5rem)}}}
@media (max-width:30rem){:where(dialog){width:calc(100vw - 1rem);max-width:none}}
`

/**
 * An element at the end of the page whose inside has styles of its own: neither does the page's style sheet reach
 * the campaign nor the campaign's the page.
 * @param more rules besides the shared ones
 */
export function createFrame(more = "") {
  const host = document.createElement("div")
  // The page's own rules for elements like this one win over those from inside.
  host.style.cssText = "display:block!important;position:fixed!important"
  const root = host.attachShadow({ mode: "open" })
  // A constructed sheet is no inline style, so a policy that forbids those lets it pass.
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE + more)
    root.adoptedStyleSheets = [sheet]
  } catch {
    root.append(Object.assign(document.createElement("style"), { textContent: STYLE + more }))
  }
  return { host, root }
}
