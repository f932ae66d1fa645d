export const metadata = { title: "A shop on Next.js" }

export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}
