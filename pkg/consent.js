export { create } from "./consent/index.js"
