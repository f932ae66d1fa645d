// Runs while the head is parsed: what is there at once, and what when the document is complete.
window.seen = nostojs(async api => {
  const state = () => document.readyState
  const now = api.pageTagging().pageType
  const waited = api.pageTaggingAsync().then(({ pageType }) => [pageType, state()])
  api.setTaggingProvider("pageType", "search")
  const provided = await api.pageTaggingAsync()
  const early = [provided.pageType, state()]
  api.setTaggingProvider("pageType", undefined)
  return [now ?? null, early, await waited]
})
