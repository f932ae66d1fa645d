/**
 * How we learn of a WebKit page's errors. Its WebDriver has no log command, no script can be put
 * before the page's own, and its automation mode keeps the console to itself. So the browser gets
 * an HTTP proxy that passes everything on as it is, except that a document it navigates to begins
 * with one script more: the watcher below, which reports to the proxy. Addresses stay what they are.
 */
import { lookup } from "node:dns"
import { createServer, request } from "node:http"
import { isOurs } from "./hosts.mjs"

const scriptPath = "/.well-known/watcher.js"
const reportPath = "/.well-known/watcher"

/**
 * Starts the proxy on a free port of 127.0.0.1.
 * @param {import("./page.mjs").Problems} problems where reports go
 * @returns {Promise<{port: number, stop(): void}>}
 */
export async function startWatching(problems) {
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url, "http://proxy.invalid")
    if (pathname === scriptPath) outgoing.setHeader("content-type", "text/javascript").end(`(${watcher})("${reportPath}")`)
    else if (pathname === reportPath) takeReport(incoming, outgoing, problems)
    else passOn(incoming, outgoing)
  })
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve))
  return {
    port: server.address().port,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function takeReport(incoming, outgoing, problems) {
  let body = ""
  incoming.on("data", data => { body += data })
  incoming.on("end", () => {
    const { kind, text } = JSON.parse(body)
    problems.add(kind, text)
    outgoing.end()
  })
}

function passOn(incoming, outgoing) {
  const document = incoming.headers.accept?.startsWith("text/html")
  const headers = { ...incoming.headers }
  // Compressed or conditional answers have no text to put a script into.
  if (document) for (const name of ["accept-encoding", "if-none-match", "if-modified-since"]) delete headers[name]
  const onward = request(incoming.url, { method: incoming.method, headers, lookup: lookUp })
  onward.on("response", answer => {
    if (document && answer.headers["content-type"]?.startsWith("text/html")) passDocument(answer, outgoing)
    else answer.pipe(outgoing.writeHead(answer.statusCode, answer.headers))
    answer.on("error", () => outgoing.destroy())
  })
  // A connection that the server drops is dropped for the browser too.
  onward.on("error", () => outgoing.destroy())
  outgoing.on("close", () => onward.destroy())
  incoming.pipe(onward)
}

/** The other engines are told, or know by themselves. */
function lookUp(name, options, done) {
  lookup(isOurs(name) ? "127.0.0.1" : name, options, done)
}

function passDocument(answer, outgoing) {
  let text = ""
  answer.setEncoding("utf8")
  answer.on("data", data => { text += data })
  answer.on("end", () => {
    const { "content-length": _, "transfer-encoding": __, ...headers } = answer.headers
    const watched = text.replace(/^(?:\s*<!doctype[^>]*>)?/i, start => `${start}<script src="${scriptPath}"></script>`)
    outgoing.writeHead(answer.statusCode, headers).end(watched)
  })
}

/** Runs in the page, before all of its scripts; sent as source text. */
function watcher(reportPath) {
  const send = navigator.sendBeacon.bind(navigator)
  const report = (kind, text) => send(reportPath, JSON.stringify({ kind, text: String(text) }))
  const describe = (value, message) => (value?.message ? `${value.name}: ${value.message}\n${value.stack}` : String(value ?? message))
  addEventListener("error", event => event instanceof ErrorEvent && report("error", describe(event.error, event.message)))
  addEventListener("unhandledrejection", event => report("rejection", describe(event.reason)))
  addEventListener("securitypolicyviolation", event => report("console", `${event.violatedDirective} refused ${event.blockedURI}`))
  const write = console.error
  console.error = (...values) => {
    report("console", values.map(value => describe(value)).join(" "))
    write.apply(console, values)
  }
}
