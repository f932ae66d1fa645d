export { create } from "./delivery/index.js"
