// Pieces that several views share. The markup is that of the server-rendered shop.
import { formatMinor } from "/assets/money.js"
import * as store from "./store.js"
import { html } from "./html.js"

const PATHS = {
  star: html`<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.9l-5.3 2.8 1.1-5.9L3.5 9.7l5.9-.8L12 3.5Z"/>`,
  parcel: html`<path d="m3.5 7.5 8.5-4 8.5 4v9l-8.5 4-8.5-4v-9Z"/><path d="m3.5 7.5 8.5 4 8.5-4M12 11.5v9"/>`,
  back: html`<path d="M4 11a8 8 0 1 1 2.3 6.3"/><path d="M4 5v6h6"/>`,
  spool: html`<path d="M7 4h10M7 20h10M8.5 4v16M15.5 4v16M8.5 7.5l7 2.5M8.5 11.5l7 2.5M8.5 15.5l7 2.5"/>`,
  done: html`<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.5"/>`,
}

export const icon = name => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`

export const price = (prices, currency = store.read().currency) => formatMinor(prices[currency], currency)

/** The price, with the one before the reduction if there is one. */
export function priceTag(now, before) {
  return html`<span class="price-now ${before && "reduced"}" data-price>${price(now)}</span>${before && html`<s class="price-was"><span class="visually-hidden">before </span>${price(before)}</s>`}`
}

export const pictureAddress = (id, colour) => colour ? `/img/${id}.svg?colour=${encodeURIComponent(colour)}` : `/img/${id}.svg`

export function picture(id, side, { lazy = true } = {}) {
  return html`<img src="${pictureAddress(id)}" alt="" width="${side}" height="${side}" ${lazy && html`loading="lazy"`} decoding="async">`
}

/** A variant's picture in its own colour; a variant is named by its colour first: `Ink, M`. */
export function variantPicture(id, variant, side) {
  return html`<img src="${pictureAddress(id, variant.split(",")[0])}" alt="" width="${side}" height="${side}" decoding="async">`
}

/** Products as a grid of cards; the first row of pictures loads at once. */
export function grid(products) {
  return html`<ul class="grid" data-test="products">${products.map((product, place) => html`<li>${card(product, place >= 4)}</li>`)}</ul>`
}

function card(product, lazy) {
  return html`
    <article class="card" data-test="product" data-product="${product.id}">
      <a class="card-link" href="/spa/product/${product.id}">
        <div class="card-picture">${picture(product.id, 400, { lazy })}</div>
        <div class="card-text">
          <p class="card-brand">${product.brand}</p>
          <h3 class="card-name">${product.name}</h3>
          <p class="card-price">${priceTag(product.price, product.list_price)}</p>
        </div>
      </a>
      ${product.list_price && html`<span class="flag">Reduced</span>`}
    </article>`
}

/** A row that keeps its height until the placement's campaign arrives, or its fallback stands in. */
export function recommendations(placement, title, fallback) {
  return html`
    <section class="reco" aria-labelledby="${placement}-title">
      <h2 class="reco-title" id="${placement}-title">${title}</h2>
      <div class="nosto_element" id="${placement}" aria-busy="true"><ul class="reco-row" aria-hidden="true">${Array.from({ length: 5 }, () => html`<li class="skeleton"></li>`)}</ul></div>
      ${fallback}
    </section>`
}

/** A row of cards for a placement without a campaign, as tall as the placement's skeleton. */
export function fallbackRow(placement, products) {
  return html`<template data-fallback-for="${placement}"><ul class="reco-row">${products.map(product => html`<li>${card(product, true)}</li>`)}</ul></template>`
}

export function crumbs(links, here) {
  return html`
    <nav class="crumbs" aria-label="You are here"><ol class="crumb-list">
      ${links.map(([href, name]) => html`<li><a href="${href}">${name}</a></li>`)}
      <li aria-current="page">${here}</li>
    </ol></nav>`
}

export function rating({ rating, reviews }) {
  return html`<p class="rating">${icon("star")}<span><span class="visually-hidden">Rated </span>${(rating / 10).toFixed(1)}<span class="visually-hidden"> of 5</span> (${reviews} reviews)</span></p>`
}

/** Goods, delivery and total. */
export function sums({ subtotal, delivery, total, currency }) {
  const row = (name, value, test) => html`<div class="${test}"><dt>${name}</dt><dd data-test="${test}">${value}</dd></div>`
  return html`<dl class="sums">
    ${row("Goods", formatMinor(subtotal, currency), "subtotal")}
    ${row("Delivery", delivery ? formatMinor(delivery, currency) : "Free", "delivery")}
    ${row("Total", formatMinor(total, currency), "total")}
  </dl>`
}

/** The lines of a cart or an order, small. */
export function miniLines({ lines, currency }) {
  return html`<ul class="mini">${lines.map(line => html`
    <li>${variantPicture(line.product.id, line.variant.name, 56)}
      <div>${line.product.name}<p class="muted small">${line.variant.name} · ${line.quantity} ×</p></div>
      <span>${formatMinor(line.total, currency)}</span></li>`)}</ul>`
}
