const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** A fresh text of 120 random bits that needs no encoding in a URL. */
export function token() {
  return Array.from(randomBytes(), byte => ALPHABET[byte & 63]).join("")
}

function randomBytes() {
  try {
    return crypto.getRandomValues(new Uint8Array(20))
  } catch {
    // No `crypto` here: this still tells two pages apart.
    return Array.from({ length: 20 }, () => Math.random() * 256)
  }
}
