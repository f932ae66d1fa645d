export { create } from "./inspector/index.js"
