/** What follows from the rows that a feed changed. */
import { deriveFacets } from "../catalog/writing/derive_facets.ts";
import { deriveListings, touchLists, touchListsIn } from "../catalog/writing/derive_listings.ts";
import { deriveMarkets } from "../catalog/writing/derive_markets.ts";
import { indexProducts } from "../catalog/writing/index_product.ts";
import type { Writer } from "../catalog/writing/transaction.ts";
import type { FeedPlace } from "./catalog_state.ts";
import type { Placed, PlacedVariant } from "./placed_change.ts";

/** Brings up to date what follows from the rows, and touches what shows them. */
export async function deriveChanges(
  w: Writer,
  placed: readonly Placed[],
  members: readonly PlacedVariant[],
  { marketId }: FeedPlace,
): Promise<void> {
  const ids = (
    chosen: readonly { readonly productId: number }[],
  ) => [...new Set(chosen.map(({ productId }) => productId))];
  const priced = ids(members.filter(({ prices }) => prices !== null));
  const fresh = placed.filter(({ product }) => product === null);
  const worded = placed.filter(({ text, category, values, brand }) => text || category || values || brand);
  const varied = members.filter(({ state, options, columns }) => state === null || options || columns);
  const optioned = members.filter(({ state, options }) => state === null || options);
  await deriveMarkets(w, priced);
  await deriveListings(w, [...new Set([...priced, ...ids(placed.filter(({ category }) => category))])]);
  await deriveFacets(w, ids([...placed.filter(({ values }) => values), ...optioned]));
  await indexProducts(w, ids([...worded, ...varied]));
  const old = (chosen: readonly { readonly productId: number }[]) => {
    const added = new Set(ids(fresh));
    return ids(chosen).filter((id) => !added.has(id));
  };
  const spoken = placed.filter(({ product, text, values }) => values || (text && product?.text === null));
  await touchLists(w, old([...spoken, ...optioned]), "all");
  await touchLists(w, old([...worded, ...varied]), "search");
  // A list is valid up to the next moment at which one of its prices changes: plans change that moment.
  const planned = members.filter(({ prices, state }) =>
    prices !== null && state !== null && prices.windows.length + state.windows.length > 2
  );
  await touchListsIn(w, old(planned).map((id) => [id, marketId]));
  for (const id of ids([...worded, ...varied])) w.touch(`product:${id}`);
  const sold = members.filter(({ prices, availability, state }) =>
    prices !== null || (availability && state)
  );
  for (const id of ids(sold)) w.touch(`product:${id}:${marketId}`);
  for (const id of ids(placed)) w.stamp("products", id);
}
