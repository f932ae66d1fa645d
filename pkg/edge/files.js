import { createError } from "../error.js"

const SCRIPT = "text/javascript; charset=utf-8"

/** Files of the library that pages load, with their types. */
const TYPES = {
  "vitrine.js": SCRIPT,
  "vitrine.wasm": "application/wasm",
  "vitrine.nowasm.js": SCRIPT,
  "index.js": SCRIPT,
  "banners.js": SCRIPT,
  "cart.js": SCRIPT,
  "consent.js": SCRIPT,
  "delivery.js": SCRIPT,
  "emails.js": SCRIPT,
  "hydrate.js": SCRIPT,
  "inspector.js": SCRIPT,
  "observers.js": SCRIPT,
  "popups.js": SCRIPT,
  "rules.js": SCRIPT,
  "search.js": SCRIPT,
}

/** `/<version>/<name>` never changes; `/<name>` is whatever is installed now. */
const PATH = /^(?:\/([\d.]+))?\/([\w.]+)$/

/**
 * The library's own files. The script finds the others beside it, so one address with a version serves them all.
 * @param read gives the content of a file by its name; by default from beside this module
 */
export function createFiles(read = readBeside) {
  const known = new Map()

  async function file(name) {
    // Nobody waits for what another request began: edge workers forbid that.
    if (!known.has(name)) known.set(name, await load(name, read))
    return known.get(name)
  }

  return {
    /** The answer to a request for a file, or nothing when `path` is none. */
    async answer(path, { method, headers }) {
      const [, version, name] = PATH.exec(path) ?? []
      if (!Object.hasOwn(TYPES, name) || !/^(GET|HEAD)$/.test(method)) return
      // Another version's content must not be kept for ever under this name.
      if (version && version !== __VERSION__) return new Response("not this version", { status: 404 })
      const { bytes, tag } = await file(name)
      const common = {
        etag: tag,
        "cache-control": version ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=86400",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
      }
      if (headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers: common })
      return new Response(method === "HEAD" ? null : bytes, {
        headers: { ...common, "content-type": TYPES[name], "content-length": String(bytes.length), "x-content-type-options": "nosniff" },
      })
    },
  }
}

async function load(name, read) {
  const given = await read(name)
  const body = given instanceof Response ? await given.arrayBuffer() : given
  if (body == null) throw createError({ code: "unavailable", path: name })
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body)
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return { bytes, tag: `"${[...digest.subarray(0, 8)].map(byte => byte.toString(16).padStart(2, "0")).join("")}"` }
}

/** By the runtime's own file system, which is asked for in a way that bundlers do not follow. */
const readBeside = name => globalThis.process.getBuiltinModule("fs").readFileSync(new URL(name, import.meta.url))
