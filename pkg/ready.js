/** Resolves when the document is complete; at once where there is none. */
export const domReady = () =>
  new Promise(resolve => {
    const { document } = globalThis
    if (document?.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true })
    else resolve()
  })

/** Runs `job` when the page has nothing else to do. Where a browser does not say when that is, soon. */
export const whenIdle = job => (globalThis.requestIdleCallback ?? setTimeout)(job)
