import { sveltekit } from "@sveltejs/kit/vite"

/** On the server the package stays as it is: it reads its core from beside itself. */
export default { plugins: [sveltekit()], ssr: { external: ["vitrine"] } }
