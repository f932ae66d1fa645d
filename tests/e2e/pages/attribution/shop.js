// What the pages of this folder share: the account's settings, given without a request, and what tests do with them.
window.vitrine = { settings: JSON.parse(sessionStorage.settings || '{"parameterlessAttribution":true}') }

/** Attributes clicks as a shop does that renders JSON. */
window.showCampaign = function (result_id) {
  return nostojs(api => api.attributeProductClicksInCampaign(document.getElementById("campaign"), { result_id }))
}

/** Tells of the view of a product. */
window.viewProduct = function (id) {
  return nostojs(api => api.defaultSession().viewProduct(id).load()).then(() => {})
}

/** The clicks that wait for their page. */
window.stored = function () {
  return JSON.parse(localStorage.getItem("vitrine.alpha.clicks") || "[]")
}

/** A product page may say by `?canonical=` what its address should be. */
const canonical = new URLSearchParams(location.search).get("canonical")
if (canonical) document.head.append(Object.assign(document.createElement("link"), { rel: "canonical", href: canonical }))

// A driver of one engine ends the press of any button with a click of the left one, which no mouse does.
let pressed
window.addEventListener("mousedown", event => { pressed = event.button }, true)
window.addEventListener("click", event => {
  if (!pressed || event.button) return
  event.preventDefault()
  event.stopImmediatePropagation()
}, true)
