/** The worker's side: the documented object that an app is given, over messages to the page. */
import { App } from "./app.js"

const listeners = new Map()
const calls = new Map()
let state
let count = 0

const ask = (name, ...args) => new Promise(resolve => {
  calls.set(++count, resolve)
  postMessage({ call: count, name, args })
})

const nube = {
  on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
  off: (event, listener) => void listeners.set(event, (listeners.get(event) ?? []).filter(other => other !== listener)),
  getState: () => state,
  getBrowserAPIs: () => ({
    asyncLocalStorage: { getItem: key => ask("getItem", key), setItem: (key, value) => ask("setItem", key, value) },
  }),
}

onmessage = ({ data }) => {
  if (data.answer) {
    calls.get(data.answer)(data.result)
    return void calls.delete(data.answer)
  }
  const first = !state
  state = Object.freeze(data.state)
  if (first) App(nube, line => postMessage({ log: line }))
  for (const listener of listeners.get(data.event) ?? []) listener(state, data.event)
}
