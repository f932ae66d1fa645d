/** A way to a server that can be shut and opened again, as when the server is killed and comes back. */
import { connect, createServer } from "node:net"
import { freePort } from "../engines/processes.mjs"

/** @param {string} target origin of the server */
export async function openGate(target) {
  const { hostname, port: inner } = new URL(target)
  const port = await freePort()
  const sockets = new Set()
  let server

  function accept(outside) {
    const inside = connect(Number(inner), hostname)
    for (const [socket, other] of [[outside, inside], [inside, outside]]) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on("error", () => other.destroy())
      socket.on("close", () => (sockets.delete(socket), other.destroy()))
    }
  }

  const gate = {
    origin: `http://127.0.0.1:${port}`,
    open: () => new Promise((resolve, reject) => {
      server = createServer(accept).once("error", reject).listen(port, "127.0.0.1", resolve)
    }),
    /** Ends what is under way; from now on connections are refused. */
    shut: () => new Promise(resolve => {
      server.close(resolve)
      sockets.forEach(socket => socket.destroy())
    }),
  }
  await gate.open()
  return gate
}
