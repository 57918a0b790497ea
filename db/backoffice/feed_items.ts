/** Which variants which source of feeds brought in, so that those that it has no more can be told. */
import type { Client } from "@libsql/client";

/** SKUs at once. */
const pageSize = 2000;

/** The variants of one source. */
export interface FeedItems {
  /** Notes that the source has these SKUs; those that are known are not written. */
  mark(skus: readonly string[]): Promise<void>;
  /** All SKUs that the source ever had, many at a time. */
  all(): AsyncGenerator<string[]>;
}

/** @param source A name that the merchant gives, e.g. `us-en`. */
export function feedItems(backoffice: Client, source: string): FeedItems {
  return {
    async mark(skus) {
      if (skus.length === 0) return;
      const { rows } = await backoffice.execute({
        sql: `SELECT value FROM json_each(?1) WHERE NOT EXISTS
          (SELECT 1 FROM feed_items WHERE source = ?2 AND sku = value)`,
        args: [JSON.stringify(skus), source],
      });
      if (rows.length === 0) return;
      await backoffice.batch([{
        sql:
          "INSERT INTO feed_items (source, sku) SELECT ?1, value FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING",
        args: [source, JSON.stringify(rows.map((row) => String(row[0])))],
      }], "write");
    },

    async *all() {
      let after = "";
      for (;;) {
        const { rows } = await backoffice.execute({
          sql: `SELECT sku FROM feed_items WHERE source = ?1 AND sku > ?2 ORDER BY sku LIMIT ${pageSize}`,
          args: [source, after],
        });
        if (rows.length > 0) yield rows.map((row) => String(row[0]));
        if (rows.length < pageSize) return;
        after = String(rows.at(-1)![0]);
      }
    },
  };
}

/** Those of some SKUs that a draft wants. */
export async function draftSkus(backoffice: Client, skus: readonly string[]): Promise<Set<string>> {
  if (skus.length === 0) return new Set();
  const { rows } = await backoffice.execute({
    sql: "SELECT DISTINCT sku FROM draft_variants WHERE sku IN (SELECT value FROM json_each(?))",
    args: [JSON.stringify(skus)],
  });
  return new Set(rows.map((row) => String(row[0])));
}
