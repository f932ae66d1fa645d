import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { dist } from "../harness/sandbox.mjs"

/** Words that only the connectors have. */
const WORDS = ["X-Tenant-ID", "X-Linkedstore-HMAC-SHA256", "client_credentials", "dangerouslyAllowBrowser", "API_PRODUCTS"]

const text = name => readFileSync(join(dist, name), "latin1")

export const tests = {
  async "nothing of the connectors is in what browsers load"() {
    const own = text("commerce.wasm") + text("commerce.js")
    for (const word of WORDS) assert.ok(own.includes(word), `${word} is a word of the connectors`)
    const others = readdirSync(dist, { recursive: true }).filter(name => /\.(js|wasm)$/.test(name) && !name.startsWith("commerce."))
    assert.ok(others.length > 8)
    for (const name of others) {
      for (const word of [...WORDS, "commerce.wasm", "commerce.js"]) assert.ok(!text(name).includes(word), `${name} has ${word}`)
    }
  },
}
