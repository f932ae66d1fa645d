import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/** The member of customers and orders, wherever in the JSON of a call. Inside a text its quotes are escaped. */
const EMAIL = /"email":("(?:[^"\\]|\\.)*")/g

const isHash = text => /^[0-9a-f]{64}$/.test(text)

/** The address as others hash it, too: without spaces around it, in lower case, SHA-256, hexadecimal. */
export function hash(address) {
  const plain = address.trim().toLowerCase()
  return !plain || isHash(plain) ? plain : bytesToHex(sha256(utf8ToBytes(plain)))
}

/** Text of calls with hashes in the place of e-mail addresses. */
export const clean = text => text.replace(EMAIL, (_, value) => `"email":"${hash(JSON.parse(value))}"`)

/** From now on no address is kept or sent. Addresses go out by one of two ways only, so both get a sieve. */
export function create(parts) {
  const { link, outbox } = parts
  const { open } = link
  const { submit } = outbox
  for (const entry of outbox.calls.values()) entry.text = clean(entry.text)
  outbox.submit = (session, text, ...rest) => submit(session, clean(text), ...rest)
  link.open = core => open({
    ...core,
    submit: (call, session, text, ...rest) => core.submit(call, session, clean(text), ...rest),
    dump: (session, text) => core.dump(session, clean(text)),
  })
  parts.clean = clean
}
