/** Resolves when the document is complete; at once where there is none. */
export const domReady = () =>
  new Promise(resolve => {
    const { document } = globalThis
    if (document?.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true })
    else resolve()
  })

/** Lets the page do something else in between. */
export const nextTask = () => new Promise(resolve => setTimeout(resolve))

/** How long a page that always has something to do may keep others waiting, in ms. */
const BUSY = 2_000

/** Runs `job` when the page has nothing else to do. Where a browser does not say when that is, soon. */
export const whenIdle = job => {
  const { requestIdleCallback } = globalThis
  requestIdleCallback ? requestIdleCallback(job, { timeout: BUSY }) : setTimeout(job)
}
