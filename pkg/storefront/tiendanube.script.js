/** The adapter for storefronts that take one script: it waits for the library, however late that comes. */
import { tiendanube } from "./tiendanube.js"

const { placements, inject, minorDigits } = document.currentScript?.dataset ?? {}

window.nostojs ??= callback => (window.nostojs.q ??= []).push(callback)
window.nostojs(api => void tiendanube(api, {
  placements: placements?.split(",").map(name => name.trim()).filter(Boolean),
  inject: inject !== "false",
  minorDigits: minorDigits && +minorDigits,
}))
