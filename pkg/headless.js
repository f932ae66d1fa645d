export { createSession } from "./headless/index.js"
