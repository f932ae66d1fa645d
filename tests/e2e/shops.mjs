/**
 * The demo shops, visited as a person would, by their links, buttons and forms. Afterwards the store
 * holds exactly that visit. Both shops name their parts alike (`data-test`), so one walk serves both.
 */
import assert from "node:assert/strict"

/** The shops' own policy allows wasm, and pages of other policies have tests of their own. */
export const only = ["wasm"]

const account = "demo"
const person = { first_name: "Ada", last_name: "Lovelace", email: "ada@example.com", newsletter: "yes" }
const address = { street: "1 Main Street", post_code: "00100", city: "Helsinki" }

/** A walk through one shop. Every step waits for what the step sent, as a person's pauses would. */
class Walk {
  #sent = 0

  constructor(visit, base) {
    this.visit = visit
    this.page = visit.page
    this.base = base
  }

  /** Does something and resolves when `count` further requests have arrived, and their answers too. */
  async step(act, count = 1) {
    await act()
    this.#sent += count
    const requests = await this.visit.sandbox.requestsWhen(account, this.#sent)
    await this.visit.answered()
    assert.equal(requests.length, this.#sent, `requests: ${requests.map(({ path, message }) => message?.page_type ?? path)}`)
  }

  open(path) {
    return this.page.goto(`${this.visit.sandbox.origin}${this.base}${path}`)
  }

  /** Clicks the first element that matches, once there is one. */
  async click(selector) {
    await this.page.waitFor(selector => document.querySelector(selector), { args: [selector] })
    await this.page.evaluate(selector => { document.querySelector(selector).click() }, selector)
  }

  async fill(values) {
    await this.page.waitFor(name => document.querySelector(`main [name="${name}"]`), { args: [Object.keys(values)[0]] })
    await this.page.evaluate(values => {
      for (const [name, value] of Object.entries(values)) {
        const field = document.querySelector(`main [name="${name}"]`)
        if (field.type === "checkbox") field.checked = true
        else field.value = value
      }
    }, values)
  }

  text(selector) {
    return this.page.waitFor(selector => document.querySelector(selector)?.textContent.trim(), { args: [selector] })
  }

  async stored() {
    const ids = await this.visit.sandbox.visitors(account)
    assert.equal(ids.length, 1, `visitors: ${ids}`)
    return this.visit.sandbox.visitor(account, ids[0])
  }
}

async function shop(visit, base) {
  await visit.sandbox.reset(account)
  const walk = new Walk(visit, base)
  await walk.step(() => walk.open("/"))
  await walk.step(() => walk.click("main [data-test=category]"))
  await walk.step(() => walk.click("[data-test=products] [data-test=product] a"))
  const looked = await walk.page.evaluate(() => document.querySelector("[data-test=product-page]").dataset.product)
  await walk.step(() => walk.click(`#product-1 [data-test=recommendation] a`))
  const [bought, result] = await walk.page.evaluate(() => [document.querySelector("[data-test=product-page]").dataset.product, new URLSearchParams(location.search).get("nosto")])
  // The cart, and that a recommendation led to it.
  await walk.step(() => walk.click("[data-test=add-to-cart]"), 2)
  assert.equal(await walk.text("[data-test=cart-count]"), "1")

  await walk.step(() => walk.click("[data-test=account]"))
  await walk.fill(person)
  await walk.step(() => walk.click("[data-test=log-in]"))
  await walk.step(() => walk.click("[data-test=cart-link]"))
  await walk.step(() => walk.click("[data-test=checkout]"))
  await walk.fill(address)
  // The order, and the page that thanks for it.
  await walk.step(() => walk.click("[data-test=place-order]"), 2)
  const number = await walk.text("[data-test=order-number]")
  await walk.step(() => walk.open("/"))
  return { walk, looked, bought, result, number }
}

async function checkStore({ walk, looked, bought, result, number }) {
  const stored = await walk.stored()
  const requests = await walk.visit.sandbox.requests(account)
  const views = requests.filter(({ path, flags }) => path === "/ev1" && !flags.skipPageViews)
  assert.equal(stored.page_views, views.length)
  assert.deepEqual(requests.filter(request => request.duplicate || request.status !== 200), [])

  const events = type => stored.events.filter(event => event.type === type).map(({ target, ref }) => [target, ref ?? null])
  assert.equal(events("vc").length, 1)
  assert.deepEqual(events("vp").slice(0, 2), [[looked, null], [bought, result]])
  assert.ok(result, "the recommendation's link carried its result")
  assert.deepEqual(events("cp"), [[bought, result]])
  assert.deepEqual(events("or").map(([target]) => target), [number])

  assert.deepEqual(stored.cart, [])
  for (const key of ["first_name", "last_name", "email"]) assert.equal(stored.customer[key], person[key])
  assert.equal(stored.customer.newsletter, true)
  assert.equal(stored.orders.length, 1)
  const order = requests.find(({ path }) => path === "/order/track").order
  assert.deepEqual([order.info.order_number, order.info.email], [number, person.email])
  assert.deepEqual(order.items.map(item => item.product_id), [bought])
  return stored.views.map(view => view.page_type)
}

/** The row of recently viewed products was empty at first and now begins with the last one. */
async function checkRecommendations({ walk, bought }) {
  const shown = () => [...document.querySelectorAll("#home-2 [data-test=recommendation]")].map(card => card.dataset.product)
  await walk.page.waitFor(() => document.querySelector("#home-2 [data-test=recommendation]"))
  assert.equal((await walk.page.evaluate(shown))[0], bought)
}

/** The pages a walk opens. The server sends a person to the cart after each form, the app after the login. */
const rendered = ["front", "category", "product", "product", "cart", "other", "cart", "cart", "cart", "order", "front"]
const singlePage = ["front", "category", "product", "product", "other", "cart", "cart", "cart", "order", "front"]

async function visitShop(visit, base, pages) {
  const visited = await shop(visit, base)
  assert.deepEqual(await checkStore(visited), pages)
  await checkRecommendations(visited)
  await visit.threwNothing()
}

export const tests = {
  "rendered by the server": visit => visitShop(visit, "/shop", rendered),
  "single-page": visit => visitShop(visit, "/spa", singlePage),
}
