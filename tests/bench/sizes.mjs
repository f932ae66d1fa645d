/** Sizes of what a page loads, in bytes: as it is, and as servers compress it. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import { dist } from "../harness/sandbox.mjs"

/** What a page loads, by the way it includes the library. */
const ways = {
  "script tag: vitrine.js": ["vitrine.js"],
  "  its core: vitrine.wasm": ["vitrine.wasm"],
  "  together": ["vitrine.js", "vitrine.wasm"],
  "ES module: index.js + vitrine.wasm": ["index.js", "vitrine.wasm"],
  "one file: inline.js": ["inline.js"],
  "where wasm is refused: vitrine.nowasm.js": ["vitrine.nowasm.js"],
}

/** @returns by way: `{raw, gzip, brotli}`, the sum of its files, each compressed by itself (gzip 9, brotli 11) */
export async function measureSizes() {
  const measured = {}
  for (const [way, files] of Object.entries(ways)) {
    const contents = await Promise.all(files.map(file => readFile(join(dist, file))))
    const sum = size => contents.reduce((total, content) => total + size(content), 0)
    measured[way] = {
      raw: sum(content => content.length),
      gzip: sum(content => gzipSync(content, { level: 9 }).length),
      brotli: sum(content => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length),
    }
  }
  return measured
}
