/** Keeping `listings`: which products stand in which lists, and by what they are sorted. */
import { sql } from "drizzle-orm";
import { listings } from "../schema.ts";
import { among, insertRows, readRows, type Row } from "./rows.ts";
import type { Writer } from "./transaction.ts";

type ListingRow = [
  market: number,
  category: number,
  product: number,
  price: number,
  popularity: number,
  at: number,
];

/**
 * Makes the listings of products anew: one row for each market in which a product is visible and has a standard
 * price in force, and each of its categories, their ancestors and the whole shop (0). Touches
 * `category:{category}:{market}` of every list in which something changed.
 */
export async function deriveListings(w: Writer, productIds: Iterable<number>): Promise<void> {
  const ids = [...productIds];
  if (ids.length === 0) return;
  const old = await readRows<ListingRow>(
    w.tx,
    sql`market_id, category_id, product_id, price_minor, popularity, created_at`,
    sql`FROM listings WHERE ${among(sql`product_id`, ids)}`,
  );
  const due = await readDue(w, ids);
  const before = new Set(old.map((row) => row.join(" ")));
  const after = new Set(due.map((row) => row.join(" ")));
  const changed = [
    ...old.filter((row) => !after.has(row.join(" "))),
    ...due.filter((row) => !before.has(row.join(" "))),
  ];
  if (changed.length === 0) return;
  for (const [market, category] of changed) w.touch(`category:${category}:${market}`);
  const products = new Set(changed.map(([, , product]) => product));
  await w.tx.run(sql`DELETE FROM listings WHERE ${among(sql`product_id`, products)}`);
  await insertRows(w.tx, listings, due.filter(([, , product]) => products.has(product)).map(toRow));
}

/** Touches the lists that products stand in: their searches (the whole shop), or all of them. */
export async function touchLists(
  w: Writer,
  productIds: Iterable<number>,
  which: "search" | "all",
): Promise<void> {
  const rows = await readRows<[number, number]>(
    w.tx,
    sql`category_id, market_id`,
    sql`FROM (SELECT DISTINCT category_id, market_id FROM listings WHERE ${among(sql`product_id`, productIds)}
      ${which === "search" ? sql`AND category_id = 0` : sql``})`,
  );
  for (const [category, market] of rows) w.touch(`category:${category}:${market}`);
}

/** Touches the lists of markets that products stand in there. */
export async function touchListsIn(
  w: Writer,
  places: readonly (readonly [productId: number, marketId: number])[],
): Promise<void> {
  if (places.length === 0) return;
  const rows = await readRows<[number, number]>(
    w.tx,
    sql`category_id, market_id`,
    sql`FROM (SELECT DISTINCT l.category_id, l.market_id
      FROM json_each(${JSON.stringify(places)}) p
      JOIN listings l ON l.product_id = p.value ->> 0 AND l.market_id = p.value ->> 1)`,
  );
  for (const [category, market] of rows) w.touch(`category:${category}:${market}`);
}

function readDue(w: Writer, ids: readonly number[]): Promise<ListingRow[]> {
  return readRows<ListingRow>(
    w.tx,
    sql`l.market_id, a.category_id, p.id, l.price_minor, p.popularity, p.created_at`,
    sql`FROM (
        SELECT v.product_id, s.market_id, min(s.amount_minor) AS price_minor
        FROM variants v JOIN prices s ON s.variant_id = v.id
        WHERE ${among(sql`v.product_id`, ids)} AND s.price_list_id = 1 AND s.min_quantity = 1
          AND s.valid_from <= ${w.now} AND (s.valid_until IS NULL OR s.valid_until > ${w.now})
        GROUP BY v.product_id, s.market_id
      ) l
      JOIN product_markets m ON m.product_id = l.product_id AND m.market_id = l.market_id
      JOIN products p ON p.id = l.product_id
      JOIN (
        WITH RECURSIVE above(product_id, category_id) AS (
          SELECT product_id, category_id FROM product_categories WHERE ${among(sql`product_id`, ids)}
          UNION
          SELECT above.product_id, c.parent_id FROM above JOIN categories c ON c.id = above.category_id
          WHERE c.parent_id IS NOT NULL
        )
        SELECT product_id, category_id FROM above
        UNION ALL SELECT value, 0 FROM json_each(${JSON.stringify(ids)})
      ) a ON a.product_id = l.product_id
      ORDER BY p.id`,
  );
}

function toRow([marketId, categoryId, productId, priceMinor, popularity, createdAt]: ListingRow): Row<
  typeof listings
> {
  return { marketId, categoryId, productId, priceMinor, popularity, createdAt };
}
