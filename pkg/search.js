export { create } from "./search/index.js"
