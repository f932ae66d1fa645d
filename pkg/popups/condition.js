/**
 * Whether a popup may open: its condition against the facts of the page and the visitor.
 *
 * A condition is read by the names of its members, so there is no table to keep: `min_` and `max_` bound a number,
 * `exc_` forbids what the list without the prefix asks for, `hide_` forbids a flag, and any other list must match.
 * The rest of the name is the name of the fact. What the facts do not state is not judged: a member this version
 * does not know can neither open a popup nor keep it shut.
 *
 * Where the platform is silent: an empty list and a bound of 0 are no condition; addresses match by a part of them;
 * everything else matches as a whole, without regard to case.
 */

const PREFIX = /^(min|max|exc|hide)_(.*)/

/** The members about addresses are alternatives unless the condition says that they are filters. */
const isAddress = name => /^(url|ref)/.test(name)

/** A number, or a string that is a plain one. */
const decimal = value => (/^\d+(\.\d*)?$/.test(value) ? +value : undefined)

const same = (wanted, known, byPart) => {
  if (typeof wanted !== "string" || typeof known !== "string" || !wanted) return false
  return byPart ? known.includes(wanted) : known.toLowerCase() === wanted.toLowerCase()
}

/** Whether `wanted` is among the texts of `fact`; a list has to be the beginning of it. */
const matches = (wanted, fact, byPart) =>
  Array.isArray(wanted)
    ? wanted.every((part, at) => same(part, fact[at], byPart))
    : fact.some(known => same(wanted, known, byPart))

/** Whether one member holds; nothing when it is no condition. */
function judge(name, wanted, facts) {
  if (name.startsWith("enabled")) return wanted !== false
  const [, prefix, about = name] = PREFIX.exec(name) ?? []
  const fact = facts[about]
  if (fact == null) return
  if (prefix === "hide") return wanted !== true || fact !== true
  if (prefix === "min" || prefix === "max") {
    const bound = decimal(wanted)
    const value = decimal(fact) ?? 0
    return bound ? value === bound || value > bound === (prefix === "min") : undefined
  }
  if (!Array.isArray(wanted) || !wanted.length) return
  return wanted.some(one => matches(one, [].concat(fact), about.endsWith("urls"))) !== (prefix === "exc")
}

/**
 * The member of `condition` because of which a popup may not open, by its name; nothing when it may.
 * @param facts `cart_value` in major units, `cart_size`, `page_views`, `on_mobile`, `on_desktop`, `locations` (the
 *   visitor's place: country, region, city), and the lists `page_types`, `urls`, `referer_urls`, `url_parameters`
 *   (each as `name` and as `name=value`), `categories`, `brands`, `tags`
 */
export function unmet(condition, facts) {
  if (!condition || typeof condition !== "object" || Array.isArray(condition)) return
  const filters = condition.treat_url_conditions_as_filters === true
  let reason
  let met = false
  for (const [name, wanted] of Object.entries(condition)) {
    const holds = judge(name, wanted, facts) ?? true
    if (!filters && isAddress(name) && Array.isArray(wanted) && wanted.length) {
      met ||= holds
      reason ??= name
    } else if (!holds) return name
  }
  return met ? undefined : reason
}
