/** Chance that repeats itself: the same seed gives the same numbers, so that a failure can be repeated. */
export class Random {
  #state

  /** @param {number} seed a whole number */
  constructor(seed) {
    this.#state = seed | 0
  }

  /** From 0 to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `low` to `high`, both included. */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  /** One of a list. */
  pick(list) {
    return list[this.between(0, list.length - 1)]
  }

  /** True in `share` of all cases. */
  chance(share) {
    return this.next() < share
  }
}
