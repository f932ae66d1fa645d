// Renders the campaigns of a session response into the page's `.nosto_element` slots.
// Both shops use it; they differ only in where a product's page is.
import { formatMajor } from "/assets/money.js"

/**
 * Fills every slot the response has a campaign for. A slot it has none for takes the page's
 * own `<template data-fallback-for="slot id">`, of the same height; without one its row hides.
 * @param {object} [response] an ActionResponse; without one, no slot has a campaign
 * @param {{root?: ParentNode, href?: (id: string) => string}} [options] `href` gives the page of a product
 */
export function show(response, { root = document, href = id => `/shop/product/${encodeURIComponent(id)}` } = {}) {
  for (const slot of root.querySelectorAll(".nosto_element")) {
    const campaign = response?.recommendations?.[slot.id]
    if (Array.isArray(campaign?.products)) fillWithCards(slot, campaign, href)
    else if (typeof campaign?.html === "string") fillWithHtml(slot, campaign.html)
    else fillWithFallback(slot, root)
    settle(slot)
  }
}

function fillWithFallback(slot, root) {
  const fallback = root.querySelector(`template[data-fallback-for="${slot.id}"]`)
  if (fallback && slot.hasAttribute("aria-busy")) slot.replaceChildren(fallback.content.cloneNode(true))
}

function fillWithCards(slot, campaign, href) {
  const row = element("ul", { class: "reco-row" })
  row.append(...campaign.products.map(product => {
    const item = element("li")
    item.append(card(product, linkTo(product, campaign, href)))
    return item
  }))
  slot.replaceChildren(...(campaign.products.length ? [row] : []))
  const title = slot.closest(".reco")?.querySelector(".reco-title")
  if (title && campaign.title) title.textContent = campaign.title
}

// Content campaigns are HTML from the shop's own back end, trusted as the page itself is.
function fillWithHtml(slot, html) {
  slot.innerHTML = html
}

/** A slot that holds nothing but its skeleton has had no answer: its row goes away. */
function settle(slot) {
  slot.removeAttribute("aria-busy")
  const filled = slot.childElementCount > 0 && !slot.querySelector(".skeleton")
  const row = slot.closest(".reco") ?? slot
  row.hidden = !filled
}

// The result id travels in the link, so that the product page can say which campaign led to it.
function linkTo(product, campaign, href) {
  const result = campaign.params?.nosto ?? campaign.result_id
  const page = href(String(product.product_id))
  return result ? `${page}?nosto=${encodeURIComponent(result)}` : page
}

function card(product, href) {
  const currency = product.price_currency_code
  const reduced = Number(product.list_price) > Number(product.price)
  const link = element("a", { class: "card-link", href })
  const picture = element("div", { class: "card-picture" })
  picture.append(element("img", { src: pictureOf(product), alt: "", width: 400, height: 400, loading: "lazy", decoding: "async" }))
  const text = element("div", { class: "card-text" })
  const price = element("p", { class: "card-price" })
  price.append(element("span", { class: reduced ? "price-now reduced" : "price-now" }, formatMajor(Number(product.price), currency)))
  if (reduced) {
    const was = element("s", { class: "price-was" })
    was.append(element("span", { class: "visually-hidden" }, "before "), formatMajor(Number(product.list_price), currency))
    price.append(was)
  }
  text.append(element("p", { class: "card-brand" }, product.brand ?? ""), element("h3", { class: "card-name" }, product.name ?? ""), price)
  link.append(picture, text)
  const whole = element("article", { class: "card", "data-test": "recommendation", "data-product": product.product_id })
  whole.append(link)
  return whole
}

function pictureOf(product) {
  return product.image_url || product.thumb_url || `/img/${encodeURIComponent(product.product_id)}.svg`
}

function element(name, attributes = {}, text) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  if (text !== undefined) made.textContent = text
  return made
}
