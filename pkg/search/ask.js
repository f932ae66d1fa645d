import { flightsOf } from "../consent/flights.js"
import { createError } from "../error.js"

const SERVICE = "https://search.nosto.com/v1/graphql"

/** As long as the core waits for its requests. */
const TIMEOUT = 8000

/** The endpoint. An address that names none (`https://search.example.com/`) is only the host of the usual one. */
export function endpoint(address) {
  try {
    const url = new URL(address)
    return url.pathname.endsWith("/graphql") ? url.href : new URL("/v1/graphql", url).href
  } catch {
    return SERVICE
  }
}

/**
 * Sends one search and resolves to its `SearchResult`; part of one is a result too. Rejects with an error that
 * has the HTTP `status` where there was an answer, and the service's `errors` where it gave any.
 */
export async function ask(parts, { text, variables }, signal) {
  const { settings, fetch } = parts
  const controller = new AbortController()
  const flights = flightsOf(parts).add(controller)
  const abort = () => controller.abort()
  const timer = setTimeout(abort, settings.timeout > 0 ? settings.timeout : TIMEOUT)
  const aborted = () => signal?.aborted === true
  if (aborted()) abort()
  else signal?.addEventListener?.("abort", abort)
  try {
    // A body of text is text/plain, which the service takes and which needs no preflight.
    const response = await fetch(endpoint(settings.searchApiUrl), {
      method: "POST",
      body: JSON.stringify({ query: text, variables }),
      signal: controller.signal,
    })
    return await read(response)
  } catch (error) {
    if (error?.name === "VitrineError") throw error
    const code = aborted() ? "aborted" : controller.signal.aborted ? "timeout" : "network"
    throw createError({ code })
  } finally {
    clearTimeout(timer)
    flights.delete(controller)
    signal?.removeEventListener?.("abort", abort)
  }
}

async function read(response) {
  const { status } = response
  const body = await response.text()
  let answer
  try {
    answer = JSON.parse(body)
  } catch {
    // told below
  }
  const result = answer?.data?.search
  if (response.ok && result) return result
  const code = !response.ok ? "http" : answer?.errors ? "graphql" : "parse"
  // What the service says may repeat what the shopper typed, so it is beside the message and not in it.
  throw Object.assign(createError({ code, status }, code === "graphql" && "errors without data"), { errors: answer?.errors })
}
