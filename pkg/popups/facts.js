/**
 * What conditions are judged by, see `unmet`.
 * @param response the last answer of the server: `ct`, `cs`, `pv`, `gl`
 * @param message what the page last told; before it told anything, its tagging
 */
export function factsOf(response, message, tagging) {
  const { page_type = tagging?.pageType, categories = tagging?.categories, brands = tagging?.brands, tags = tagging?.tags } = message ?? {}
  const { ct = 0, cs = 0, pv = 0, gl = [] } = response ?? {}
  // What the browser calls itself, as the server sees it too: a narrow window on a desk is no phone.
  const mobile = /Mobi/.test(navigator.userAgent)
  return {
    cart_value: ct,
    cart_size: cs,
    page_views: pv,
    locations: gl,
    on_mobile: mobile,
    on_desktop: !mobile,
    page_types: [page_type],
    categories: categories ?? [],
    brands: brands ?? [],
    tags: tags ?? [],
    urls: [location.href],
    referer_urls: [document.referrer],
    url_parameters: [...new URLSearchParams(location.search)].flatMap(([name, value]) => [name, `${name}=${value}`]),
  }
}
