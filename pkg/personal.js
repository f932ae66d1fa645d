/** Members of a message that say who the visitor is. */
const PERSONAL = ["customer", "cart_hash", "restore_link", "external_identifier", "klaviyo_cookie", "mail_ref", "mail_type"]

/** Members of an order's `info` that say who ordered. */
const ORDERED_BY = ["email", "first_name", "last_name", "phone", "post_code", "newsletter"]

/**
 * The JSON of a message or of an order without what a visitor who must not be tracked has not agreed to. What cannot be
 * read cannot be cleaned, and is nothing.
 */
export function anonymous(text) {
  try {
    const message = JSON.parse(text)
    for (const member of PERSONAL) delete message[member]
    for (const member of ORDERED_BY) delete message.info?.[member]
    return JSON.stringify(message)
  } catch {
    return "{}"
  }
}
