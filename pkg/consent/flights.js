/** Controllers of the requests that chunks make themselves: they end when consent is withdrawn. */
export const flightsOf = parts => (parts.flights ??= new Set())
