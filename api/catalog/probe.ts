/** Whether the catalog service's databases answer. */
import type { Client } from "@libsql/client";
import type { Catalog } from "../../db/catalog/connect.ts";

/** Asks both for one row and answers the catalog version; rejects when one is out of reach or not migrated. */
export async function probe(catalog: Catalog, backoffice: Client): Promise<number> {
  const [changes] = await Promise.all([
    catalog.client.execute("SELECT coalesce(max(sequence), 0) AS version FROM changes"),
    backoffice.execute("SELECT 1 FROM idempotency_keys LIMIT 1"),
  ]);
  return Number(changes.rows[0]!.version);
}
