/** Forgetting old changes. */
import { sql } from "drizzle-orm";
import type { Catalog } from "../connect.ts";

/** How long the log of changes is kept (design decision 2). */
export const changesKeptMs = 7 * 86_400_000;

/**
 * Deletes changes older than 7 days, never the newest one: it is the catalog version. An edge that was away
 * longer drops its whole cache.
 *
 * @param now Milliseconds since the epoch.
 * @returns How many were deleted.
 */
export async function pruneChanges(catalog: Catalog, now: number): Promise<number> {
  const { rowsAffected } = await catalog.exclusively(() =>
    catalog.db.run(sql`DELETE FROM changes WHERE at < ${now - changesKeptMs}
      AND sequence < (SELECT max(sequence) FROM changes)`)
  );
  return rowsAffected;
}
