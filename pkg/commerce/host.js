/**
 * What the core needs of the runtime. A task is `{done, stop}`: `stop` is called once nobody waits any more, and after
 * it `done` has to settle, because the core keeps what it hung on it until then.
 * @param fetch called with address and options
 */
export function createHost(fetch) {
  return {
    send(method, url, headers, body) {
      const controller = new AbortController()
      let running = true
      const done = request().finally(() => (running = false))
      async function request() {
        try {
          // Redirects are followed by the core: only it knows where the token may go.
          const init = { method, headers: JSON.parse(headers), redirect: "manual", signal: controller.signal }
          const response = await fetch(url, body == null ? init : { ...init, body })
          const bytes = new Uint8Array(await response.arrayBuffer())
          return [response.status, JSON.stringify([...response.headers]), bytes]
        } catch (error) {
          throw reason(error, url)
        }
      }
      return { done, stop: () => running && controller.abort() }
    },

    sleep(milliseconds) {
      let stop
      const done = new Promise(resolve => {
        const timer = setTimeout(resolve, milliseconds)
        stop = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      return { done, stop }
    },

    now: () => Date.now(),
    random: () => Math.random(),
  }
}

/** Why there is no answer, in words: runtimes hide the reason at different depths. Some show the address, which may be of a person. */
function reason(error, url) {
  const words = [error?.message, error?.cause?.code ?? error?.cause?.message].filter(Boolean)
  return words.join(": ").replaceAll(url, new URL(url).origin) || "no answer"
}
