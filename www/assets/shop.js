// What the server-rendered shop gains from script. Every form here also works without it.
import { show } from "/assets/recommendations.js"
import { bindVariants } from "/assets/variants.js"

// Longer than the library's own timeout: by now an answer would have come.
const LAST_CALL = 12_000

document.querySelector("[data-sort]")?.addEventListener("change", event => event.target.form.requestSubmit())
document.addEventListener("submit", event => {
  if (event.target.matches("[data-cart-line]")) changeQuantity(event)
})
document.querySelector("[data-focus]")?.focus()
enhanceProduct()
if (document.documentElement.dataset.library === "missing") showWithoutCampaigns()
document.addEventListener("library-missing", showWithoutCampaigns)
setTimeout(showWithoutCampaigns, LAST_CALL)

function showWithoutCampaigns() {
  if (document.querySelector(".nosto_element[aria-busy]")) show()
}

function enhanceProduct() {
  const form = document.querySelector("#buy")
  const data = document.querySelector("#variants")
  if (!form || !data) return
  const price = document.querySelector("[data-price]")
  const picture = document.querySelector("[data-picture]")
  bindVariants(form, JSON.parse(data.textContent), variant => {
    price.textContent = variant.price
    if (picture.getAttribute("src") !== variant.picture) picture.src = variant.picture
  })
}

// The quantity changes in place: the server answers the cart it now holds, and the session
// gets the same cart at once.
async function changeQuantity(event) {
  const form = event.target
  const fields = new URLSearchParams(new FormData(form, event.submitter))
  const pressed = event.submitter?.id
  event.preventDefault()
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { accept: "application/json" } })
    if (!answer.ok) throw new Error(`cart: ${answer.status}`)
    const { html, count, announcement, cart } = await answer.json()
    document.querySelector("#cart").innerHTML = html
    for (const badge of document.querySelectorAll("[data-cart-count]")) {
      badge.textContent = count
      badge.hidden = count === 0
    }
    document.querySelector("#live").textContent = announcement
    focusAfterChange(pressed)
    window.nostojs?.(api => Promise.resolve(api.defaultSession().setCart(cart).viewCart().update()).catch(() => {}))
  } catch {
    location.assign("/shop/cart")
  }
}

function focusAfterChange(pressed) {
  const again = pressed && document.getElementById(pressed)
  if (again) again.focus()
  else document.querySelector("main h1")?.focus()
}
