// Fields of forms with their labels and problems, tied together for assistive technology.
import { html } from "./html.js"

/** A labelled text field; `values` and `problems` are by field name. */
export function field({ name, label, type = "text", autocomplete = "off", required = false }, values = {}, problems = {}) {
  const problem = problems[name]
  return html`
    <div class="field">
      <label for="${name}">${label}${!required && html`<span class="hint"> (optional)</span>`}</label>
      <input class="input" id="${name}" name="${name}" type="${type}" value="${values[name] ?? ""}" autocomplete="${autocomplete}"
        ${required && html`required`} ${problem && html`aria-invalid="true" aria-describedby="${name}-problem"`}>
      ${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
    </div>`
}

/** What is wrong with a form, above it, each problem a link to its field. */
export function problemSummary(problems) {
  const list = Object.entries(problems)
  return list.length > 0 && html`
    <div class="message problem" tabindex="-1" role="alert" data-focus data-test="problems">
      <p>Please correct this:</p>
      <ul>${list.map(([name, text]) => html`<li><a href="#${name}">${text}</a></li>`)}</ul>
    </div>`
}

/** The box that asks for the newsletter; never ticked beforehand. */
export function newsletter(ticked) {
  return html`<label class="check"><input type="checkbox" name="newsletter" id="newsletter" value="yes" ${ticked && html`checked`}><span>Send me the newsletter, about once a month</span></label>`
}

/** Tells what is typed as it is typed, so that a form drawn anew keeps it; and when it is sent. */
export function onForm(form, { typed, submitted }) {
  form.addEventListener("input", () => typed(valuesOf(form)))
  form.addEventListener("submit", event => {
    event.preventDefault()
    typed(valuesOf(form))
    submitted()
  })
}

/** Trimmed values by field name; `newsletter` is a boolean. */
function valuesOf(form) {
  const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim().slice(0, 300)]))
  return { ...values, newsletter: Boolean(values.newsletter) }
}

/** Problems with a name and an e-mail address, by field. */
export function personProblems({ first_name, email }) {
  const problems = {}
  if (!first_name) problems.first_name = "Enter your first name."
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email ?? "")) problems.email = "Enter an e-mail address such as ada@example.com."
  return problems
}
