import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** The package is a link out of this folder: the root is where it leads. */
export default { turbopack: { root }, outputFileTracingRoot: root }
