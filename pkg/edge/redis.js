/** Entries of one read. */
const BATCH = 32

/**
 * A queue in a Redis stream, with a group of consumers: an entry is removed when it was delivered, and one whose
 * consumer died is taken over by another.
 * @param client of the package `redis`, connected
 * @param stream key of the stream
 * @param consumer name of this process in the group
 * @param idle ms after which an entry that somebody took and did not finish is taken over
 */
export function redisQueue(client, { stream = "vitrine", group = "vitrine", consumer = crypto.randomUUID(), idle = 30_000 } = {}) {
  const command = (...parts) => client.sendCommand(parts.map(String))
  let prepared

  const prepare = () => (prepared ??= command("XGROUP", "CREATE", stream, group, "0", "MKSTREAM").catch(error => {
    if (!/BUSYGROUP/.test(error.message)) {
      prepared = undefined
      throw error
    }
  }))

  /** `[[id, [name, value, …]], …]` */
  async function deliverAll(entries, deliver) {
    for (const [id, fields] of entries) {
      // One that was deleted meanwhile has no fields.
      if (fields) await deliver(fields[1])
      await command("XACK", stream, group, id)
      await command("XDEL", stream, id)
    }
  }

  return {
    async put(entry) {
      await command("XADD", stream, "*", "entry", entry)
    },
    async take(deliver) {
      await prepare()
      for (;;) {
        const [, taken] = await command("XAUTOCLAIM", stream, group, consumer, idle, "0", "COUNT", BATCH)
        await deliverAll(taken, deliver)
        const read = await command("XREADGROUP", "GROUP", group, consumer, "COUNT", BATCH, "STREAMS", stream, ">")
        const entries = entriesOf(read)
        await deliverAll(entries, deliver)
        if (!entries.length && !taken.length) return
      }
    },
  }
}

/** The entries of the only stream that was read: a list of pairs, or by the newer protocol a map. */
function entriesOf(read) {
  if (!read) return []
  const [entries] = Array.isArray(read) ? read.map(([, entries]) => entries) : read instanceof Map ? [...read.values()] : Object.values(read)
  return entries ?? []
}
