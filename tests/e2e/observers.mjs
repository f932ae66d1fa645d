/** Placements that come into view or into the document later, and pages with policies of their own. */
import assert from "node:assert/strict"

export const only = ["wasm"]

const page = visit => visit.page.goto(`${visit.sandbox.origin}/test/placements/page.html`)

const at = (cssSelector, more) => ({ enabled: true, filters: [], cssSelector, mode: "INSERT_INTO", wrapper: "SIMPLE", ...more })

/** In the page: watches, fills whatever is asked for, and notes what was asked. Returns the placements of the page's own request. */
function begin(settings, markup) {
  parts.host(markup)
  for (const kind of ["IntersectionObserver", "MutationObserver"]) {
    window[kind] = class extends window[kind] {
      constructor(...args) { super(...args); (window.observers ??= []).push(this); this.kind = kind }
      disconnect() { super.disconnect(); this.ended = true }
      observe(...args) { super.observe(...args); this.ended = false }
    }
  }
  parts.make(settings)
  window.requests = []
  const fill = names => injectCampaigns(Object.fromEntries(names.map(name => [name, { html: `<i>${name}</i>`, result_id: name }])))
  watch(names => { requests.push(names); fill(names) })
  const own = getPlacements()
  fill(own)
  return own
}

const FAR = '<div style="height: 5000px"></div>'

export const tests = {
  "a placement far below is asked for when it comes near, once": async visit => {
    await page(visit)
    const settings = { placements: { lazy: at("#far", { intersection: true }), twin: at("#far", { intersection: true, mode: "APPEND" }), top: at("#top", { intersection: true }), hidden: at("#hidden", { intersection: true }) }, intersectionObserved: ["static"] }
    const own = await visit.run(begin, settings, `<p id="top"></p><p id="hidden" style="display: none"></p>${FAR}<p id="far"></p>${FAR}<div class="nosto_element" id="static"></div>`)
    assert.deepEqual(own, ["top"])
    const seen = await visit.run(async () => {
      const steps = []
      const note = async () => { await parts.frames(6); steps.push(JSON.parse(JSON.stringify(requests))) }
      await note()
      scrollTo(0, 4600)
      await note()
      scrollTo(0, 0)
      await parts.frames()
      scrollTo(0, 4600)
      await note()
      scrollTo(0, 99999)
      await note()
      return { steps, html: [far.innerHTML, document.getElementById("static").innerHTML], kinds: observers.map(({ kind }) => kind).sort() }
    })
    assert.deepEqual(seen.steps, [[], [["lazy", "twin"]], [["lazy", "twin"]], [["lazy", "twin"], ["static"]]])
    assert.deepEqual(seen.html, ['<div id="lazy"><i>lazy</i></div>', "<i>static</i>"])
    assert.deepEqual(seen.kinds, ["IntersectionObserver", "MutationObserver"])
    await visit.threwNothing()
  },

  "while nobody watches, none is left out": async visit => {
    await page(visit)
    const names = await visit.run((settings, markup) => {
      parts.host(markup)
      return parts.make(settings).getPlacements()
    }, { placements: { lazy: at("#far", { intersection: true }) } }, `${FAR}<p id="far"></p>`)
    assert.deepEqual(names, ["lazy"])
  },

  "elements that appear are filled: from the page's answer, or by one request for all": async visit => {
    await page(visit)
    const settings = { placements: { late: at(".late", { mutation: true }), other: at(".other", { mutation: true, filters: [{ field: "hash or not", operator: "IS", values: [1] }] }), still: at(".still") }, mutationObserved: ["s", "t"] }
    const own = await visit.run(begin, settings, "<p></p>")
    assert.deepEqual(own, ["late"])
    const seen = await visit.run(async () => {
      const host = document.getElementById("host")
      host.insertAdjacentHTML("beforeend", '<div class="late">own</div><div class="nosto_element" id="s"></div><div class="nosto_element" id="u"></div><div class="still"></div>')
      await parts.frames(2)
      host.insertAdjacentHTML("beforeend", '<div class="nosto_element" id="t"></div><div class="other"></div>')
      await parts.frames()
      return { html: host.innerHTML, requests }
    })
    assert.deepEqual(seen, {
      html: '<p></p><div class="late">own<div id="late"><i>late</i></div></div><div class="nosto_element" id="s"><i>s</i></div><div class="nosto_element" id="u"></div><div class="still"></div><div class="nosto_element" id="t"><i>t</i></div><div class="other"></div>',
      requests: [["s"], ["t"]],
    })
  },

  "a class that an element gets later counts as appearing": async visit => {
    await page(visit)
    await visit.run(begin, { placements: { late: at(".late", { mutation: true }) } }, "<p></p>")
    const html = await visit.run(async () => {
      document.querySelector("#host p").className = "late"
      await parts.frames()
      return host.innerHTML
    })
    assert.equal(html, '<p class="late"><div id="late"><i>late</i></div></p>')
  },

  "elements that were removed and come back are filled without a request, in every mode": async visit => {
    await page(visit)
    for (const mode of ["REPLACE", "APPEND", "PREPEND", "INSERT_INTO", "INSERT_AFTER_BEGIN"]) {
      await page(visit)
      const settings = { placements: { d: at(".slot", { mutation: true, mode, wrapper: "PRESERVE_CLASS" }) }, mutationObserved: ["s"] }
      const markup = '<p class="slot">old</p><div class="nosto_element" id="s"></div>'
      await visit.run(begin, settings, markup)
      const seen = await visit.run(async markup => {
        const host = document.getElementById("host")
        await parts.frames()
        const first = host.innerHTML
        host.innerHTML = ""
        await parts.frames()
        host.innerHTML = markup
        await parts.frames()
        return [host.innerHTML === first, first.match(/<i>/g).length, requests]
      }, markup)
      assert.deepEqual(seen, [true, 2, []], mode)
    }
  },

  "a target that the page puts back in the place of what replaced it is replaced again": async visit => {
    await page(visit)
    const settings = { placements: { d: at(".slot", { mutation: true, mode: "REPLACE" }) } }
    const html = await visit.run(async settings => {
      const host = parts.host('<p class="slot">old</p>')
      const target = host.firstChild
      parts.make(settings)
      watch(() => {})
      injectCampaigns({ d: "new" })
      await parts.frames()
      host.replaceChildren(target)
      await parts.frames()
      return host.innerHTML
    }, settings)
    assert.equal(html, '<div id="d">new</div>')
  },

  "a page with two targets, or one that clears what it got, is left in peace": async visit => {
    await page(visit)
    const settings = { placements: { d: at(".slot", { mutation: true, mode: "REPLACE", wrapper: "CLONED" }), e: at(".e", { mutation: true }) } }
    await visit.run(begin, settings, '<p class="slot">old</p><p class="slot">other</p><p class="e"></p>')
    const seen = await visit.run(async () => {
      const host = document.getElementById("host")
      await parts.frames()
      document.getElementById("e").remove()
      let changes = 0
      const observer = new MutationObserver(list => { changes += list.length })
      observer.observe(host, { childList: true, subtree: true })
      await parts.frames(8)
      return [changes, host.innerHTML]
    })
    assert.deepEqual(seen, [0, '<p class="slot"><i>d</i></p><p class="slot">other</p><p class="e"></p>'])
  },

  "both at once: first in the document, then near": async visit => {
    await page(visit)
    const own = await visit.run(begin, { placements: { both: at(".both", { mutation: true, intersection: true }) } }, FAR)
    assert.deepEqual(own, [])
    const seen = await visit.run(async () => {
      document.getElementById("host").insertAdjacentHTML("beforeend", '<div class="both"></div>')
      await parts.frames(6)
      const before = requests.length
      scrollTo(0, 99999)
      await parts.frames(6)
      return [before, requests, document.querySelector(".both").innerHTML]
    })
    assert.deepEqual(seen, [0, [["both"]], '<div id="both"><i>both</i></div>'])
  },

  "where nothing is to appear, nobody listens": async visit => {
    await page(visit)
    await visit.run(begin, { placements: { d: at(".slot") } }, '<p class="slot"></p>')
    assert.deepEqual(await visit.run(() => window.observers ?? []), [])
    const ended = await visit.run(async () => {
      settings.placements.d.mutation = true
      await watch(() => {})
      const first = observers.map(({ kind, ended }) => [kind, ended])
      settings.placements.d.mutation = false
      await watch(() => {})
      return [first, observers.map(({ kind, ended }) => [kind, ended])]
    })
    assert.deepEqual(ended, [
      [["IntersectionObserver", true], ["MutationObserver", false]],
      [["IntersectionObserver", true], ["MutationObserver", true]],
    ])
  },

  "the page's own request fills what is there, a second one what came near": async visit => {
    await visit.sandbox.reset("gamma")
    await visit.open({ "data-account": "gamma", "data-settings": "/settings/gamma.json", "data-auto-load": "true" }, { name: "placements/shop.html" })
    await visit.page.waitFor(() => document.getElementById("block-static")?.textContent === "This is block-static")
    const seen = await visit.run(() => [...document.querySelectorAll("body > :not(div[style])")].map(element => [element.tagName, element.id, element.textContent]))
    assert.deepEqual(seen.filter(([tag]) => tag !== "SCRIPT"), [
      ["DIV", "block-static", "This is block-static"],
      ["DIV", "block-replace-simple", "This is block-replace-simple"],
      ["P", "at-append-cloned", "followed"],
      ["P", "block-append-cloned", "This is block-append-cloned"],
      ["P", "at-block-here", "hereThis is block-here"],
      ["P", "at-block-disabled", "disabled"],
      ["P", "at-block-cart-only", "cart only"],
      ["P", "at-block-unknown-rule", "never"],
      ["P", "at-block-lazy", "far below"],
    ])
    await visit.run(() => scrollTo(0, 99999))
    await visit.page.waitFor(() => document.getElementById("block-lazy")?.textContent === "This is block-lazy")
    assert.equal((await visit.addresses("/observers.js")).length, 1)
    const [first, second, ...more] = await visit.messages(2, "gamma")
    assert.deepEqual([second.message.elements, more], [["block-lazy"], []])
    // Late ones are asked for with the page, so that they are filled the moment they appear.
    assert.deepEqual(first.message.elements.sort(), ["block-appears", "block-append-cloned", "block-here", "block-replace-simple", "block-static"])
    await visit.run(() => nostojs(api => {
      api.removeCampaigns(["block-static", "block-replace-simple", "block-append-cloned"])
    }))
    const removed = await visit.run(() => [document.getElementById("block-static").innerHTML, document.getElementById("at-replace-simple").outerHTML, document.getElementById("block-append-cloned")])
    assert.deepEqual(removed, ["", '<p class="slot" id="at-replace-simple">replaced</p>', null])
    const counted = await visit.sandbox.visitor("gamma", (await visit.idCookie()).value)
    assert.equal(counted.page_views, 1)
    await visit.threwNothing()
  },

  "scripts of campaigns run under a policy with nonces, and under Trusted Types": async visit => {
    for (const kind of ["nonce", "trusted"]) {
      await visit.page.goto(`${visit.sandbox.origin}/test/placements/${kind}.html`)
      const filled = await visit.run(() => new Promise(resolve => nostojs(async api => {
        const { recommendations } = await api.defaultSession().viewFrontPage().setPlacements(["block-scripts"]).load()
        const { filledElements } = await api.placements.injectCampaigns(recommendations)
        resolve(filledElements)
      })))
      assert.deepEqual(filled, ["block-scripts"], kind)
      await visit.page.waitFor(() => window.ran.length === 2)
      assert.deepEqual(await visit.run(() => [window.ran, window.refused]), [["classic", "module"], []], kind)
    }
    // The policy of the second page is one the engine enforces, or one it does not know.
    const refuses = await visit.run(() => {
      try {
        document.createElement("div").innerHTML = "<b>x</b>"
      } catch {
        return true
      }
    })
    assert.equal(refuses, await visit.run(() => window.trustedTypes ? true : undefined))
    await visit.threwNothing()
  },
}
