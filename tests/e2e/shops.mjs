/** The demo shops, visited as a person would. */
export const only = ["wasm"]
export const tests = {}
