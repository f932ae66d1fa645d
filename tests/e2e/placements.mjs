/** Placements of the page: where campaigns go, what of them runs, and how all of it is undone. */
import assert from "node:assert/strict"

/** Pages that have policies of their own are among these; the policy of the other mode adds nothing. */
export const only = ["wasm"]

const page = visit => visit.page.goto(`${visit.sandbox.origin}/test/placements/page.html`)

const OLD = "old <b>text</b>"
const target = (content, id = "t") => `<p class="slot a" id="${id}" data-x="1">${content}</p>`
const NEW = "<i>new</i>tail"

const MODES = {
  REPLACE: content => content,
  APPEND: content => target(OLD) + content,
  PREPEND: content => content + target(OLD),
  INSERT_INTO: content => target(OLD + content),
  INSERT_AFTER_BEGIN: content => target(content + OLD),
  UNKNOWN: content => target(OLD + content),
}

const WRAPPERS = {
  SIMPLE: () => `<div id="dyn">${NEW}</div>`,
  PRESERVE_CLASS: () => `<div class="slot a" id="dyn">${NEW}</div>`,
  CLONED: mode => target(NEW, mode === "REPLACE" ? "t" : "dyn"),
  UNWRAPPED: () => NEW,
}

/** Settings with one dynamic placement, `dyn`. */
const dynamic = more => ({ placements: { dyn: { id: "d", enabled: true, filters: [], cssSelector: ".slot", mode: "INSERT_INTO", wrapper: "SIMPLE", ...more } } })

export const tests = {
  "every mode with every wrapper, again and again, and back": async visit => {
    await page(visit)
    for (const [mode, at] of Object.entries(MODES)) {
      for (const [wrapper, wrap] of Object.entries(WRAPPERS)) {
        const around = content => `<p>before</p>${content}<p>after</p>`
        const seen = await visit.run((settings, before, html) => {
          const host = parts.host(before)
          const { injectCampaigns, removeCampaigns, reset } = parts.make(settings)
          const result = injectCampaigns({ dyn: { html, result_id: "r", div_id: "dyn" } })
          const first = host.innerHTML
          injectCampaigns({ dyn: html })
          const second = host.innerHTML
          removeCampaigns(["dyn"])
          const removed = host.innerHTML
          injectCampaigns({ dyn: html })
          reset()
          return { ...result, first, second, removed, reset: host.innerHTML, attributed }
        }, dynamic({ mode, wrapper }), around(target(OLD)), NEW)
        const expected = around(at(wrap(mode)))
        const original = around(target(OLD))
        const [element] = seen.attributed
        assert.deepEqual(seen, {
          filledElements: ["dyn"], unFilledElements: [], first: expected, second: expected, removed: original, reset: original, attributed: [element],
        }, `${mode} ${wrapper}`)
        assert.deepEqual(element, [wrapper === "UNWRAPPED" ? "I" : wrapper === "CLONED" && mode === "REPLACE" ? "t" : "dyn", "r"])
      }
    }
    await visit.threwNothing()
  },

  "a static placement is filled, refilled, emptied and restored": async visit => {
    await page(visit)
    const seen = await visit.run(() => {
      const before = '<div class="nosto_element" id="s">own <b>content</b><!-- kept --></div><div id="t">no placement</div>'
      const host = parts.host(before)
      const own = document.querySelector("#s b")
      const { getPlacements, injectCampaigns, removeContent, reset } = parts.make()
      const states = []
      const note = () => states.push(host.firstChild.innerHTML)
      const result = injectCampaigns({ s: { html: "<u>1</u>", result_id: "r" }, t: "no", nowhere: "no", json: { products: [] }, nothing: null })
      note()
      injectCampaigns({ s: "<u>2</u>" }); note()
      removeContent("s"); note()
      injectCampaigns({ s: "<u>3</u>" }); note()
      // Blank markup is none: the page keeps its own.
      const blank = injectCampaigns({ s: " <!-- nothing -->" }).unFilledElements
      note()
      injectCampaigns({ s: "<u>4</u>" })
      reset()
      return { result, states, blank, same: host.innerHTML === before, moved: own === document.querySelector("#s b"), names: getPlacements(), attributed }
    })
    assert.deepEqual(seen, {
      result: { filledElements: ["s"], unFilledElements: ["t", "nowhere", "json", "nothing"] },
      states: ["<u>1</u>", "<u>2</u>", "", "<u>3</u>", "own <b>content</b><!-- kept -->"],
      blank: ["s"], same: true, moved: true, names: ["s"], attributed: [["s", "r"]],
    })
  },

  "names come in the order of the document, then of the settings": async visit => {
    await page(visit)
    const names = await visit.run(() => {
      parts.host('<div class="x nosto_element" id="b"></div><div class="nosto_element"></div><span class="nosto_element" id="a"></span><p class="slot"></p>')
      const enabled = { enabled: true, filters: [], mode: "REPLACE", wrapper: "SIMPLE" }
      const { getPlacements } = parts.make({
        placements: {
          here: { ...enabled, cssSelector: ".slot" },
          absent: { ...enabled, cssSelector: ".absent" },
          later: { ...enabled, cssSelector: ".absent", mutation: true },
          off: { ...enabled, cssSelector: ".slot", enabled: false },
          bad: { ...enabled, cssSelector: "p:::[" },
          a: { ...enabled, cssSelector: ".slot" },
          odd: 5,
          none: null,
          bare: { enabled: true },
        },
      })
      return [getPlacements(), getPlacements(), reported]
    })
    assert.deepEqual(names, [["b", "a", "here", "later"], ["b", "a", "here", "later"], ["vitrine: placement bad has a selector that cannot be read"]])
  },

  "settings of any type break nothing": async visit => {
    await page(visit)
    const seen = await visit.run(() => [5, "text", [], null, [{ enabled: true, filters: 3 }], { x: { enabled: 1, filters: "y", cssSelector: {} } }].map(odd => {
      parts.host('<div class="nosto_element" id="s"></div>')
      const { getPlacements, injectCampaigns, isFiltered, isFilteringConfigured, reset, watch } = parts.make({ placements: odd, intersectionObserved: odd, mutationObserved: odd })
      watch(() => {})
      const names = getPlacements()
      injectCampaigns(odd)
      injectCampaigns({ s: "<b>1</b>" }, odd)
      injectCampaigns(undefined)
      const filled = document.getElementById("s").innerHTML
      isFiltered(odd)
      isFilteringConfigured(odd)
      reset()
      return [names.includes("s"), filled]
    }))
    assert.deepEqual(seen, Array(6).fill([true, "<b>1</b>"]))
    await visit.threwNothing()
  },

  "targets win, and one placement may fill many of them": async visit => {
    await page(visit)
    const seen = await visit.run(() => {
      const before = '<div class="nosto_element" id="p"></div><x-campaign></x-campaign><x-campaign></x-campaign>'
      const host = parts.host(before)
      const [, one, other] = host.children
      const { injectCampaigns, reset } = parts.make()
      injectCampaigns({ p: "<b>1</b>" }, { p: one })
      injectCampaigns({ p: "<b>2</b>" }, { p: other })
      const both = [one.textContent, other.textContent].join()
      injectCampaigns({ p: "<b>3</b>" }, { p: one })
      injectCampaigns({ q: "<b>4</b>" }, { q: other })
      const filled = host.innerHTML
      const odd = injectCampaigns({ p: "<b>5</b>" }, { p: "no element" })
      reset()
      return [both, filled, odd.unFilledElements, host.innerHTML === before]
    })
    assert.deepEqual(seen, ["1,2", '<div class="nosto_element" id="p"></div><x-campaign><b>3</b></x-campaign><x-campaign><b>4</b></x-campaign>', ["p"], true])
  },

  "scripts run in their order, each kind as it should": async visit => {
    await page(visit)
    const seen = await visit.run(async () => {
      parts.host('<div class="nosto_element" id="s"></div><div class="nosto_element" id="t"></div>')
      const { injectCampaigns } = parts.make()
      const script = (name, more = "") => `<script ${more}>ran.push("${name}")</script>`
      const result = injectCampaigns({
        s: `<b>text</b><script>ran.push("first" + document.querySelector("#s [type*=ld]").text.length)</script><script src="/test/placements/file.js"></script>${script("after file", 'type="text/javascript"')}`
          + `<script src="/test/placements/missing.js"></script>${script("after a missing file")}`
          + script("data", 'type="application/ld+json"') + script("template", 'type="text/x-template"') + `<template>${script("inside a template")}</template>`
          + script("module", 'type="module"'),
        t: `<script>ran.push(document.getElementById("s").innerHTML.includes("text") ? "sees the other" : "alone")</script>`,
      })
      const atOnce = [...ran]
      for (let left = 200; left && ran.length < 6; left--) await new Promise(resolve => setTimeout(resolve, 20))
      return { result, atOnce, ran, data: document.querySelector("#s script[type='application/ld+json']").text }
    })
    assert.deepEqual(seen.result, { filledElements: ["s", "t"], unFilledElements: [] })
    assert.deepEqual(seen.atOnce, ["first16", "sees the other"])
    assert.deepEqual(seen.ran.filter(name => name !== "module"), ["first16", "sees the other", "file", "after file", "after a missing file"])
    assert.equal(seen.ran.filter(name => name === "module").length, 1)
    assert.equal(seen.data, 'ran.push("data")')
  },

  "a campaign that is a script and nothing else can be taken out again": async visit => {
    await page(visit)
    const seen = await visit.run(settings => {
      const host = parts.host('<p class="slot">old</p>')
      const { injectCampaigns, reset } = parts.make(settings)
      injectCampaigns({ dyn: '<script>ran.push("run")</script>' })
      const filled = host.innerHTML
      injectCampaigns({ dyn: '<script src="/test/placements/file.js"></script>' })
      const second = host.innerHTML
      reset()
      return [filled, second, host.innerHTML, ran]
    }, dynamic({ mode: "REPLACE", wrapper: "UNWRAPPED" }))
    assert.deepEqual(seen, [
      '<script>ran.push("run")</script>', '<script src="/test/placements/file.js"></script>', '<p class="slot">old</p>', ["run"],
    ])
  },

  "a script that throws stops neither its campaign nor the others": async visit => {
    await page(visit)
    const seen = await visit.run(() => {
      parts.host('<div class="nosto_element" id="s"></div><div class="nosto_element" id="t"></div>')
      const thrown = []
      addEventListener("error", event => { thrown.push(event.message); event.preventDefault() })
      const { injectCampaigns } = parts.make()
      injectCampaigns({ s: '<script>throw new Error("mine")</script><script>ran.push("s")</script>', t: '<script>ran.push("t")</script>' })
      return [ran, thrown.length]
    })
    assert.deepEqual(seen, [["s", "t"], 1])
  },

  "scripts can be forbidden, in every form": async visit => {
    await page(visit)
    const seen = await visit.run(async () => {
      parts.host('<div class="nosto_element" id="s"></div>')
      const { injectCampaigns } = parts.make({ campaignScripts: false })
      const html = '<script>ran.push("script")</script><img src="data:," onerror="ran.push(\'handler\')"><a href=" java\nscript:ran.push(\'link\')">x</a><a href="/shop" title="javascript">y</a>'
      injectCampaigns({ s: html })
      injectCampaigns({ s: html })
      for (const link of document.querySelectorAll("#s a:not([href='/shop'])")) link.click()
      await new Promise(resolve => setTimeout(resolve, 100))
      return [ran, reported, document.querySelectorAll("#s a").length, document.querySelector("#s a[href='/shop']").title]
    })
    assert.deepEqual(seen, [[], ["vitrine: scripts in campaigns are forbidden by the settings"], 2, "javascript"])
  },

  "hostile markup fills what it can and harms nothing else": async visit => {
    await page(visit)
    const seen = await visit.run(() => {
      const before = '<div class="nosto_element" id="s">own</div><p class="slot">own</p><div id="after">after</div>'
      const host = parts.host(before)
      const { injectCampaigns, reset } = parts.make({ placements: { dyn: { enabled: true, cssSelector: ".slot", mode: "REPLACE", wrapper: "UNWRAPPED" } } })
      const start = performance.now()
      const results = ["</div></div><b>", "<table><p>x</span></b><img alt=\"<", "<!--", "<li>".repeat(20000), "<script bad\"name=1 onload=>", { html: { toString: () => "x" } }, 5, true]
        .map(html => [injectCampaigns({ s: html, dyn: html }).filledElements.length, document.getElementById("after").textContent])
      const duration = performance.now() - start
      reset()
      return { filled: results.map(([count]) => count), after: new Set(results.map(([, text]) => text)).size, back: host.innerHTML === before, duration }
    })
    assert.deepEqual({ ...seen, duration: 0 }, { filled: [2, 2, 0, 2, 2, 0, 0, 0], after: 1, back: true, duration: 0 })
    await visit.threwNothing()
  },

  "the body as it was can be had at any time": async visit => {
    await page(visit)
    const [same, live] = await visit.run(() => {
      parts.host('<div class="nosto_element" id="s">own <b>1</b></div><p class="slot">old<!-- c --></p><p class="slot two">old</p>')
      const at = (cssSelector, mode, wrapper) => ({ enabled: true, cssSelector, mode, wrapper })
      const { initialBody, injectCampaigns } = parts.make({ placements: { d: at(".slot", "REPLACE", "UNWRAPPED"), e: at(".two", "APPEND", "CLONED") } })
      const before = document.body.outerHTML
      injectCampaigns({ s: "<i>new</i>", d: "text<i>new</i>", e: "new" })
      const filled = document.body.outerHTML
      return [initialBody().outerHTML === before, filled !== before && document.body.outerHTML === filled]
    })
    assert.deepEqual([same, live], [true, true])
  },

  "what the page moved or removed is undone as far as it is there": async visit => {
    await page(visit)
    const seen = await visit.run(() => {
      const host = parts.host('<p class="slot">old</p><div id="elsewhere"></div>')
      const { injectCampaigns, reset } = parts.make({ placements: { d: { enabled: true, cssSelector: ".slot", mode: "REPLACE", wrapper: "SIMPLE" } } })
      injectCampaigns({ d: "new" })
      document.getElementById("elsewhere").append(document.getElementById("d"))
      reset()
      const moved = host.innerHTML
      injectCampaigns({ d: "new" })
      document.getElementById("d").remove()
      reset()
      return [moved, host.innerHTML]
    })
    assert.deepEqual(seen, ['<div id="elsewhere"><p class="slot">old</p></div>', '<div id="elsewhere"></div>'])
  },

  "placements inside and upon each other are undone in the opposite order": async visit => {
    await page(visit)
    const same = await visit.run(() => {
      const before = '<div class="nosto_element slot" id="s">own</div>'
      const host = parts.host(before)
      const at = (mode, wrapper) => ({ enabled: true, cssSelector: ".slot", mode, wrapper })
      const { injectCampaigns, reset } = parts.make({ placements: { inside: at("INSERT_INTO", "SIMPLE"), after: at("APPEND", "SIMPLE"), instead: at("REPLACE", "SIMPLE") } })
      injectCampaigns({ inside: "1", s: "2", after: "3", instead: "4" })
      const filled = host.innerHTML
      reset()
      return [filled, host.innerHTML === before]
    })
    assert.deepEqual(same, ['<div id="instead">4</div><div id="after">3</div>', true])
  },

  "previews stand where the placement would and run nothing": async visit => {
    await page(visit)
    const seen = await visit.run(() => {
      const before = '<p id="a">a</p><p id="b">b</p>'
      const host = parts.host(before)
      const { showPlacementPreviews, reset } = parts.make()
      const [a, b] = host.children
      showPlacementPreviews({ element: a, mode: "REPLACE" }, '<i>x</i><script>ran.push("x")</script>')
      showPlacementPreviews({ element: a, mode: "APPEND" }, "<i>1</i>")
      showPlacementPreviews({ element: b, mode: "INSERT_AFTER_BEGIN" }, Object.assign(document.createElement("u"), { textContent: "2" }))
      showPlacementPreviews({}, "nowhere")
      const shown = host.innerHTML
      reset()
      return [shown, ran, host.innerHTML === before]
    })
    assert.deepEqual(seen, ['<p id="a">a</p><i>1</i><p id="b"><u>2</u>b</p>', [], true])
  },

  "what will be replaced is hidden only when asked, and never for long": async visit => {
    await page(visit)
    const seen = await visit.run(async () => {
      const states = []
      for (const disablePlacementAntiFlickering of [true, undefined, false]) {
        parts.host('<p class="slot">old</p><p class="other">other</p>')
        const at = (cssSelector, mode) => ({ enabled: true, cssSelector, mode, wrapper: "SIMPLE" })
        const { watch, injectCampaigns, reset } = parts.make({ disablePlacementAntiFlickering, placements: { d: at(".slot", "REPLACE"), e: at(".other", "APPEND"), f: at("p:::[", "REPLACE") } })
        const look = () => [...document.querySelectorAll("#host > *")].map(element => getComputedStyle(element).visibility).join()
        watch(() => {})
        const asked = look()
        injectCampaigns({ d: "new" })
        const filled = look()
        reset()
        watch(() => {})
        await new Promise(resolve => setTimeout(resolve, 1100))
        states.push([asked, filled, look()])
      }
      return states
    })
    const shown = "visible,visible"
    const adopts = await visit.run(() => "adoptedStyleSheets" in Document.prototype)
    assert.deepEqual(seen, [[shown, shown, shown], [shown, shown, shown], [adopts ? "hidden,visible" : shown, shown, shown]])
  },

  "thirty placements are in the page within 8 ms": async visit => {
    await page(visit)
    const [best, filled] = await visit.run(async () => {
      const card = '<li class="card"><a href="/p"><img src="data:," alt=""><span>Name of a product</span><b>€12.00</b></a></li>'
      const html = `<section><h2>Title</h2><ul>${card.repeat(6)}</ul></section>`
      const placements = {}
      let markup = ""
      for (let i = 0; i < 15; i++) {
        markup += `<div class="nosto_element" id="s${i}"></div><p class="slot-${i}">old</p>`
        placements[`d${i}`] = { enabled: true, filters: [{ field: "path", operator: "CONTAINS", values: ["placements"] }], cssSelector: `.slot-${i}`, mode: "REPLACE", wrapper: "SIMPLE" }
      }
      parts.host(markup)
      const { getPlacements, injectCampaigns, reset } = parts.make({ placements })
      let best = Infinity
      let filled
      for (let round = 0; round < 60; round++) {
        // A busy machine leaves a page alone for a few milliseconds after it has slept.
        if (round % 3 === 0) await new Promise(resolve => setTimeout(resolve, 20))
        const start = performance.now()
        filled = injectCampaigns(Object.fromEntries(getPlacements().map(name => [name, { html, result_id: name }]))).filledElements.length
        best = Math.min(best, performance.now() - start)
        reset()
      }
      return [best, filled]
    })
    console.log(`    thirty placements: ${best.toFixed(1)} ms (${visit.engine.name})`)
    assert.equal(filled, 30)
    assert.ok(best < 8, `${best} ms`)
  },
}
