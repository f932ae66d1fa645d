// What the shop sells. Loaded once; everything else is a question to it.

let data = { categories: [], products: [] }
let byId = new Map()

/** Loads the catalogue; rejects when the server does not give it. */
export async function load() {
  const answer = await fetch("/spa-data/catalogue.json")
  if (!answer.ok) throw new Error(`catalogue: ${answer.status}`)
  data = await answer.json()
  byId = new Map(data.products.map(product => [product.id, product]))
}

export const categories = () => data.categories
export const products = () => data.products
export const product = id => byId.get(id)
export const category = slug => data.categories.find(category => category.slug === slug)
export const inCategory = slug => data.products.filter(product => product.category === slug)

/** Products in which every word occurs; a word in the name weighs most. */
export function search(terms) {
  const words = terms.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return []
  return data.products
    .map(product => ({ product, weight: relevance(product, words) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ product }) => product)
}

function relevance(product, words) {
  const shelf = category(product.category)
  const labels = [...product.tags, product.brand, shelf?.name, shelf?.path, ...product.variants.map(variant => variant.name)].join(" ").toLowerCase()
  const weights = words.map(word => {
    if (product.name.toLowerCase().includes(word)) return 9
    if (labels.includes(word)) return 3
    return product.description.toLowerCase().includes(word) ? 1 : 0
  })
  return weights.includes(0) ? 0 : weights.reduce((sum, weight) => sum + weight)
}
