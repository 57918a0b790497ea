/** What the clock changes: price windows that opened or closed. */
import { sql } from "drizzle-orm";
import type { Catalog } from "../connect.ts";
import { deriveListings } from "./derive_listings.ts";
import { first, readRows } from "./rows.ts";
import { writeCatalog } from "./transaction.ts";

/** At most so many products in one transaction, so that no writer waits long. */
const batchSize = 500;

/**
 * Makes the listings of products anew whose price windows opened or closed, and touches their pages in the
 * markets concerned. Cheap when there are none: one read.
 *
 * @param now Milliseconds since the epoch.
 * @returns How many products were refreshed.
 */
export async function refreshBoundaries(catalog: Catalog, now: number): Promise<number> {
  let refreshed = 0;
  while (await first(catalog.db, sql`SELECT 1 FROM price_boundaries WHERE at <= ${now} LIMIT 1`)) {
    const written = await writeCatalog(catalog, { now }, async (w) => {
      const due = await readRows<[number, number]>(
        w.tx,
        sql`product_id, at`,
        sql`FROM (SELECT product_id, min(at) AS at FROM price_boundaries WHERE at <= ${now}
          GROUP BY product_id LIMIT ${sql.raw(String(batchSize))})`,
      );
      const ids = due.map(([productId]) => productId);
      // Which markets: where a window of the product begins or ends between its oldest due boundary and now.
      const crossed = await readRows<[number, number]>(
        w.tx,
        sql`product_id, market_id`,
        sql`FROM (SELECT DISTINCT v.product_id, p.market_id
          FROM json_each(${JSON.stringify(due)}) d
          JOIN variants v ON v.product_id = d.value ->> 0
          JOIN prices p ON p.variant_id = v.id
          WHERE p.valid_from BETWEEN (d.value ->> 1) AND ${now}
            OR p.valid_until BETWEEN (d.value ->> 1) AND ${now})`,
      );
      for (const [productId, marketId] of crossed) w.touch(`product:${productId}:${marketId}`);
      await w.tx.run(sql`DELETE FROM price_boundaries WHERE at <= ${now}
        AND product_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
      await deriveListings(w, ids);
      return ids.length;
    });
    if (!written.ok) throw new Error(written.refusal.message);
    refreshed += written.value;
  }
  return refreshed;
}

/** When a price window opens or closes next, in milliseconds since the epoch; null: none is planned. */
export async function nextBoundary(catalog: Catalog): Promise<number | null> {
  const row = await first<{ at: number | null }>(catalog.db, sql`SELECT min(at) AS at FROM price_boundaries`);
  return row?.at ?? null;
}
