/** Names of shops that every engine finds on this machine; names below `localhost` it finds by itself. */

/** A domain below a public suffix of two labels, and one below a suffix that belongs to a company. */
export const hosts = ["www.vitrine-shop.co.uk", "vitrine-shop.github.io"]

/** Whether a name is one of this machine. */
export const isOurs = name => hosts.includes(name) || name.endsWith(".localhost")
