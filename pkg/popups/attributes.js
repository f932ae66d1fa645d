/** The vendor keeps this in a cookie whose format is unknown; ours is a key of our own, below the account's prefix. */
const KEY = "popups"

/**
 * What is kept of each popup on the device, by its id: `state` (`open`, `minimized`, `closed` by the visitor, or
 * `done`), `coupon`, `campaignId`, `checkout`, and the `label` of its ribbon.
 */
export function createAttributes(keep) {
  const all = () => Object(keep.get(KEY))
  const read = id => (id == null ? all() : Object(all()[id]))

  return {
    read,
    write(id, name, value) {
      const { [name]: _, ...others } = read(id)
      keep.set(KEY, { ...all(), [id]: value == null ? others : { ...others, [name]: value } })
    },
  }
}
