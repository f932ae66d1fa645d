/** Readers of the settings of an account: what is of another kind counts as not given. */

/** Where requests go, without a slash at the end: empty for the page's own origin. */
export const serverOf = ({ server }) => withoutSlash(server, "https://connect.nosto.com")

/** `text` without a slash at its end. */
export const withoutSlash = (text, otherwise) => (typeof text === "string" ? text.replace(/\/$/, "") : otherwise)

/** `number` as a whole one above 0. */
export const positive = (number, otherwise) => (typeof number === "number" && number >= 1 ? Math.floor(number) : otherwise)
