const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** A fresh text of 120 random bits that needs no encoding in a URL. */
export function token() {
  let bytes = Array.from({ length: 20 }, () => Math.random() * 256)
  try {
    bytes = crypto.getRandomValues(new Uint8Array(20))
  } catch {
    // no `crypto` here: what is left still tells two pages apart
  }
  return Array.from(bytes, byte => ALPHABET[byte & 63]).join("")
}
