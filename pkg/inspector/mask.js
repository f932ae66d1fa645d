/** Members that say who somebody is. */
const PERSONAL =
  /^(e.?mail.*|(first|last|full|middle|user).?name|surname|phone.*|street.*|address.*|post.?code|zip.*|date.?of.?birth|customer.?reference|external.?identifier|klaviyo.?cookie)$/i
const ADDRESS = /[^\s"'<>@&=?/,;:]+(@|%40)[^\s"'<>@&=?/,;]+\.\w+/gi

/** What stands for something that is nobody's business. */
export const MASK = "•••"

/** A copy of a JSON value without personal data: what is left says that there was something, never what. */
export function mask(value, name = "") {
  if (Array.isArray(value)) return value.map(item => mask(item, name))
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.replace(ADDRESS, MASK), mask(member, PERSONAL.test(name) ? name : key)]))
  }
  if (PERSONAL.test(name) && value != null && value !== "" && typeof value !== "boolean") return MASK
  return typeof value === "string" ? value.replace(ADDRESS, MASK) : value
}
