import { getDomain } from "tldts"

/** The widest domain of which browsers take cookies of a page at `hostname`; nothing for an address or a bare name. */
export const widestDomain = hostname => getDomain(hostname, { allowPrivateDomains: true }) ?? undefined
