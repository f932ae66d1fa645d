// The members of Prototype.js 1.6 and MooTools 1.2 that have the names of today's built-in ones and do something else.
(function () {
  function extend(target, members) {
    for (var name in members) target[name] = members[name]
  }

  function stringify(value) {
    if (value === null || value === undefined) return "null"
    if (typeof value === "function" || typeof value === "symbol") return undefined
    if (value.toJSON) return value.toJSON()
    if (typeof value !== "object") return String(value)
    var results = []
    for (var name in value) {
      var text = stringify(value[name])
      if (text !== undefined) results.push("\"" + name + "\": " + text)
    }
    return "{" + results.join(", ") + "}"
  }

  extend(Array.prototype, {
    each: function (iterator) { for (var i = 0; i < this.length; i++) iterator(this[i], i) },
    map: function (iterator, context) { var out = []; for (var i = 0; i < this.length; i++) out.push(iterator ? iterator.call(context, this[i], i) : this[i]); return out },
    find: function (iterator, context) { for (var i = 0; i < this.length; i++) if (iterator.call(context, this[i], i)) return this[i] },
    reduce: function (callback, initial) {
      if (!callback) return this.length > 1 ? this : this[0]
      var i = 0
      var result = arguments.length > 1 ? initial : this[i++]
      for (; i < this.length; i++) result = callback(result, this[i], i, this)
      return result
    },
    include: function (item) { return this.indexOf(item) >= 0 },
    contains: function (item) { return this.indexOf(item) >= 0 },
    extend: function (other) { for (var i = 0; i < other.length; i++) this.push(other[i]); return this },
    first: function () { return this[0] },
    last: function () { return this[this.length - 1] },
    clear: function () { this.length = 0; return this },
    size: function () { return this.length },
    toJSON: function () { var out = []; this.each(function (item) { out.push(stringify(item)) }); return "[" + out.join(", ") + "]" },
  })
  extend(String.prototype, {
    strip: function () { return this.replace(/^\s+/, "").replace(/\s+$/, "") },
    startsWith: function (pattern) { return this.indexOf(pattern) === 0 },
    endsWith: function (pattern) { var at = this.length - pattern.length; return at >= 0 && this.lastIndexOf(pattern) === at },
    toJSON: function () { return "\"" + this.replace(/["\\]/g, "\\$&") + "\"" },
  })
  extend(Number.prototype, { toJSON: function () { return isFinite(this) ? this.toString() : "null" }, times: function () { return this } })
  extend(Function.prototype, {
    bind: function () {
      var method = this
      var args = Array.prototype.slice.call(arguments)
      var context = args.shift()
      return function () { return method.apply(context, args.concat(Array.prototype.slice.call(arguments))) }
    },
    delay: function () { throw new Error("delay was called") },
  })
  extend(Object, { toJSON: stringify })
  extend(Element.prototype, {
    remove: function () { this.parentNode.removeChild(this); return this },
    getElementsByClassName: function (name) { return Array.prototype.slice.call(this.querySelectorAll("." + name)) },
  })
  document.getElementsByClassName = function (name) { return Array.prototype.slice.call(document.querySelectorAll("." + name)) }
  window.$ = function (id) { return document.getElementById(id) }
  window.$A = Array.from = function (iterable) {
    if (!iterable) return []
    if (iterable.toArray) return iterable.toArray()
    return Array.prototype.slice.call(iterable.length === undefined ? [] : iterable)
  }
})()
