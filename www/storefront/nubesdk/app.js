/** An app of NubeSDK that feeds vitrine: all that a shop has to write. */
import { createSession } from "/headless.js"
import { nubesdk } from "/storefront/nubesdk.js"

export function App(nube, log) {
  nubesdk(nube, page => createSession({ account: "demo", server: location.origin, ...page }), {
    placements: ["home-1"],
    onResponse: ({ page_views, recommendations }) => log(`${page_views} ${Object.keys(recommendations)}`),
    onDiagnostic: problems => problems.forEach(({ path, problem }) => log(`${path}: ${problem}`)),
  })
}
