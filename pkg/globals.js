import { claimPlatform } from "./platform.js"

/**
 * The globals of a page: `nostojs`, `nosto`, and, with what `open` gives, `Nosto`.
 * @param open starts the library: `{api, run, platform}`, where a callback goes through `run`
 * @returns a function that does so once: when it is called, or as soon as the page needs it. The queue of `nostojs` is
 *   replayed then, in its order
 */
export function claimGlobals(open) {
  const { q: queue = [], o: initOptions } = window.nostojs ?? {}
  let opened

  function begin() {
    if (opened) return opened
    opened = open()
    const { api, run, platform } = opened
    if (initOptions?.disableAutoLoad) api.setAutoLoad(false)
    if (initOptions?.disableRecommendations) api.setRecommendationsEnabled(false)
    claimPlatform(platform)
    queue.forEach(run)
    return opened
  }

  window.nostojs = Object.assign(callback => begin().run(callback), { o: initOptions })
  window.nosto = { _targetWindow: window, reload: settings => begin().api.internal.modifySettings(settings ?? {}) }
  return begin
}

/**
 * Runs callbacks of `nostojs`: at once, or in their order when `prepared` is over. One that throws is reported and
 * rejects its own promise, nothing else.
 */
export function createRunner(api, bus, prepared) {
  return callback => {
    const result = prepared ? prepared.then(() => callback(api)) : new Promise(resolve => resolve(callback(api)))
    result.catch(error => {
      if (error?.name !== "VitrineError") bus.report(error)
    })
    return result
  }
}
