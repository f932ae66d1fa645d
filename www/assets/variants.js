// Keeps a product form honest while options are chosen: price, picture, stock, buy button.

/**
 * @param {HTMLFormElement} form radio groups named `option.<label>`, `[data-note]`, a submit button
 * @param {{id: string, options: [string, string][], available: boolean, price: string}[]} variants
 * @param {(variant: object) => void} chosen told of every combination that exists
 */
export function bindVariants(form, variants, chosen) {
  const submit = form.querySelector("[data-test=add-to-cart]")
  const note = form.querySelector("[data-note]")

  const selection = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name.startsWith("option.")).map(([name, value]) => [name.slice("option.".length), value]))
  const find = wanted => variants.find(variant => variant.options.every(([label, value]) => wanted[label] === value))

  const refresh = () => {
    const wanted = selection()
    const variant = find(wanted)
    for (const radio of form.querySelectorAll("input[type=radio]")) {
      const neighbour = find({ ...wanted, [radio.name.slice("option.".length)]: radio.value })
      radio.closest(".chip").classList.toggle("gone", !neighbour?.available)
    }
    const buyable = Boolean(variant?.available)
    submit.disabled = !buyable
    note.classList.toggle("problem", !buyable)
    note.textContent = buyable ? "In stock, leaves us within two days." : "Sold out in this combination."
    if (variant) chosen(variant)
  }
  form.addEventListener("change", refresh)
  refresh()
}
