// What the page's policy refuses.
window.refused = []
addEventListener("securitypolicyviolation", ({ effectiveDirective, sample }) => window.refused.push(`${effectiveDirective} ${sample}`))
