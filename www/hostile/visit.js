// The same short visit on every hostile page: what came of it is left on `window.result` and, for a
// page in a frame, told to the parent. It uses as little as possible of what the page may have broken. A page may have
// left more attributes of the script tag on `window.attributes`, and flags of its loads on `window.flags`.
(function () {
  window.nostojs = window.nostojs || function (cb) { (window.nostojs.q = window.nostojs.q || []).push(cb) }
  var script = document.createElement("script")
  script.async = true
  script.src = "/vitrine.js"
  script.setAttribute("data-account", "alpha")
  script.setAttribute("data-server", new URL("/", document.currentScript.src).href)
  script.setAttribute("data-auto-load", "false")
  for (var name in window.attributes) script.setAttribute(name, window.attributes[name])
  document.head.appendChild(script)

  function done(result) {
    window.result = result
    if (parent !== window) parent.postMessage(result, "*")
  }

  nostojs(function (api) {
    var session = api.defaultSession()
    session.setCart({ items: [{ product_id: "a", name: "A", unit_price: 123.45, price_currency_code: "EUR", quantity: 2 }] })
    session.viewFrontPage().setPlacements(["home-1"]).load(window.flags).then(function (first) {
      return session.setCustomer({ email: "a@example.com", newsletter: true }).viewCart().update().then(function (second) {
        done({ views: second.page_views, products: first.recommendations["home-1"].products.length > 0 })
      })
    }).then(null, function (error) {
      done({ error: String(error), code: error && error.code })
    })
  })
})()
