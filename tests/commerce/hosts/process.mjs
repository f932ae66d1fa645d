// In Node, Deno and Bun: where the library is and where the servers are stands in the environment.
import { read } from "../program.mjs"

const { library, urls, shown } = JSON.parse(process.env.INPUT)
console.log(JSON.stringify(await read(await import(library), { urls, shown })))
