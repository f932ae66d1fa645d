/**
 * One small driver interface over three engines.
 *
 * `launch(name)` → `{name, version?, newContext(), close()}`; `newContext()` → a page (`page.mjs`) with
 * a cookie jar and storage of its own.
 */
const engines = {
  chromium: () => import("./chromium.mjs"),
  firefox: () => import("./firefox.mjs"),
  webkit: () => import("./webkit.mjs"),
}

/** Names that `launch` takes. */
export const engineNames = Object.keys(engines)

/** @param {string} name one of `engineNames`  @param {object} [options] paths of programs, see the engine's file */
export async function launch(name, options) {
  if (!engines[name]) throw new Error(`unknown engine ${name}: one of ${engineNames.join(", ")}`)
  const engine = await engines[name]()
  return engine.launch(options)
}
