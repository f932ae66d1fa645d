/**
 * Child processes that never outlive the tests: each runs in a process group of its own, and the
 * whole group is ended when its owner stops it or when this process exits for whatever reason.
 */
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { createServer } from "node:net"

const running = new Set()

// `exit` handlers must be synchronous, and a signal's default action would skip them.
process.on("exit", () => running.forEach(child => endGroup(child, "SIGKILL")))
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) {
  process.on(signal, () => process.exit(code))
}

/**
 * Starts a program in a process group of its own.
 * @param {string} program path or name
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options] as of `child_process.spawn`
 * @returns a child process with `stop(signal?)`, which ends the group and resolves when the program is gone
 */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { detached: true, stdio: ["ignore", "pipe", "pipe"], ...options })
  running.add(child)
  child.gone = new Promise(resolve => {
    child.once("exit", (code, signal) => resolve({ code, signal }))
    child.once("error", error => resolve({ error }))
  }).finally(() => running.delete(child))
  child.stop = async (signal = "SIGTERM") => {
    endGroup(child, signal)
    if (!(await settlesWithin(child.gone, 3000))) endGroup(child, "SIGKILL")
    await child.gone
    endGroup(child, "SIGKILL")
  }
  return child
}

/** Throws an error that says what to install when a program is missing. */
export function need(program, debianPackage) {
  if (!existsSync(program)) throw new Error(`${program} is missing: install the package ${debianPackage}`)
}

/** A TCP port of 127.0.0.1 that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/**
 * Asks until the answer is truthy.
 * @param {() => any} ask may be async; a rejection counts as "not yet"
 * @param {{timeout: number, what: string, every?: number}} options `timeout` and `every` in ms; `what` names the wish in the error
 * @returns the truthy answer
 */
export async function until(ask, { timeout, what, every = 20 }) {
  const end = Date.now() + timeout
  for (let last; ; ) {
    try {
      const answer = await ask()
      if (answer) return answer
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${timeout} ms${last ? ` (${last.message})` : ""}`)
    await new Promise(resolve => setTimeout(resolve, every))
  }
}

/** The promise's result, or an error that names what was awaited. Times in ms. */
export function within(promise, timeout, what) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${timeout} ms`)), timeout)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

function settlesWithin(promise, ms) {
  return within(promise, ms, "").then(() => true, () => false)
}

function endGroup(child, signal) {
  if (!child.pid) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is gone already, which is what we want.
  }
}
