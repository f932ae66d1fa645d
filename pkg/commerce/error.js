/**
 * What a call of a connector rejects with. `kind` is what code decides by; the other members are there where they are
 * known: `status`, `code`, `fields` (`{name: [messages]}`), `requestId`, `retryAfter` (milliseconds), `raw` (the body).
 */
export class CommerceError extends Error {
  constructor({ message, ...members }) {
    super(message)
    Object.assign(this, members)
    this.name = this.constructor.name
  }
}

export class ConfigError extends CommerceError {}
export class NetworkError extends CommerceError {}
export class TimeoutError extends CommerceError {}
export class AbortError extends CommerceError {}
export class AuthenticationError extends CommerceError {}
export class SuspendedError extends CommerceError {}
export class PermissionError extends CommerceError {}
export class NotFoundError extends CommerceError {}
export class ConflictError extends CommerceError {}
export class ValidationError extends CommerceError {}
export class RateLimitError extends CommerceError {}
export class ServerError extends CommerceError {}
export class GraphqlError extends CommerceError {}
export class SignatureError extends CommerceError {}

const CLASSES = {
  config: ConfigError,
  network: NetworkError,
  timeout: TimeoutError,
  deadline: TimeoutError,
  aborted: AbortError,
  unauthorized: AuthenticationError,
  suspended: SuspendedError,
  forbidden: PermissionError,
  not_found: NotFoundError,
  conflict: ConflictError,
  validation: ValidationError,
  rate_limited: RateLimitError,
  server: ServerError,
  graphql: GraphqlError,
  signature: SignatureError,
}

// Names survive the minifier only where they are written as text.
for (const [name, Class] of Object.entries({
  CommerceError, ConfigError, NetworkError, TimeoutError, AbortError, AuthenticationError, SuspendedError,
  PermissionError, NotFoundError, ConflictError, ValidationError, RateLimitError, ServerError, GraphqlError, SignatureError,
})) Object.defineProperty(Class, "name", { value: name })

/** The error for what the module throws: its JSON. Anything else is a defect of ours and stays what it is. */
export function createError(thrown) {
  if (typeof thrown !== "string") return thrown
  const members = JSON.parse(thrown)
  return new (CLASSES[members.kind] ?? CommerceError)(members)
}

/** A mistake of the caller that the façade sees by itself. */
export const configError = message => new ConfigError({ kind: "config", message })
