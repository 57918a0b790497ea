/**
 * Lists at the boundaries of price windows. The sets and sort keys of lists hold the prices in force when they were
 * written, and the central API brings them up to date at each boundary. What reads a list does not wait for that:
 * it knows from `price_boundaries` which products are overdue, and until when the others are as they are.
 *
 * Until the API has done its part, the counts of facets are those of before, and a product that comes on sale for
 * the first time is not found by words.
 */
import { boundariesAhead } from "./list_memory.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

export const overdueStatements = {
  overdue: statement<[now: number, limit: number], [productId: number]>(
    `SELECT DISTINCT product_id FROM price_boundaries WHERE at <= ?1 LIMIT +?2`,
  ),
  overdueProducts: statement<[marketId: number, now: number, productIds: string], OverdueRow>(
    `SELECT p.id, min(pr.amount_minor), p.popularity, p.created_at, max(pr.compare_at_minor IS NOT NULL)
     FROM json_each(?3) j CROSS JOIN products p ON p.id = j.value
     JOIN product_markets pm ON pm.product_id = p.id AND pm.market_id = ?1
     JOIN variants v ON v.product_id = p.id
     JOIN prices pr ON pr.variant_id = v.id AND pr.market_id = ?1 AND pr.price_list_id = 1
       AND pr.min_quantity = 1 AND pr.valid_from <= ?2 AND (pr.valid_until IS NULL OR pr.valid_until > ?2)
     GROUP BY p.id`,
  ),
};
export type OverdueRun = Run<typeof overdueStatements>;

type OverdueRow = [id: number, priceMinor: number, popularity: number, createdAt: number, isReduced: 0 | 1];

/** Products whose place in lists may no longer be true. */
export interface Overdue {
  readonly ids: readonly number[];
  /** Those that are sold in the market at this moment, as they are now. */
  readonly sold: readonly OverdueProduct[];
}

export interface OverdueProduct {
  readonly id: number;
  readonly price: number;
  readonly popularity: number;
  readonly created: number;
  readonly isReduced: boolean;
}

/** With more overdue products than these, which takes a long outage of the API, lists are shown as they were. */
const maxOverdue = 500;

export function readOverdue(run: OverdueRun, { now, place }: Reading): Overdue {
  const ids = run.overdue(now, maxOverdue + 1).map(([id]) => id);
  if (ids.length === 0 || ids.length > maxOverdue) return { ids: [], sold: [] };
  const rows = run.overdueProducts(place.market.id, now, JSON.stringify(ids));
  return {
    ids,
    sold: rows.map(([id, price, popularity, created, isReduced]) => ({
      id,
      price,
      popularity,
      created,
      isReduced: isReduced === 1,
    })),
  };
}

/** Tags a list, and remembers until when its prices, and with them its order, hold. */
export function tagList(reading: Reading, categoryId: number): void {
  reading.tagList(categoryId);
  const { now, place, memory: { lists } } = reading;
  const boundaries = lists.boundariesAfter(now);
  const inMarket = lists.set("market", place.market.id);
  const inCategory = categoryId === 0 ? null : lists.set("category", categoryId);
  for (const [at, product, markets] of boundaries) {
    const concerns = inMarket.has(product)
      ? inCategory === null || inCategory.has(product)
      // What is in no list of the market may come on sale in this one.
      : (JSON.parse(markets) as number[]).includes(place.market.id);
    if (concerns) return reading.holdsUntil(at);
  }
  if (boundaries.length === boundariesAhead) reading.holdsUntil(boundaries.at(-1)![0]);
}
