import { configError } from "./error.js"

/**
 * Throws in a window or a worker of one: what is sent there can be read by every visitor, and each connector holds a
 * secret of the shop or of one buyer.
 */
export function guardSecret(config) {
  if (isBrowser() && !config.dangerouslyAllowBrowser) {
    throw configError(
      "a connector holds a secret, and this is a browser: everybody could read it. Use it on a server " +
      "(or set dangerouslyAllowBrowser where no visitor can come)",
    )
  }
}

/** By what a runtime has: servers know workers too, so a worker counts only where no server's own mark is. */
function isBrowser() {
  const { window, document, WorkerGlobalScope } = globalThis
  if (typeof window === "object" && typeof document === "object") return true
  return typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope && !isServer()
}

function isServer() {
  const { Deno, process, navigator } = globalThis
  return Boolean(Deno?.version || process?.versions?.node || navigator?.userAgent === "Cloudflare-Workers")
}
