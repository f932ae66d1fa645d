import { html } from "../html.js"
import { recommendations } from "../parts.js"

export function notFound() {
  return {
    title: "Not found",
    act: session => session.viewNotFound().setPlacements(["notfound-1"]),
    body: () => html`
      <div class="empty">
        <h1>This page has been tidied away</h1>
        <p class="prose">The address may be old or mistyped. What is on the shelves is all still there.</p>
        <a class="button" href="/spa/">To the front page</a>
      </div>
      ${recommendations("notfound-1", "Perhaps one of these")}`,
  }
}
