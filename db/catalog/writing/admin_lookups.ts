/** Small questions that the admin API asks of the catalog. */
import { sql } from "drizzle-orm";
import type { Readable } from "./admin_records.ts";
import { first } from "./rows.ts";

/** Whether the catalog has a record with this public id. */
export async function isListed(
  { db }: Readable,
  table: "products" | "variants",
  publicId: string,
): Promise<boolean> {
  const found = await first(db, sql`SELECT 1 FROM ${sql.identifier(table)} WHERE public_id = ${publicId}`);
  return found !== undefined;
}

/** The newest catalog version; 0 before the first write. */
export async function readCatalogVersion({ db }: Readable): Promise<number> {
  const row = await first<{ version: number | null }>(
    db,
    sql`
    SELECT coalesce((SELECT max(sequence) FROM changes),
      (SELECT seq FROM sqlite_sequence WHERE name = 'changes')) AS version`,
  );
  return row?.version ?? 0;
}
