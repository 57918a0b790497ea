/** Reading and writing all windows and the history of price keys at once. */
import { sql } from "drizzle-orm";
import { priceHistory, prices } from "../schema.ts";
import { historyMs, keepHistory, type PastPrice, type PriceWindow } from "./price_windows.ts";
import { among, insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** What a price belongs to; windows of one key never overlap. */
export interface PriceKey {
  readonly variantId: number;
  readonly marketId: number;
  readonly priceListId: number;
  readonly minQuantity: number;
}

/** A key with everything known of it. */
export interface KeyedPrices {
  readonly key: PriceKey;
  readonly windows: readonly PriceWindow[];
  readonly history: readonly PastPrice[];
}

/** A key as text. */
export function keyText({ variantId, marketId, priceListId, minQuantity }: PriceKey): string {
  return `${variantId} ${marketId} ${priceListId} ${minQuantity}`;
}

/** Reads every key of the given variants, by {@linkcode keyText}. */
export async function readPriceKeys(
  w: Writer,
  variantIds: Iterable<number>,
): Promise<Map<string, KeyedPrices>> {
  const ids = [...variantIds];
  const keys = new Map<string, { key: PriceKey; windows: PriceWindow[]; history: PastPrice[] }>();
  const at = (variantId: number, marketId: number, priceListId: number, minQuantity: number) => {
    const key = { variantId, marketId, priceListId, minQuantity };
    const text = keyText(key);
    const known = keys.get(text) ?? { key, windows: [], history: [] };
    keys.set(text, known);
    return known;
  };
  type WindowRow = [
    number,
    number,
    number,
    number,
    number,
    number | null,
    number,
    number | null,
    number | null,
    number,
  ];
  const windows = await readRows<WindowRow>(
    w.tx,
    sql`variant_id, market_id, price_list_id, min_quantity, valid_from, valid_until, amount_minor,
      compare_at_minor, lowest_prior_minor, begins`,
    sql`FROM (SELECT * FROM prices WHERE ${among(sql`variant_id`, ids)}
      ORDER BY variant_id, market_id, price_list_id, min_quantity, valid_from)`,
  );
  for (
    const [variant, market, list, quantity, from, until, amountMinor, compareAt, lowest, begins] of windows
  ) {
    at(variant, market, list, quantity).windows.push({
      from,
      until,
      begins,
      amountMinor,
      compareAtMinor: compareAt,
      lowestPriorMinor: lowest,
    });
  }
  const history = await readRows<[number, number, number, number, number, number]>(
    w.tx,
    sql`variant_id, market_id, price_list_id, min_quantity, valid_from, amount_minor`,
    sql`FROM price_history WHERE ${among(sql`variant_id`, ids)}`,
  );
  for (const [variant, market, list, quantity, from, amountMinor] of history) {
    at(variant, market, list, quantity).history.push({ from, amountMinor });
  }
  return keys;
}

/**
 * Writes the windows of keys in place of those there were (those that ended go with the history), the history
 * that follows, and the moments at
 * which a price will open or close.
 *
 * @param productOf The product of a variant.
 */
export async function writePriceKeys(
  w: Writer,
  keys: readonly KeyedPrices[],
  productOf: ReadonlyMap<number, number>,
): Promise<void> {
  if (keys.length === 0) return;
  const named = JSON.stringify(
    keys.map(({ key }) => [key.variantId, key.marketId, key.priceListId, key.minQuantity]),
  );
  for (const table of [sql`prices`, sql`price_history`]) {
    await w.tx.run(sql`DELETE FROM ${table} WHERE (variant_id, market_id, price_list_id, min_quantity) IN
      (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${named}))`);
  }
  const boundaries = new Set<string>();
  const windowRows = [], historyRows = [];
  for (const { key, windows, history } of keys) {
    for (const { from, until, ...price } of windows) {
      if (until !== null && until <= w.now - historyMs) continue;
      windowRows.push({ ...key, validFrom: from, validUntil: until, ...price });
      const productId = productOf.get(key.variantId)!;
      if (from > w.now) boundaries.add(JSON.stringify([from, productId]));
      if (until !== null && until > w.now) boundaries.add(JSON.stringify([until, productId]));
    }
    for (const { from, amountMinor } of keepHistory(history, windows, w.now)) {
      historyRows.push({ ...key, validFrom: from, amountMinor });
    }
  }
  await insertRows(w.tx, prices, windowRows);
  await insertRows(w.tx, priceHistory, historyRows);
  if (boundaries.size > 0) {
    await w.tx.run(sql`INSERT OR IGNORE INTO price_boundaries (at, product_id)
      SELECT value ->> 0, value ->> 1 FROM json_each(${`[${[...boundaries].join()}]`})`);
  }
}
