import { account, sessionOf } from "./vitrine.js"

/** The products of a placement, and the library that goes on with the visit. A page is sent without waiting for this. */
export async function Recommendations({ path, view, placement }) {
  const session = await sessionOf(path)
  const { recommendations } = await view(session).setPlacements([placement]).load()
  const products = recommendations[placement]?.products ?? []
  return <>
    <ul id={placement}>{products.map(({ product_id, url, name }) => <li key={product_id}><a href={url}>{name}</a></li>)}</ul>
    <script dangerouslySetInnerHTML={{ __html: `vitrine = { hydrate: ${JSON.stringify(session.dehydrate())} }` }} />
    <script async src="/v/vitrine.js" data-account={account} data-server="/v" />
  </>
}
