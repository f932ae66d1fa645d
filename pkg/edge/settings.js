/** As an address stands in JSON, in a script, and in JSON with escaped slashes. */
const forms = address => [address, address.replaceAll("/", "\\/")]

/**
 * Settings, and scripts that carry them, name the servers behind the shop's domain: the page is to ask this domain
 * instead.
 */
export async function bringHome(response, { upstream, searchUpstream, prefix }, own) {
  if (!response.ok || !/json|javascript/.test(response.headers.get("content-type"))) return response
  let text = await response.text()
  for (const foreign of [upstream, searchUpstream]) {
    const home = forms(own + prefix)
    forms(foreign).forEach((form, at) => (text = text.replaceAll(form, home[at])))
  }
  const headers = new Headers(response.headers)
  // It is another text now, and another on another domain.
  headers.delete("etag")
  return new Response(text, { status: response.status, headers })
}
