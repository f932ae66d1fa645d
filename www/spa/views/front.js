import * as catalogue from "../catalogue.js"
import { html } from "../html.js"
import { fallbackRow, icon, picture, recommendations } from "../parts.js"

/** Shown in the hero, and where no campaign is: one for each corner of the catalogue. */
const WINDOW = ["meadow-tiered-dress", "mushroom-table-lamp", "stoneware-mug", "fisher-rib-jumper", "suede-trainer", "linen-camp-shirt"]
const inWindow = () => WINDOW.map(catalogue.product).filter(Boolean)

export function front() {
  return {
    title: "Clothes and things for the house",
    act: session => session.viewFrontPage().setPlacements(["banner-1", "home-1", "home-2"]),
    body: () => html`
      ${hero()}
      <div class="nosto_element banner" id="banner-1" aria-busy="true"></div>
      <template data-fallback-for="banner-1">${houseBanner}</template>
      ${recommendations("home-1", "Most loved just now", fallbackRow("home-1", inWindow()))}
      <section class="band" aria-labelledby="shelves">
        <div class="band-head"><h2 id="shelves">By shelf</h2></div>
        <ul class="tiles">${catalogue.categories().map(tile)}</ul>
      </section>
      ${promises()}
      ${recommendations("home-2", "You looked at these")}`,
  }
}

/** What the banner says when no campaign has the place. */
const houseBanner = html`
  <a class="vitrine-reco-banner-link" href="/spa/category/knitwear">
    <strong class="vitrine-reco-banner-title">Worn through at the elbow?</strong>
    <span class="vitrine-reco-banner-text">Whatever we knitted, we mend.</span>
  </a>`

function hero() {
  return html`
    <section class="hero">
      <div class="hero-text">
        <h1>Made slowly, kept for long</h1>
        <p>Dresses, knits and things for the table, in small runs and colours that get along.</p>
        <div class="hero-actions">
          <a class="button" href="/spa/category/dresses">See the dresses</a>
          <a class="button quiet" href="/spa/category/tableware">Set the table</a>
        </div>
      </div>
      <div class="hero-pictures">
        ${inWindow().slice(0, 3).map(product => html`<a href="/spa/product/${product.id}" aria-label="${product.name}">${picture(product.id, 480, { lazy: false })}</a>`)}
      </div>
    </section>`
}

function tile({ slug, name }) {
  const products = catalogue.inCategory(slug)
  return html`
    <li><a class="tile" href="/spa/category/${slug}" data-test="category">
      <div class="tile-picture">${products[1] && picture(products[1].id, 400)}</div>
      <div class="tile-name"><span>${name}</span><span class="tile-count">${products.length}<span class="visually-hidden"> products</span></span></div>
    </a></li>`
}

const promises = () => html`
  <section class="band promises" aria-label="What we promise">
    <div><h3>${icon("spool")}Mended for free</h3><p class="muted">Whatever we made, we repair for five years.</p></div>
    <div><h3>${icon("parcel")}Two days to your door</h3><p class="muted">Packed in paper, sent in the afternoon.</p></div>
    <div><h3>${icon("back")}Sixty days to decide</h3><p class="muted">Wear it at home, send it back if it is not yours.</p></div>
  </section>`
