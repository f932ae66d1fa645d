// What a shop writes into its pages, with the attributes of the script tag taken from the query, so
// that one page serves every test: `?data-account=alpha&data-server=…`. `script=` names another
// script, and an empty one leaves the tag out until the test calls `addScript()`.
window.nostojs = window.nostojs || function (cb) { (window.nostojs.q = window.nostojs.q || []).push(cb) }

window.addScript = function () {
  const query = new URLSearchParams(location.search)
  const script = document.createElement("script")
  script.async = true
  script.src = query.get("script") || "/vitrine.js"
  const attributes = { "data-account": "alpha", "data-server": location.origin, "data-auto-load": "false" }
  for (const [name, value] of query) if (name.startsWith("data-")) attributes[name] = value
  for (const name in attributes) script.setAttribute(name, attributes[name])
  document.head.append(script)
  return script
}

if (new URLSearchParams(location.search).get("script") !== "") window.addScript()
