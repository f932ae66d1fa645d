import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** On the server the package stays as it is: it reads its core from beside itself. The root is where the package is. */
export default { serverExternalPackages: ["vitrine"], turbopack: { root }, outputFileTracingRoot: root }
