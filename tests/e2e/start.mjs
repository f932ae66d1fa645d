/** How the library gets into a page, and that each mode runs what it claims to run. */
import assert from "node:assert/strict"

export const tests = {
  "the core that runs is the one the policy allows": async visit => {
    await visit.openReady()
    await visit.run(() => new Promise(resolve => nostojs(api => api.defaultSession().viewFrontPage().load().then(() => resolve(), resolve))))
    const plain = await visit.addresses("vitrine.nowasm.js")
    assert.equal(plain.length, visit.mode === "csp" ? 1 : 0)
    await visit.threwNothing()
  },

  "one script and one core are fetched, nothing else": async visit => {
    await visit.openReady()
    // A refused core has been fetched before it was refused, or not at all: both are right.
    const core = visit.mode === "csp" ? "/vitrine.nowasm.js" : "/vitrine.wasm"
    await visit.page.waitFor(core => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(core)), { args: [core] })
    const fetched = (await visit.addresses("/")).map(address => new URL(address).pathname).filter(path => !path.startsWith("/test/"))
    assert.deepEqual(fetched.filter(path => visit.mode === "wasm" || path !== "/vitrine.wasm").sort(), ["/vitrine.js", core].sort())
  },

  "evaluating, asking for the core and making the api are a task each": async visit => {
    await visit.open({ script: "" })
    const [loaded, asked, made] = await visit.run(() => new Promise(resolve => {
      const tasks = []
      let task = 0
      const { fetch, setTimeout } = window
      window.setTimeout = (job, ...rest) => setTimeout(() => (task++, job()), ...rest)
      window.fetch = (...call) => (tasks.push(task), fetch(...call))
      addScript().onload = () => tasks.push(task)
      nostojs(() => resolve([...tasks, task]))
    }))
    assert.ok(loaded < asked && asked < made, `${[loaded, asked, made]}`)
  },

  "a callback that is there before the api is made at once, after those that wait": async visit => {
    await visit.open({ script: "" })
    const order = await visit.run(() => new Promise(resolve => {
      const order = []
      nostojs(() => { order.push("waiting") })
      addScript().onload = () => {
        nostojs(() => { order.push("at once") })
        resolve([...order])
      }
    }))
    assert.deepEqual(order, ["waiting", "at once"])
  },

  "globals are those the contract names": async visit => {
    await visit.openReady()
    const kinds = await visit.run(() => [typeof window.nostojs, typeof window.nosto, typeof window.nosto.reload, typeof window.vitrine.version, typeof window.vitrine.init])
    assert.deepEqual(kinds, ["function", "object", "function", "string", "function"])
  },

  "without automatic load nothing is sent": async visit => {
    await visit.openReady()
    assert.deepEqual(await visit.allMessages(), [])
  },

  "a second script tag does no harm": async visit => {
    await visit.openReady()
    await visit.run(() => nostojs(api => { api.defaultSession().setVariation("USD") }))
    await visit.run(() => new Promise(resolve => { addScript().onload = () => resolve() }))
    await visit.run(() => nostojs(api => api.defaultSession().viewFrontPage().load()).then(() => true))
    // The first copy stays: what its session knows is still known.
    assert.deepEqual((await visit.allMessages()).map(({ message }) => message.current_variant_id), ["USD"])
    await visit.threwNothing()
  },

  "the script of the include address brings the account's settings": async visit => {
    await visit.open({ script: "/include/alpha" })
    await visit.ready()
    const settings = await visit.run(() => new Promise(resolve => nostojs(api => resolve(api.internal.getSettings()))))
    assert.equal(settings.account, "alpha")
    assert.ok(settings.cookieTime > 0)
  },

  "the script of a disabled account is empty and the page works": async visit => {
    await visit.open({ script: "/include/disabled", "data-account": "disabled" })
    assert.equal(await visit.run(() => document.title), "A page of a shop")
    await visit.threwNothing()
  },
}
