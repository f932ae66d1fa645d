import { list } from "./list.js"
import { parse, place, restore } from "./placements/content.js"
import { isNear } from "./placements/near.js"
import { disarm, runScripts, takeScripts } from "./placements/scripts.js"

/** The class that makes an element with an id a placement; an id alone may mean something else to the page. */
const PLACEMENT = "nosto_element"

/** How long, in ms, a target may be hidden while its content is on the way. */
const PATIENCE = 1000

/**
 * The placements of the page: static ones are elements of class `nosto_element` with an id, dynamic ones are named by
 * `settings.placements`.
 * @param settings live; `nonce` for scripts of campaigns, `campaignScripts: false` forbids them
 * @param attribute `(element, campaign)` is called for every filled element
 * @param observers loads the chunk that watches, which few pages need
 * @param rules loads the chunk that reads rules, which pages with dynamic placements need
 * @param tagging gives the `TaggingData` of the page, for the rules of dynamic placements
 */
export function createPlacements({ settings, bus, attribute, tagging, observers, rules }) {
  /** As long as the chunk with the rules is not there, a placement that has some is kept away. */
  let createRules = () => filters => !list(filters)[0]
  /** What was put into the page, oldest first: it is undone in the opposite order. */
  let records = []
  /** The last campaigns of placements whose element may come back. */
  const latest = new Map()
  const told = new Set()
  let reading
  let watching
  /** Begins to watch, once the chunk is there. */
  let begin
  let veil

  /** Tells of a mistake in the settings, once. */
  function warn(problem) {
    if (!told.has(problem)) bus.report(new Error(`vitrine: ${problem}`))
    told.add(problem)
  }

  /** The tagging names the placements itself, which must not ask for it in turn. */
  function facts() {
    if (reading) return {}
    reading = true
    try {
      return tagging()
    } finally {
      reading = false
    }
  }

  const observed = (name, kind) => settings.placements?.[name]?.[kind] || list(settings[kind + "Observed"]).includes(name)

  const names = () => [...new Set([
    ...Object.keys(settings.placements ?? {}),
    ...list(settings.intersectionObserved),
    ...list(settings.mutationObserved),
  ])]

  /** A function that gives `{target, mode?, wrapper?}` of a name while the page stays as it is. */
  function finder() {
    const matches = createRules(facts, warn)
    return name => {
      const ours = recordsOf(name).flatMap(({ nodes }) => nodes)
      const fixed = document.getElementById(name)
      if (fixed?.classList.contains(PLACEMENT) && !ours.includes(fixed)) return { target: fixed }
      const placement = settings.placements?.[name]
      if (!placement?.enabled || !matches(placement.filters)) return
      // A mode that is not known must not replace anything.
      return { mode: "INSERT_INTO", ...placement, target: replacementOf(name) ?? select(name, placement.cssSelector, ours) }
    }
  }

  const isFilteringConfigured = placement => !!list(placement?.filters)[0]

  const loadRules = () => rules().then(loaded => void (createRules = loaded), bus.report)

  /** A promise of what the present settings need before `getPlacements()` can answer, if they need anything. */
  const prepare = () =>
    Object.values(settings.placements ?? {}).some(isFilteringConfigured)
      ? loadRules()
      : undefined

  /** What stands where the target of a placement was. */
  const replacementOf = name =>
    recordsOf(name).find(({ mode }) => mode === "REPLACE")?.nodes.find(node => node.isConnected && node.tagName)

  /** The first element of the selector that is not our own content, which may look like its target. */
  function select(name, selector, ours) {
    try {
      return [...document.querySelectorAll(selector)].find(element => !ours.some(node => node.contains(element)))
    } catch {
      warn(`placement ${name} has a selector that cannot be read`)
    }
  }

  const recordsOf = name => records.filter(record => record.name === name)

  function undo(undone) {
    records = records.filter(record => !undone.includes(record))
    undone.reverse().forEach(restore)
  }

  /**
   * Names of the placements to ask for: static ones in the order of the document, then dynamic ones whose rules hold and
   * whose element is there, or may still come because of `mutation`. While the page is watched, `intersection` ones
   * that are not near the viewport are left out: they are asked for when they come near.
   */
  function getPlacements() {
    if (!globalThis.document) return []
    const locate = finder()
    const all = [...document.getElementsByClassName(PLACEMENT)].map(({ id }) => id)
    return [...new Set([...all, ...Object.keys(settings.placements ?? {})])].filter(name => {
      const found = name && locate(name)
      if (!found) return
      if (watching && observed(name, "intersection")) return found.target && isNear(found.target)
      return found.target || observed(name, "mutation")
    })
  }

  /**
   * Puts campaigns, HTML or objects with `html`, into their placements; elements in `targets` win over those in the
   * document. What cannot be filled is reported, never thrown.
   */
  function injectCampaigns(campaigns, targets) {
    reveal()
    const locate = finder()
    const filledElements = []
    const unFilledElements = []
    const filled = []
    for (const [name, campaign] of Object.entries(campaigns ?? {})) {
      if (observed(name, "mutation")) latest.set(name, campaign)
      const scripts = fill(name, campaign, targets?.[name], locate)
      if (scripts) filled.push(scripts)
      ;(scripts ? filledElements : unFilledElements).push(name)
    }
    // Everything stands before the first script looks at it.
    for (const scripts of filled) runScripts(scripts).catch(bus.report)
    return { filledElements, unFilledElements }
  }

  /** The scripts that wait to be run, or nothing when the placement was not filled. */
  function fill(name, campaign, target, locate) {
    const html = campaign?.html ?? campaign
    if (typeof html !== "string") return
    try {
      const fragment = parse(html)
      undoBefore(name, target ?? document.getElementById(name))
      const found = target ? { target } : locate(name)
      // Markup without anything in it is no content: the page keeps its own.
      if (!found?.target || !(fragment.firstElementChild || fragment.textContent.trim())) return
      const forbidden = settings.campaignScripts === false
      if (disarm(fragment, forbidden)) warn("scripts in campaigns are forbidden by the settings")
      const scripts = forbidden ? [] : takeScripts(fragment, settings.nonce ?? document.querySelector("script[nonce]")?.nonce, bus.report)
      const record = place(name, fragment, found)
      records.push(record)
      for (const node of record.kept ? [record.target] : record.nodes) if (node.tagName) attribute(node, campaign)
      return scripts
    } catch (error) {
      bus.report(error)
    }
  }

  /** Takes out what the same placement had before. An element of its own keeps it when the next one is another element. */
  function undoBefore(name, element) {
    undo(records.filter(({ kept, name: its, target }) =>
      kept ? target === element || (its === name && !target.isConnected) : its === name))
  }

  /** Puts the last result into an element that came back. */
  function refill(name, { target }) {
    const stays = recordsOf(name).some(record => record.nodes.includes(target) || (record.target === target && record.mode !== "REPLACE"))
    return !stays && latest.has(name) && injectCampaigns({ [name]: latest.get(name) }).filledElements.length
  }

  /** Hides what is going to be replaced, for a moment and only where the settings ask for it. A policy of the page allows this. */
  function conceal(asked) {
    if (settings.disablePlacementAntiFlickering !== false) return
    const replaced = asked.map(name => settings.placements?.[name]).filter(placement => placement?.mode === "REPLACE")
    try {
      if (!veil) document.adoptedStyleSheets = [...document.adoptedStyleSheets, (veil = new CSSStyleSheet())]
      veil.replaceSync(replaced.map(({ cssSelector }) => cssSelector + "{visibility:hidden!important}").join(""))
      setTimeout(reveal, PATIENCE)
    } catch {
      // An engine without such sheets shows the page as it is.
    }
  }

  const reveal = () => veil?.replaceSync("")

  /** A static placement is empty then; what a dynamic one replaced is back. */
  function removeContent(name) {
    latest.delete(name)
    undo(recordsOf(name).filter(({ kept, target }) => {
      if (kept) target.textContent = ""
      return !kept
    }))
  }

  return {
    prepare,
    getPlacements,
    injectCampaigns,
    removeContent,

    removeCampaigns: ids => list(ids).forEach(removeContent),

    /** Undoes everything; the page is as it was before the first injection. */
    reset() {
      reveal()
      latest.clear()
      undo(records)
    },

    /** A copy of the body without what was injected. */
    initialBody() {
      const { body } = document
      const copy = body?.cloneNode(true)
      const twin = node =>
        node === body ? copy : twin(node.parentNode).childNodes[[...node.parentNode.childNodes].indexOf(node)]
      const twins = records.filter(({ nodes }) => body.contains(nodes[0])).map(({ target, mode, kept, nodes }) => ({
        mode,
        nodes: nodes.filter(node => body.contains(node)).map(twin),
        target: body.contains(target) ? twin(target) : target.cloneNode(true),
        kept: kept?.map(node => node.cloneNode(true)),
      }))
      twins.reverse().forEach(restore)
      return copy ?? null
    },

    /** Whether its rules keep a dynamic placement away from this page. Who asks of one that is not in the settings gets them read later. */
    isFiltered(placement) {
      if (isFilteringConfigured(placement)) loadRules()
      return !createRules(facts, warn)(placement?.filters)
    },
    isFilteringConfigured,

    /** Shows `content`, markup or an element, at an element of the page as a placement of this mode would; no script of it runs. */
    showPlacementPreviews({ element, mode }, content) {
      undo(recordsOf(element))
      try {
        const fragment = parse(content)
        disarm(fragment, true)
        records.push(place(element, fragment, { target: element, mode }))
      } catch (error) {
        bus.report(error)
      }
    },

    /**
     * Watches for placements that come near the viewport or into the document; `request(names)` has to ask for their
     * campaigns and to inject them. To be called together with the request of the page itself, which asks for
     * what `getPlacements()` gives at this moment.
     */
    async watch(request) {
      watching = names().some(name => observed(name, "intersection") || observed(name, "mutation"))
      const asked = getPlacements()
      conceal(asked)
      if (!watching) return begin?.(request, [])
      try {
        begin ??= (await observers())({ names, observed, find: finder, refill })
        begin(wanted => {
          conceal(wanted)
          request(wanted)
        }, asked)
      } catch (error) {
        watching = false
        bus.report(error)
      }
    },
  }
}
