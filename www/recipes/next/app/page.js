import { Suspense } from "react"
import { Recommendations } from "../lib/Recommendations.js"

/** Rendered for each visitor. */
export const dynamic = "force-dynamic"

export default function Front() {
  return <>
    <h1>Welcome</h1>
    <Suspense><Recommendations path="/" view={session => session.viewFrontPage()} placement="frontpage-nosto-1" /></Suspense>
  </>
}
