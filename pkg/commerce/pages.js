import { configError } from "./error.js"

/**
 * A list, read page by page and only as far as it is wanted: `for await` gives its items, `pages()` its pages,
 * `collect(limit)` an array.
 * @param read gives the page that `next` leads to, or the first
 */
export function createPages(read) {
  async function* pages() {
    let next
    do {
      const page = await read(next)
      next = page.next
      yield { items: page.value, meta: page.meta }
    } while (next)
  }

  async function* items() {
    for await (const page of pages()) yield* page.items
  }

  /** A limit has to be said: a shop may have a hundred thousand products. */
  async function collect(limit) {
    if (!(limit >= 0)) throw configError("collect(limit): how many items at most?")
    const all = []
    for await (const page of pages()) {
      all.push(...page.items.slice(0, limit - all.length))
      if (all.length >= limit) break
    }
    return all
  }

  return { [Symbol.asyncIterator]: items, pages, collect }
}
