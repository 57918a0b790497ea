/** Writing prices in bulk. */
import { sql } from "drizzle-orm";
import type { PriceItem, PriceResult } from "../../../commerce/wire/admin_catalog.ts";
import { productMarkets } from "../schema.ts";
import { deriveListings } from "./derive_listings.ts";
import { findPriceLists } from "./lookups.ts";
import { type KeyedPrices, keyText, readPriceKeys, writePriceKeys } from "./price_keys.ts";
import { keepHistory, layWindow, lowestPrior } from "./price_windows.ts";
import { among, insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Sets prices, in their order, and says of each what became of it.
 *
 * Without `validFrom` a price holds from now and ends what was in force for its key; a `validFrom` that has
 * passed is now, for the past is not rewritten. What {@linkcode layWindow} says of windows holds. A reduction
 * (`compareAtMinor`) records the lowest price of the 30 days before it. The first price in a market of a product
 * that is on sale elsewhere puts it on sale there.
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
    known.windows = layWindow(known.windows, {
      from,
      until,
      amountMinor: item.amountMinor,
      compareAtMinor: item.compareAtMinor ?? null,
      lowestPriorMinor: item.compareAtMinor === undefined ? null : lowestPrior(known.history, from),
    });
    known.history = keepHistory(known.history, known.windows, w.now);
    changed.set(keyText(key), known);
    return { sku, market, status: "written" };
  });

  const written = [...changed.values()];
  await openMarkets(w, written, productOf);
  await writePriceKeys(w, written, productOf);
  const productIds = new Set(written.map(({ key }) => productOf.get(key.variantId)!));
  for (const { key } of written) w.touch(`product:${productOf.get(key.variantId)}:${key.marketId}`);
  for (const id of productIds) w.stamp("products", id);
  await deriveListings(w, productIds);
  return results;
}

/** Puts products on sale where they get their first price, if they are on sale anywhere at all. */
async function openMarkets(
  w: Writer,
  written: readonly KeyedPrices[],
  productOf: ReadonlyMap<number, number>,
): Promise<void> {
  const ids = new Set(written.map(({ key }) => productOf.get(key.variantId)!));
  const onSale = new Set(
    (await readRows<[number]>(
      w.tx,
      sql`product_id`,
      sql`FROM product_markets WHERE ${among(sql`product_id`, ids)}`,
    )).map(([id]) => id),
  );
  const priced = new Set(
    (await readRows<[number, number]>(
      w.tx,
      sql`v.product_id, p.market_id`,
      sql`FROM variants v JOIN prices p ON p.variant_id = v.id WHERE ${among(sql`v.product_id`, ids)}`,
    )).map(([productId, marketId]) => `${productId} ${marketId}`),
  );
  const opened = new Map<string, { productId: number; marketId: number }>();
  for (const { key } of written) {
    const productId = productOf.get(key.variantId)!, place = `${productId} ${key.marketId}`;
    if (onSale.has(productId) && !priced.has(place)) opened.set(place, { productId, marketId: key.marketId });
  }
  await insertRows(w.tx, productMarkets, [...opened.values()], "ignore");
}
