/** What a page shows of a placement, and what it goes on with. */
export async function recommended({ session, account }, action, placement) {
  const { recommendations } = await action.setPlacements([placement]).load()
  return { account, products: recommendations[placement]?.products ?? [], hydrate: session.dehydrate() }
}
