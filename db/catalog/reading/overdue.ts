/**
 * Lists at the boundaries of price windows. `listings` holds the prices in force when it was written, and the
 * central API brings it up to date at each boundary. What reads a list does not wait for that: it knows from
 * `price_boundaries` which products are overdue, and until when the others are as they are.
 *
 * Until the API has done its part, the counts of facets are those of before, and a product that comes on sale for
 * the first time is not found by words.
 */
import { cardColumns, cardJoins, type CardRow } from "./cards.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

/** Holds when the product of `l` has one of the values of every group in a JSON array of arrays. */
export function holdsAll(groups: string): string {
  return `NOT EXISTS (SELECT 1 FROM json_each(${groups}) g WHERE NOT EXISTS (
       SELECT 1 FROM json_each(g.value) w JOIN product_facets f
       ON f.value_id = w.value AND f.product_id = l.product_id))`;
}

/** Boundaries to come are looked at up to this many: those of the products of one list are sought among them. */
const boundariesAhead = 100;

export const overdueStatements = {
  overdue: statement<[now: number, limit: number], [productId: number]>(
    `SELECT DISTINCT product_id FROM price_boundaries WHERE at <= ?1 LIMIT +?2`,
  ),
  overdueRows: statement<
    [
      marketId: number,
      categoryId: number,
      languageId: number,
      now: number,
      choice: string,
      productIds: string,
    ],
    [...CardRow, priceMinor: number, popularity: number, createdAt: number]
  >(
    `WITH RECURSIVE below(id) AS (
       SELECT ?2 UNION SELECT c.id FROM below CROSS JOIN categories c ON c.parent_id = below.id
     )
     SELECT ${cardColumns}, l.price_minor, p.popularity, p.created_at FROM (
       SELECT v.product_id, min(pr.amount_minor) AS price_minor
       FROM json_each(?6) j CROSS JOIN variants v ON v.product_id = j.value
       JOIN product_markets pm ON pm.product_id = v.product_id AND pm.market_id = ?1
       JOIN prices pr ON pr.variant_id = v.id AND pr.market_id = ?1 AND pr.price_list_id = 1
         AND pr.min_quantity = 1 AND pr.valid_from <= ?4 AND (pr.valid_until IS NULL OR pr.valid_until > ?4)
       WHERE ?2 = 0 OR EXISTS (SELECT 1 FROM product_categories pc
         WHERE pc.product_id = v.product_id AND pc.category_id IN (SELECT id FROM below))
       GROUP BY v.product_id
     ) l ${cardJoins("?3")} WHERE ${holdsAll("?5")}`,
  ),
  // What is in no list of the market may come on sale in this one.
  nextBoundary: statement<[now: number, marketId: number, categoryId: number], [at: number]>(
    `SELECT b.at FROM (
       SELECT at, product_id FROM price_boundaries WHERE at > ?1 ORDER BY at, product_id LIMIT ${boundariesAhead}
     ) b
     WHERE EXISTS (SELECT 1 FROM listings l
         WHERE l.market_id = ?2 AND l.category_id = ?3 AND l.product_id = b.product_id)
       OR EXISTS (SELECT 1 FROM product_markets pm WHERE pm.product_id = b.product_id AND pm.market_id = ?2)
         AND NOT EXISTS (SELECT 1 FROM listings l
           WHERE l.market_id = ?2 AND l.category_id = 0 AND l.product_id = b.product_id)
     ORDER BY b.at LIMIT 1`,
  ),
  lastBoundaryAhead: statement<[now: number], [at: number]>(
    `SELECT at FROM price_boundaries WHERE at > ?1 ORDER BY at, product_id LIMIT 1 OFFSET ${
      boundariesAhead - 1
    }`,
  ),
};
export type OverdueRun = Run<typeof overdueStatements>;

/** With more overdue products than these, which takes a long outage of the API, lists are shown as they were. */
const maxOverdue = 500;

/** Products whose rows in `listings` may no longer be true. */
export function readOverdue(run: OverdueRun, { now }: Reading): ReadonlySet<number> {
  const rows = run.overdue(now, maxOverdue + 1);
  return new Set(rows.length > maxOverdue ? [] : rows.map(([id]) => id));
}

/** Tags a list, and remembers until when its prices, and with them its order, hold. */
export function tagList(run: OverdueRun, reading: Reading, categoryId: number): void {
  reading.tagList(categoryId);
  const { now, place } = reading;
  const next = run.nextBoundary(now, place.market.id, categoryId)[0] ?? run.lastBoundaryAhead(now)[0];
  if (next) reading.holdsUntil(next[0]);
}
