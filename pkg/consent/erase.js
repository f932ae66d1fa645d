/** Deletes what the library has put on the device for this account, whatever consent says now. */
export async function erase({ keep, settings, host }) {
  if (host.keeper) host.writeVisitor(undefined)
  for (const area of [keep, keep.session]) for (const name of area.names("")) area.remove(name)
  clear("localStorage", keep.key(""))
  clear("sessionStorage", keep.key(""))
  host.forgetVisitor()
  await dropDatabase(`vitrine.${settings.account}`)
}

/** Removes every key that begins with `prefix`. */
function clear(kind, prefix) {
  try {
    const storage = globalThis[kind]
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key)
  } catch {
    // refused: then nothing was stored either
  }
}

/** Pages that have it open close it when they are asked to; one that does not keeps nobody waiting. */
function dropDatabase(name) {
  return new Promise(resolve => {
    try {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = request.onerror = request.onblocked = resolve
    } catch {
      resolve()
    }
  })
}
