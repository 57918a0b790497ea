/** Writing prices in bulk. */
import { sql } from "drizzle-orm";
import type { PriceItem, PriceResult } from "../../../commerce/wire/admin_catalog.ts";
import { deriveListings, touchListsIn } from "./derive_listings.ts";
import { deriveMarkets } from "./derive_markets.ts";
import { findPriceLists, standardPriceList } from "./lookups.ts";
import { type KeyedPrices, keyText, type PriceKey, readPriceKeys, writePriceKeys } from "./price_keys.ts";
import { keepHistory, type PriceWindow, sameWindows, setWindow, withLowestPriors } from "./price_windows.ts";
import { among, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Sets prices, in their order, and says of each what became of it.
 *
 * Without `validFrom` a price holds from now and ends what was in force for its key; a `validFrom` that has
 * passed is now, for the past is not rewritten. What {@linkcode setWindow} says of windows holds. A reduction
 * (`compareAtMinor`) records the lowest price of the 30 days before it. A product whose markets nobody chose comes
 * on sale where it gets its first price. What is already as it is asked for writes nothing.
 */
export async function setPrices(w: Writer, items: readonly PriceItem[]): Promise<PriceResult[]> {
  const { markets } = await w.directory();
  const lists = await findPriceLists(w, items.map((item) => item.priceList));
  const variants = new Map(
    (await readRows<[string, number, number]>(
      w.tx,
      sql`sku, id, product_id`,
      sql`FROM variants WHERE ${among(sql`sku`, new Set(items.map((item) => item.sku)))}`,
    )).map(([sku, id, productId]) => [sku, { id, productId }]),
  );
  const productOf = new Map([...variants.values()].map(({ id, productId }) => [id, productId]));
  const keys = await readPriceKeys(w, productOf.keys());
  const changed = new Map<string, KeyedPrices>();

  const results = items.map((item): PriceResult => {
    const { sku, market } = item;
    const refused = (reason: "unknown-sku" | "unknown-market" | "window-in-the-past") =>
      ({ sku, market, status: "refused", reason }) as const;
    const variant = variants.get(sku), place = markets.get(market);
    if (!variant) return refused("unknown-sku");
    if (!place) return refused("unknown-market");
    const from = Math.max(w.now, item.validFrom === undefined ? 0 : Date.parse(item.validFrom));
    const until = item.validUntil === undefined ? null : Date.parse(item.validUntil);
    if (until !== null && until <= from) return refused("window-in-the-past");
    const key = {
      variantId: variant.id,
      marketId: place.id,
      priceListId: lists.get(item.priceList)!,
      minQuantity: item.minQuantity,
    };
    const known = changed.get(keyText(key)) ?? keys.get(keyText(key)) ?? { key, windows: [], history: [] };
    const next = { from, until, amountMinor: item.amountMinor, compareAtMinor: item.compareAtMinor ?? null };
    const laid = setWindow(known.windows, next, w.now);
    const history = keepHistory(known.history, laid, w.now);
    const windows = withLowestPriors(laid, history, w.now);
    if (!sameWindows(windows, known.windows)) changed.set(keyText(key), { key, windows, history });
    return { sku, market, status: "written" };
  });

  const written = [...changed.values()];
  await writePriceKeys(w, written, productOf);
  const placeOf = ({ variantId, marketId }: PriceKey) => [productOf.get(variantId)!, marketId] as const;
  const productIds = new Set(written.map(({ key }) => placeOf(key)[0]));
  for (const { key } of written) w.touch(`product:${placeOf(key).join(":")}`);
  for (const id of productIds) w.stamp("products", id);
  await deriveMarkets(w, productIds);
  await deriveListings(w, productIds, new Set(written.map(({ key }) => key.marketId)));
  // A list is valid up to the next moment at which one of its prices changes: plans change that moment.
  const planned = written.filter(({ key, windows }) =>
    key.priceListId === standardPriceList && key.minQuantity === 1 &&
    plan(windows, w.now) !== plan(keys.get(keyText(key))?.windows ?? [], w.now)
  );
  await touchListsIn(w, planned.map(({ key }) => placeOf(key)));
  return results;
}

/** The moments to come at which a price changes. */
function plan(windows: readonly PriceWindow[], now: number): string {
  return windows.flatMap(({ from, until }) => [from, until ?? 0]).filter((at) => at > now).join();
}
