/** The shop of the tests out of a build of the library, where there is a file system. */
import { pathToFileURL } from "node:url"
import { createShop } from "../shop.mjs"

export async function shopOf(dist, upstream) {
  const load = name => import(pathToFileURL(`${dist}/${name}`))
  const [{ createSession }, { createEdge }] = await Promise.all([load("headless.js"), load("edge.js")])
  return createShop({ createSession, createEdge, upstream })
}
