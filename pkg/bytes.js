/**
 * The bytes of a module, for hosts that do not stream it as pages do: servers and workers.
 * @param {string | URL | Response | BufferSource} source where it is, or what it is
 */
export async function bytesOf(source) {
  const isAddress = typeof source === "string" || source instanceof URL
  const given = isAddress ? await read(new URL(source)) : source
  return typeof given.arrayBuffer === "function" ? given.arrayBuffer() : given
}

/** Files by the runtime's own file system, which is asked for in a way that bundlers do not follow: no `fetch` reads them in Node. */
async function read(url) {
  if (url.protocol === "file:") return globalThis.process.getBuiltinModule("fs").readFileSync(url)
  const response = await fetch(url)
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response
}
