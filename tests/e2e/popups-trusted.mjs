/** Popups where the page takes markup by a policy of Trusted Types only. */
import assert from "node:assert/strict"

export const only = ["wasm"]

export const tests = {
  "content reaches the page by the library's policy": async visit => {
    await visit.openReady({}, { name: "popups/trusted.html" })
    await visit.run(async () => {
      await shop.offer("api")
      shop.api.openPopup("d-api", {})
    })
    assert.equal(await visit.page.waitFor(() => shop.dialog?.querySelector(".guide").textContent), "Measure around the chest.")
    await visit.threwNothing()
  },
}
