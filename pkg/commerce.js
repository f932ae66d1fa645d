import { connect, guarded, stoppable } from "./commerce/client.js"
import { configError } from "./commerce/error.js"
import { createHost } from "./commerce/host.js"
import { loadCore } from "./commerce/load.js"
import { connectPlatform } from "./commerce/platform.js"
import { guardSecret } from "./commerce/secret.js"

export {
  AbortError, AuthenticationError, CommerceError, ConfigError, ConflictError, GraphqlError, NetworkError, NotFoundError,
  PermissionError, RateLimitError, ServerError, SignatureError, SuspendedError, TimeoutError, ValidationError,
} from "./commerce/error.js"

export { feed } from "./commerce/feed.js"
export { customerReference, map } from "./commerce/map.js"

/** A client of a store of Tiendanube or Nuvemshop. */
export const tiendanube = config => connect("tiendanube", config)

/** A client of a shop's Customer API, in the name of one buyer. */
export const customerApi = config => connect("customerApi", config)

/** A client of NexusCommerce, for one tenant. */
export const nexus = config => connect("nexus", config)

/** A client of the APIs for servers of the platform whose session API the library has. */
export const platform = config => connectPlatform(config)

/**
 * Where someone agrees that a code comes back: the merchant to an app (`tiendanube`), a buyer to another site
 * (`customerApi`).
 */
export async function authorizeUrl(system, { wasm, ...config }) {
  const { authorizeUrl } = await loadCore(wasm)
  return guarded(() => authorizeUrl(system, JSON.stringify(config)))
}

/**
 * Exchanges that code.
 * @returns `{accessToken, refreshToken, life, extra}`: `life` in milliseconds; `extra` is whatever else came, such as
 *   `user_id`, which is the store, and `scope`
 */
export async function exchangeCode(system, config) {
  const { fetch = globalThis.fetch, wasm, signal, ...rest } = config
  guardSecret(config)
  const { exchange } = await loadCore(wasm)
  const host = createHost((...request) => fetch(...request))
  return stoppable(signal, stop => exchange(host, system, JSON.stringify(rest), stop))
}

/**
 * Checks a notice that a system has sent, and reads it.
 * @param {"tiendanube" | "nexus"} system whose notice it should be
 * @param notice `{body, headers, secrets}`: the body as it came, not parsed; headers as `Headers`, object or pairs
 * @returns `{value, key}`: `key` is the same for every delivery of one notice
 */
export async function verifyWebhook(system, notice) {
  guardSecret(notice)
  const { verify } = await loadCore(notice.wasm)
  const secrets = JSON.stringify([notice.secrets].flat())
  return JSON.parse(guarded(() => verify(system, bytes(notice.body), JSON.stringify(pairs(notice.headers)), secrets)))
}

function bytes(body) {
  if (typeof body === "string") return new TextEncoder().encode(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  throw configError("body: the bytes or the text of the request, before anything has parsed it")
}

/** Node gives several values of one header as a list. */
function pairs(headers) {
  const all = headers?.[Symbol.iterator] ? [...headers] : Object.entries(headers ?? {})
  return all.flatMap(([name, values]) => [values].flat().filter(value => value != null).map(value => [name, String(value)]))
}
