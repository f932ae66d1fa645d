import module from "./generated/module.js"
import { launch, nostojs, version } from "./index.js"

export { nostojs, version }

/** As `init` of the main entry, with the core carried inside: for hosts that allow one file only. */
export function init(options = {}) {
  return launch(options, Uint8Array.from(atob(module), char => char.charCodeAt(0)), () => {})
}
