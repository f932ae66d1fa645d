/** Shared by everything of the library on a page: a second policy of one name may be refused. */
const POLICY = Symbol.for("vitrine.policy")

const same = text => text

/**
 * The Trusted Types policy `vitrine`, made when it is first needed. Where the engine knows no such types or the page
 * refuses the policy, text stays text, which a default policy of the page may still allow.
 * @returns {{createHTML, createScript, createScriptURL}}
 */
export const trust = () => (globalThis[POLICY] ??= create({ createHTML: same, createScript: same, createScriptURL: same }))

function create(rules) {
  try {
    return trustedTypes.createPolicy("vitrine", rules)
  } catch {
    return rules
  }
}
