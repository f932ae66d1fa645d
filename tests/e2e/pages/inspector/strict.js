// What the page's policy refuses.
window.refused = []
addEventListener("securitypolicyviolation", ({ effectiveDirective, sample }) => window.refused.push(`${effectiveDirective} ${sample}`))
window.nostojs = cb => { (window.nostojs.q = window.nostojs.q || []).push(cb) }
