export { create } from "./banners/index.js"
