/** A holder that has not renewed its lease for so long is gone, in ms. */
const LEASE = 6_000
const RENEWAL = 2_000

/**
 * Runs `job` in one tab at a time: by a lock of the browser, or by a lease in storage where there are none.
 * @param name what is locked
 * @param me names this page
 */
export function exclusively(name, me, keep, job) {
  const { locks } = globalThis.navigator ?? {}
  return locks ? locks.request(name, job).catch(() => byLease(me, keep, job)) : byLease(me, keep, job)
}

async function byLease(me, keep, job) {
  while (!(await take(me, keep))) await sleep(RENEWAL)
  const renewal = setInterval(() => keep.set("lease", [me, Date.now()]), RENEWAL)
  // It keeps no server's process alive.
  renewal?.unref?.()
  try {
    return await job()
  } finally {
    clearInterval(renewal)
    keep.remove("lease")
  }
}

/** Two pages may write at once: the last one wins, and after a moment both know. */
async function take(me, keep) {
  if (isHeld(me, keep.get("lease"))) return false
  keep.set("lease", [me, Date.now()])
  await sleep(100 + Math.random() * 100)
  return keep.get("lease")?.[0] === me
}

/** A clock that was set meanwhile makes a lease old, never eternal. */
const isHeld = (me, lease) => Array.isArray(lease) && lease[0] !== me && Math.abs(Date.now() - lease[1]) < LEASE

/** The names of all locks, those of living pages with open calls among them, or nothing where the browser does not know. */
export async function lockNames() {
  try {
    const { held, pending } = await navigator.locks.query()
    return new Set([...held, ...pending].map(({ name }) => name))
  } catch {
    // no locks here
  }
}

/** Waits, but keeps no server's process alive. */
export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms)?.unref?.())
