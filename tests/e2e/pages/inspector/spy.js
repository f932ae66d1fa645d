// Notes what is done with the storage of the tab, and when the browser was idle for the first time.
window.touched = []
for (const method of ["getItem", "setItem", "removeItem"]) {
  const original = Storage.prototype[method]
  Storage.prototype[method] = function (name, ...more) {
    window.touched.push(`${method} ${name}`)
    return original.call(this, name, ...more)
  }
}
// Idle is when the test says so: for what other tabs tell of consent, and for what earlier pages left.
window.waiting = []
window.requestIdleCallback = job => window.waiting.push(job)
