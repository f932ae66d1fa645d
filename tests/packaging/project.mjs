/** Throw-away projects that install the packed package, as a shop's would. */
import { execFile } from "node:child_process"
import { createReadStream } from "node:fs"
import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { dirname, extname, join, normalize } from "node:path"
import { promisify } from "node:util"
import { root } from "../harness/sandbox.mjs"

const run = promisify(execFile)

/** The packed package, installed once into a folder of its own. */
export class Packed {
  /** Packs and installs. @returns {Promise<Packed>} */
  static async create() {
    const packed = new Packed()
    packed.folder = await mkdtemp(join(tmpdir(), "vitrine-packaging-"))
    const { stdout } = await npm(["pack", "--json", "--ignore-scripts", "--pack-destination", packed.folder], root)
    // The report is a list, or in newer versions an object by package name.
    const [report] = Object.values(JSON.parse(stdout))
    /** Paths in the tarball. */
    packed.files = report.files.map(file => file.path)
    await writeFile(join(packed.folder, "package.json"), '{"private":true,"type":"module"}')
    await npm(["install", "--offline", "--no-audit", "--no-fund", join(packed.folder, report.filename)], packed.folder)
    /** Where the package got installed. */
    packed.installed = join(packed.folder, "node_modules/vitrine")
    return packed
  }

  /**
   * A project that depends on the package.
   * @param {Record<string, string>} files text by path
   * @returns {Promise<string>} its folder
   */
  async project(files) {
    const folder = await mkdtemp(join(this.folder, "project-"))
    await writeFile(join(folder, "package.json"), '{"private":true,"type":"module","dependencies":{"vitrine":"*"}}')
    await cp(join(this.folder, "node_modules"), join(folder, "node_modules"), { recursive: true })
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    return folder
  }

  remove() {
    return rm(this.folder, { recursive: true, force: true })
  }
}

/** Runs one of our development tools in a project. @returns {Promise<{stdout: string, stderr: string}>} */
export function tool(name, args, cwd) {
  return execNoisily(process.execPath, [join(root, "node_modules", name), ...args], cwd)
}

/** Runs a script with Node in a project. */
export function node(args, cwd) {
  return execNoisily(process.execPath, args, cwd)
}

function npm(args, cwd) {
  return execNoisily("npm", args, cwd)
}

/** A failing program's output belongs to the failure. */
async function execNoisily(program, args, cwd) {
  try {
    return await run(program, args, { cwd, maxBuffer: 1 << 24 })
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`)
  }
}

/** Every file below a folder, by its path in it. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)).sort()
}

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".css": "text/css" }

/**
 * Serves a folder on a free port of 127.0.0.1.
 * @param {string} folder
 * @param {{policy?: string}} [options] `policy` is sent as Content-Security-Policy
 * @returns {Promise<{origin: string, stop(): void}>}
 */
export async function serve(folder, { policy } = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://x").pathname)
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path)
    if (!(await stat(file).catch(() => null))?.isFile()) return response.writeHead(404).end()
    if (policy) response.setHeader("content-security-policy", policy)
    response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream")
    createReadStream(file).pipe(response)
  })
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
