/** Keeping `product_markets` where nobody chose them: such a product is seen wherever a variant has a price. */
import { sql } from "drizzle-orm";
import { productMarkets } from "../schema.ts";
import { among, insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Makes the markets of products anew that follow from their prices, and touches `product:{id}:{market}` where a
 * product came or went. Prices to come count: what has none in force is in no list all the same.
 */
export async function deriveMarkets(w: Writer, productIds: Iterable<number>): Promise<void> {
  const ids = [...productIds];
  const priced = sql`SELECT v.product_id, p.market_id
    FROM products d JOIN variants v ON v.product_id = d.id JOIN prices p ON p.variant_id = v.id
    WHERE ${among(sql`d.id`, ids)} AND d.markets_chosen = 0`;
  const shown = sql`SELECT m.product_id, m.market_id
    FROM products d JOIN product_markets m ON m.product_id = d.id
    WHERE ${among(sql`d.id`, ids)} AND d.markets_chosen = 0`;
  const difference = (from: typeof priced, other: typeof priced) =>
    readRows<[number, number]>(w.tx, sql`product_id, market_id`, sql`FROM (${from} EXCEPT ${other})`);
  const gone = await difference(shown, priced);
  const come = await difference(priced, shown);
  if (gone.length > 0) {
    await w.tx.run(sql`DELETE FROM product_markets WHERE (product_id, market_id) IN
      (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(gone)}))`);
  }
  await insertRows(w.tx, productMarkets, come.map(([productId, marketId]) => ({ productId, marketId })));
  for (const [productId, marketId] of [...gone, ...come]) w.touch(`product:${productId}:${marketId}`);
}
