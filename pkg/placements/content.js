import { trust } from "../trust.js"

/** How each insert mode puts content at its target. `REPLACE` takes the target out, the others leave it. */
const INSERT = { REPLACE: "replaceWith", APPEND: "after", PREPEND: "before", INSERT_AFTER_BEGIN: "prepend" }

/** Markup, or an element, as a fragment in which nothing loads or runs yet. */
export function parse(content) {
  const template = document.createElement("template")
  if (content.nodeType) template.content.append(content)
  else template.innerHTML = trust().createHTML(content)
  return template.content
}

/**
 * Puts `fragment` where the placement is. Without a `mode` it becomes the content of `target`.
 * @returns the record by which `restore` undoes it
 */
export function place(name, fragment, { target, mode, wrapper = "UNWRAPPED" }) {
  if (!mode) {
    const record = { name, target, kept: [...target.childNodes], nodes: [...fragment.childNodes] }
    target.textContent = ""
    target.append(fragment)
    return record
  }
  if (wrapper !== "UNWRAPPED") fragment.append(wrap(name, fragment, target, mode, wrapper))
  const nodes = [...fragment.childNodes]
  target[INSERT[mode] ?? "append"](fragment)
  return { name, target, mode, nodes }
}

function wrap(name, fragment, target, mode, wrapper) {
  const element = wrapper === "CLONED" ? target.cloneNode() : document.createElement("div")
  if (wrapper === "PRESERVE_CLASS") element.className = target.getAttribute("class") ?? ""
  // A copy beside its original must not have the same id; one that takes its place keeps it.
  if (wrapper !== "CLONED" || mode !== "REPLACE") element.id = name
  element.append(fragment)
  return element
}

/** Undoes `place`: the document is as it was. Where the page has moved or removed the content, what is left goes. */
export function restore({ target, mode, kept, nodes }) {
  if (kept) {
    target.textContent = ""
    target.append(...kept)
  }
  // The page may have put the target back itself.
  if (mode === "REPLACE" && !target.isConnected) nodes.find(node => node.parentNode)?.before(target)
  nodes.forEach(node => node.remove())
}
