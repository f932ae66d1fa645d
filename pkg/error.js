/** The error a failed call rejects with: `{name: "VitrineError", code, status?, path?, message}`. */
export function createError({ code, status, path }, detail) {
  const message = ["vitrine:", MESSAGES[code] ?? code, status, path && `(${path})`, detail].filter(Boolean).join(" ")
  return Object.assign(new Error(message), { name: "VitrineError", code, status, path })
}

const MESSAGES = {
  network: "the server could not be reached",
  timeout: "the server did not answer in time",
  aborted: "the request was aborted",
  http: "the server answered with status",
  parse: "the answer is not a JSON object, status",
  config: "an option is missing or unusable",
  unavailable: "the core could not be loaded",
  internal: "the core stopped working",
  not_ready: "the core is not loaded yet",
}
