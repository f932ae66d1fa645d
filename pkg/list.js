/** A list of what should be one, wherever it comes from. */
export const list = value => [].concat(value ?? [])
