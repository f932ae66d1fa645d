import express from "express"
import { session, vitrine } from "./vitrine.js"

const account = process.env.VITRINE_ACCOUNT ?? "demo"
const server = process.env.VITRINE_SERVER ?? "http://127.0.0.1:4173"
const placement = "frontpage-nosto-1"

const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop on Express</title><h1>Welcome</h1>`
const escape = text => String(text).replace(/[&<>"]/g, char => `&#${char.charCodeAt()};`)

/** The list of a placement, and the library that goes on with the visit. */
const tail = (session, products) => `<ul id="${placement}">${products.map(({ name, url }) => `<li><a href="${escape(url)}">${escape(name)}</a>`).join("")}</ul>
<script>vitrine = { hydrate: ${JSON.stringify(session.dehydrate())} }</script>
<script async src="/v/vitrine.js" data-account="${escape(account)}" data-server="/v"></script>`

const app = express()
app.use("/v", vitrine({ server, prefix: "/v" }))
app.use(session({ account, server }))

/** The page is sent as it comes: the heading at once, the recommendations when they are there. */
app.get("/", async (request, response) => {
  const { session } = response.locals
  response.type("html").set("cache-control", "private, no-store").write(head)
  const { recommendations } = await session.viewFrontPage().setPlacements([placement]).load()
  response.end(tail(session, recommendations[placement]?.products ?? []))
})

/** A page that is sent whole can set the visitor's cookie itself. */
app.get("/product/:id", async (request, response) => {
  const { session } = response.locals
  const { recommendations } = await session.viewProduct(request.params.id).setPlacements([placement]).load()
  response.type("html").set("cache-control", "private, no-store").append("set-cookie", session.setCookies())
  response.send(head + tail(session, recommendations[placement]?.products ?? []))
})

/** The order is handed in by the server, which knows that it is paid. */
app.post("/order", async (request, response) => {
  const item = { product_id: "product-1", name: "Mug", quantity: 1, unit_price: 12.5, price_currency_code: "EUR" }
  await response.locals.session.addOrder({ info: { order_number: `express-${Date.now()}` }, items: [item] }).load()
  response.type("html").send(`${head}<p>Thank you`)
})

const listener = app.listen(process.env.PORT ?? 3000, "127.0.0.1", () => console.log(`ready http://127.0.0.1:${listener.address().port}`))
