/**
 * The parts that few pages need, each loaded on its first use and never before.
 * @param load imports a chunk by its name
 * @param parts what every chunk is made with
 */
export function createChunks(load, parts) {
  const chunks = {}

  /** The chunk `name`. One that could not be loaded is tried again at the next use. */
  function chunk(name) {
    chunks[name] ??= load(name).then(
      module => module.create(parts),
      error => {
        delete chunks[name]
        throw error
      },
    )
    return chunks[name]
  }

  /**
   * Methods by the names in `names`, in one string, that load chunk `name` and promise what it returns; they wait
   * for `ready()` in their order.
   */
  const methods = (name, names, ready = async () => {}) =>
    Object.fromEntries(names.split(" ").map(method => [method, (...args) => {
      const result = ready().then(() => chunk(name)).then(loaded => loaded[method](...args))
      // A page that does not care about the result shall not see an unhandled rejection.
      result.catch(() => {})
      return result
    }]))

  return { chunk, methods }
}
