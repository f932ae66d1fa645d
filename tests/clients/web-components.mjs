/** `@nosto/web-components` on a page of a shop on Shopify. The account attributes clicks without URL parameters. */
import assert from "node:assert/strict"
import { join } from "node:path"
import { root } from "../harness/sandbox.mjs"
import { startStorefront } from "./storefront.mjs"

const pages = join(root, "tests/clients/pages")
const ACCOUNT = "beta"

/** Opens the shop's front page. */
async function visit(client) {
  const shop = await startStorefront({ pages, server: client.sandbox.origin, account: ACCOUNT })
  client.ends(() => shop.stop())
  await client.page.goto(`${shop.origin}/`)
  return shop
}

/** The one message that asks for a placement. */
const asksFor = (client, placement) => client.message(({ elements }) => elements?.includes(placement), ACCOUNT)

export const tests = {
  "campaigns show the server's markup, and those that ask for the same share one request": async client => {
    await visit(client)
    assert.match(await client.reads("nosto-campaign#home-1 h2"), /Most loved right now/)
    assert.match(await client.reads("nosto-campaign[placement=bestseller-2] h2"), /Most loved right now/)
    assert.ok((await client.readsAll("#home-1 li")).length >= 4)
    const { message } = await client.message(({ elements }) => elements?.includes("bestseller-2"), ACCOUNT)
    assert.equal(message.response_mode, "HTML")
    for (const placement of ["home-1", "bestseller-2", "cart-1"]) assert.ok(message.elements.includes(placement), placement)
    assert.equal(message.page_type, "front", "the page's tagging goes along")
  },

  "campaigns fill the page's own template": async client => {
    await visit(client)
    assert.match(await client.reads("#with-template h2"), /Picked for you/)
    const [first] = await client.readsAll("#with-template a")
    assert.match(first, /\w+ \$\d+/)
    assert.equal(await client.page.evaluate(() => document.querySelector("#with-template section").dataset.result), "home-3-personal")
    assert.equal((await asksFor(client, "home-3")).message.response_mode, "JSON_ORIGINAL")
  },

  "a campaign for a product and a variant views both": async client => {
    await visit(client)
    await client.reads("#for-product h2")
    const { message } = await asksFor(client, "product-3")
    assert.deepEqual(message.events, [["vp", "linen-column-dress", null, null, "linen-column-dress-ink-m"]])
  },

  "a campaign loads by hand, when it comes into view, and when the cart changes": async client => {
    await visit(client)
    await client.reads("#home-1 h2")
    const texts = () => client.page.evaluate(() => ["by-hand", "lazy"].map(id => document.getElementById(id).innerText))
    assert.deepEqual(await texts(), ["", ""])
    await client.page.evaluate(() => { document.getElementById("by-hand").load() })
    assert.match(await client.reads("#by-hand h2"), /Most loved/)
    await client.page.evaluate(() => { document.getElementById("lazy").scrollIntoView() })
    assert.match(await client.reads("#lazy h2"), /Most loved/)
    // What is in the cart is no longer recommended beside it.
    assert.match(await client.reads("#synced"), /Goes well with your cart[^]*Linen Column Dress/)
    await client.click("#hand-made [n-atc]")
    await client.page.waitFor(() => !/Linen Column Dress/.test(document.getElementById("synced").innerText))
    assert.match(await client.reads("#synced h2"), /Goes well with your cart/)
  },

  "a section campaign shows the theme's cards under the campaign's title": async client => {
    const shop = await visit(client)
    assert.match(await client.reads("nosto-section-campaign h2"), /Most loved right now/)
    const cards = await client.readsAll("nosto-section-campaign .card")
    assert.ok(cards.length >= 4, cards.join())
    const asked = shop.asked.find(line => line.startsWith("GET /search?section_id=featured"))
    assert.equal(asked.split(" OR ").length, cards.length)
  },

  "dynamic cards show what the theme renders": async client => {
    const shop = await visit(client)
    assert.equal(await client.reads("#by-view .card"), "Linen Column Dress")
    assert.equal(await client.reads("#by-section .card"), "Linen Column Dress")
    assert.ok(shop.asked.includes("GET /products/linen-column-dress?view=card&layout=none"))
    assert.ok(shop.asked.includes("GET /products/linen-column-dress?section_id=card-section"))
  },

  "add to cart puts the chosen variant into the shop's cart and says where it was recommended": async client => {
    const shop = await visit(client)
    await client.reads("#home-1 h2")
    await client.page.evaluate(() => {
      document.addEventListener("nosto:atc:complete", ({ detail }) => { window.completed = detail })
    })
    await client.page.native.selectOption("#hand-made select", "linen-column-dress-ink-m")
    await client.click("#hand-made [n-atc]")
    assert.deepEqual(await client.page.waitFor(() => window.completed), { productId: "linen-column-dress", skuId: "linen-column-dress-ink-m" })
    assert.deepEqual(shop.lines, [{ id: "linen-column-dress-ink-m", quantity: 1 }])
    const { message, flags } = await client.message(({ events }) => events?.[0]?.[0] === "cp", ACCOUNT)
    assert.deepEqual(message.events, [["cp", "linen-column-dress", "hand-made-bestsellers", null, "linen-column-dress-ink-m"]])
    assert.equal(flags.skipPageViews, true)
    // The cart as the shop has it now.
    const { message: { cart } } = await client.message(({ cart }) => cart?.length, ACCOUNT)
    assert.deepEqual(cart, [{ product_id: "linen-column-dress", sku_id: "linen-column-dress-ink-m", name: "Linen Column Dress", quantity: 1, unit_price: 129.5, price_currency_code: "USD" }])
  },

  "a control shows what is for the visitor's segments": async client => {
    await visit(client)
    assert.equal(await client.reads("#for-all p"), "For every visitor")
    assert.equal(await client.reads("#for-buyers p"), "For others")
  },

  ...Object.fromEntries(["#home-1", "#with-template", "nosto-section-campaign"].map(campaign => [
    `a click in ${campaign} is what the product view that follows came from`, async client => {
      await visit(client)
      await client.reads(`${campaign} h2`)
      const link = `${campaign} a`
      const handle = await client.page.evaluate(link => document.querySelector(link).getAttribute("href").split("/").pop(), link)
      await client.click(link)
      const view = ([type, target, ref]) => type === "vp" && target === handle && ref
      const { message } = await client.message(({ events }) => events?.some(view), ACCOUNT)
      const result = { "#home-1": "home-1-bestsellers", "#with-template": "home-3-personal" }[campaign] ?? "bestseller-section-bestsellers"
      assert.equal(message.events.find(view)[2], result)
      assert.equal(message.page_type, "product")
    },
  ])),
}
