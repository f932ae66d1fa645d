import { claimPlatform } from "./platform.js"

/**
 * The globals of a page: `nostojs`, whose queue is replayed in its order, `nosto`, and `Nosto` with the methods of
 * `platform`. `run` is what a callback goes through.
 */
export function claimGlobals(api, run, platform) {
  const { q: queue = [], o: initOptions } = window.nostojs ?? {}
  if (initOptions?.disableAutoLoad) api.setAutoLoad(false)
  if (initOptions?.disableRecommendations) api.setRecommendationsEnabled(false)
  window.nostojs = Object.assign(callback => run(callback), { o: initOptions })
  window.nosto = { _targetWindow: window, reload: settings => api.internal.modifySettings(settings ?? {}) }
  claimPlatform(platform)
  queue.forEach(run)
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
