export { create } from "./popups/index.js"
