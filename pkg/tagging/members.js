/** `a:b c:d` as pairs. */
export const pairs = names => names.split(" ").map(pair => pair.split(":"))

/** What a page's tagging calls by other names than the message: name and member. */
export const TAGGING = pairs(
  "variation:current_variant_id restoreLink:restore_link sortOrder:sort_order pageType:page_type categoryIds:category_ids customFields:custom_fields affinitySignals:affinity_signals brands:brands categories:categories tags:tags elements:elements"
)
