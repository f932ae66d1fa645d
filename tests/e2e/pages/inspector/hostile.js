// Elements of the page's own, members on every object, prototypes that cannot be changed, keys and copying that are caught.
for (const name of ["nosto-inspector", "vitrine-inspector"]) customElements.define(name, class extends HTMLElement {
  constructor() {
    super()
    this.attachShadow({ mode: "open" }).append("of the page")
  }
})
Object.prototype.extend = function () { throw new Error("extend was called") }
Object.prototype.nothing = null
Array.prototype.first = function () { return this[0] }
for (const type of [Object, Array, Function, Promise, String, Number, Map, Set, Error, Element, Node, EventTarget]) Object.freeze(type.prototype)
addEventListener("copy", event => event.preventDefault(), true)
document.addEventListener("keydown", event => window.keys.push(event.key))
window.keys = []
