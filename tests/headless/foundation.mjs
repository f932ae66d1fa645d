/** The browser suites of the foundation, unchanged, with the edge handler in workerd on the shop's own domain. */
import { run, subjects } from "../e2e/run.mjs"
import { startWorker } from "./runtimes.mjs"

/** Those that say most about what goes through; the long form runs them all, each as `npm test` does. */
const SHORT = ["start", "samples", "journey", "buffering", "identity", "cookies", "consent", "module", "events", "campaigns", "wire", "memory"]

export function runFoundation(report, { soak }) {
  return run(report, {
    engine: "chromium",
    suite: "headless › foundation",
    soak: false,
    only: soak ? subjects : SHORT,
    // What a page may run makes no difference to what it sends.
    modes: soak ? undefined : ["wasm"],
    front: sandbox => {
      const origins = port => `http://127.0.0.1:${port} http://localhost:${port} http://www.shop.localhost:${port} null`
      return startWorker(port => ({ upstream: sandbox.origin, behind: sandbox.origin, host: `127.0.0.1:${port}`, origins: origins(port) }))
    },
    skip: [
      // A page is told that the upstream closed the connection: it has one with the edge.
      "faults › a closed connection",
      // These see a page keep what a back end that is down has not taken: the edge has.
      "outbox › calls for which the storage is full wait in the database",
      "outbox › calls for which the storage is refused wait in the database",
      "outbox › a device clock that is a year ahead",
      "outbox › a device clock that is a year late",
      "outbox › a server asks for patience until a date, by a clock that is wrong by a year",
      "outbox › what is too much is dropped, oldest first and orders last, and said",
    ],
  })
}
