/** Resolves when the document is complete; at once where there is none. */
export const domReady = () =>
  new Promise(resolve => {
    const { document } = globalThis
    if (document?.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true })
    else resolve()
  })
