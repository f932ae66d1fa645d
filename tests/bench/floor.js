// What no start can do without: the module is loaded, compiled and instantiated, and nothing is done with it.
{
  const nothing = () => 0
  const all = { get: () => nothing }
  const imports = new Proxy({}, { get: () => new Proxy({}, all) })
  const loaded = fetch("/vitrine.wasm").then(response => response.arrayBuffer()).then(bytes => WebAssembly.instantiate(bytes, imports))
  window.vitrine = { init: () => loaded }
}
