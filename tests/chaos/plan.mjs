/** What happens on a journey: the shopper's deeds and the misfortunes between them, all from one seed. */
import { Random } from "../harness/random.mjs"

/** What goes wrong with requests: for so many of them, or until the next weather. */
function weather(random) {
  const ms = random.between(50, 1_500)
  return {
    do: "weather",
    fault: {
      path: random.pick(["*", "*", "/ev1", "/order/track"]),
      times: random.pick([1, 2, 3, undefined]),
      ...random.pick([
        { kind: "delay", ms },
        { kind: "delay", ms, late: true },
        { kind: "close" },
        { kind: "close", process: true },
        { kind: "close", process: true, ms },
        { kind: "status", status: 500 },
        { kind: "status", status: 500, process: true },
        { kind: "status", status: 503 },
        { kind: "status", status: 429, headers: { "retry-after": "1" } },
        { kind: "truncated" },
      ]),
    },
  }
}

/** Deeds that a shopper does in one task. */
function deeds(random, count) {
  const kinds = ["view", "view", "view", "attribution", "attribution", "cart", "cart", "cart", "customer", "order"]
  return { do: "tell", deeds: Array.from({ length: random.between(1, 3) }, () => ({ kind: random.pick(kinds), id: ++count.deeds })) }
}

/** What becomes of the tab, as far as the driver can do it. */
function departure(random, can) {
  const ways = ["leave", "leave", "leave"]
  if (can("back")) ways.push("back")
  if (can("closeTab")) ways.push("close", "close")
  if (can("crash")) ways.push("crash")
  if (can("newTab")) ways.push("tab")
  return { do: random.pick(ways) }
}

/**
 * The steps of a journey.
 * @param {number} seed the same seed makes the same journey
 * @param {(method: string) => boolean} can whether the driver's page has a method
 */
export function plan(seed, can) {
  const random = new Random(seed)
  // No two journeys of a run share a number: the store takes an order once.
  const count = { deeds: seed * 100 }
  const steps = []
  const rest = most => random.chance(0.5) && steps.push({ do: "rest", ms: random.between(0, most) })
  let isFull = false
  for (let page = random.between(3, 7); page--; ) {
    if (random.chance(0.6)) steps.push(random.chance(0.25) ? { do: "clear" } : weather(random))
    const isOffline = can("setOffline") && random.chance(0.15)
    if (random.chance(0.1)) {
      isFull = true
      steps.push({ do: "fill" })
    }
    if (isOffline) steps.push({ do: "offline" })
    steps.push(deeds(random, count))
    rest(400)
    if (random.chance(0.4)) steps.push(deeds(random, count))
    if (random.chance(0.12)) steps.push({ do: "restart", down: random.between(0, 800) })
    if (isOffline) steps.push({ do: "online" })
    // Without room, a call is on the device a moment later than it is told.
    if (isFull) steps.push({ do: "save" })
    rest(700)
    steps.push(departure(random, can))
    if (isFull && random.chance(0.5)) {
      isFull = false
      steps.push({ do: "free" })
    }
  }
  return steps
}
