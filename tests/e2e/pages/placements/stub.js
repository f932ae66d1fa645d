window.nostojs = window.nostojs || function (cb) { (window.nostojs.q = window.nostojs.q || []).push(cb) }
window.ran = []
window.refused = []
document.addEventListener("securitypolicyviolation", event => window.refused.push(event.effectiveDirective))
