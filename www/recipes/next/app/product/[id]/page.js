import { Suspense } from "react"
import { Recommendations } from "../../../lib/Recommendations.js"

export default async function Product({ params }) {
  const { id } = await params
  return <>
    <h1>A product</h1>
    <Suspense><Recommendations path={`/product/${id}`} view={session => session.viewProduct(id)} placement="frontpage-nosto-1" /></Suspense>
  </>
}
