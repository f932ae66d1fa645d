/** No address that runs a script gets into the page, nor the page to it: from placements, popups and search. */
import assert from "node:assert/strict"

export const only = ["wasm"]

/** Everything in here that runs says so on `window.ran`. Forms are only looked at: without an address they would lead to the page itself. */
const MARKUP = `
  <a class="try" href="javascript:ran.push('plain')">1</a>
  <a class="try" href=" \x01 java&#10;script&#58;ran.push('spaces')">2</a>
  <a class="try" href="JavaScript:ran.push('case')" target="_self">3</a>
  <svg width="20" height="20"><a class="try" xlink:href="javascript:ran.push('drawing')"><rect width="20" height="20"/></a></svg>
  <svg width="20" height="20"><a class="try"><animate attributeName="href" values="#;javascript:ran.push('animation')" fill="freeze" dur="1ms"/><rect width="20" height="20"/></a></svg>
  <form action="javascript:ran.push('form')"><button>4</button></form>
  <form><button formaction="javascript:ran.push('button')">5</button></form>
  <map name="m"><area class="try" href="javascript:ran.push('area')"></map>
  <iframe src="javascript:parent.ran.push('frame')"></iframe>
  <object data="javascript:ran.push('object')"></object>
  <embed src="javascript:ran.push('embed')">
  <meta http-equiv="refresh" content="0; url=javascript:ran.push('refresh')">
  <a class="kept" href="/shop?next=javascript:void" title="about javascript">6</a>`

/** Runs in the page: clicks on everything of the campaign in `scope()`; what ran, the addresses that stand, the links that stay. */
async function tryAll(find) {
  const scope = new Function(`return ${find}`)()
  const clickable = [...scope.querySelectorAll(".try")]
  for (const element of clickable) element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))
  await new Promise(resolve => setTimeout(resolve, 200))
  const standing = [...scope.querySelectorAll("*")].flatMap(element =>
    [...element.attributes].filter(({ value }) => /javascript\s*:\S*ran/i.test(value.replace(/[\s\x01]/g, ""))).map(({ name }) => `${element.localName} ${name}`))
  const kept = scope.querySelector(".kept")
  return { clicked: clickable.length, ran: window.ran, standing, kept: [kept.getAttribute("href"), kept.title], at: location.protocol }
}

const harmless = { clicked: 6, ran: [], standing: [], kept: ["/shop?next=javascript:void", "about javascript"], at: "http:" }

export const tests = {
  "in a placement, whose scripts do run": async visit => {
    await visit.openReady()
    const body = JSON.stringify({ recommendations: { "home-1": `${MARKUP}<script>ran.push("script")</script>` } })
    await visit.sandbox.fault("alpha", { path: "/ev1", kind: "delay", ms: 1, body })
    await visit.run(() => {
      window.ran = []
      return nostojs(api => api.defaultSession().enableCampaignInjection().setResponseMode("HTML").viewFrontPage().setPlacements(["home-1"]).load()).then(() => true)
    })
    const seen = await visit.run(tryAll, `document.getElementById("home-1")`)
    assert.deepEqual(seen, { ...harmless, ran: ["script"] })
  },

  "in a preview": async visit => {
    await visit.openReady()
    await visit.run(markup => nostojs(api => {
      window.ran = []
      api.showPlacementPreviews({ element: document.getElementById("home-1"), mode: "INSERT_INTO" }, `${markup}<img src="data:," onerror="ran.push('handler')">`)
    }), MARKUP)
    assert.deepEqual(await visit.run(tryAll, `document.getElementById("home-1")`), harmless)
  },

  "in a popup": async visit => {
    await visit.openReady({ "data-account": "delta" }, { name: "popups/page.html" })
    await visit.sandbox.fault("delta", { path: "/overlay", kind: "html", body: `<h2>Hostile</h2>${MARKUP}<script>ran.push("script")</script>` })
    await visit.run(async () => {
      window.ran = []
      await shop.offer("api", {})
      shop.api.openPopup("d-api", {})
    })
    await visit.page.waitFor(() => shop.dialog?.querySelector("h2"))
    assert.deepEqual(await visit.run(tryAll, "shop.dialog"), harmless)
  },

  "in a popup of an account without scripts, handlers neither": async visit => {
    await visit.openReady({ "data-account": "delta" }, { name: "popups/page.html" })
    const body = `<h2 class="try kept" onclick="ran.push('click')" href="/a" title="b">Hostile</h2><img src="data:," onerror="ran.push('handler')"><svg onload="ran.push('svg')"></svg>`
    await visit.sandbox.fault("delta", { path: "/overlay", kind: "html", body })
    await visit.run(async () => {
      window.ran = []
      await shop.offer("api", {})
      shop.api.internal.modifySettings({ campaignScripts: false })
      shop.api.openPopup("d-api", {})
    })
    await visit.page.waitFor(() => shop.dialog?.querySelector("h2"))
    assert.deepEqual((await visit.run(tryAll, "shop.dialog")).ran, [])
  },

  "as the redirect of a search": async visit => {
    await visit.openReady()
    for (const redirect of ["javascript:ran.push('redirect')", " java\nscript:ran.push('redirect')", "data:text/html,<script>opener.ran.push(1)</script>", "vbscript:x", "file:///etc/passwd"]) {
      await visit.sandbox.fault("alpha", { path: "/v1/graphql", kind: "delay", ms: 1, times: 1, body: JSON.stringify({ data: { search: { redirect } } }) })
      const seen = await visit.run(async origin => {
        window.ran ??= []
        const api = await new Promise(nostojs)
        api.internal.modifySettings({ searchApiUrl: `${origin}/v1/graphql` })
        const found = await api.search({ query: "x" }, { redirect: true })
        await new Promise(resolve => setTimeout(resolve, 100))
        return { ran: window.ran, found: found.redirect, at: location.pathname }
      }, visit.sandbox.origin)
      assert.deepEqual(seen, { ran: [], found: redirect, at: "/test/page.html" })
    }
  },
}
