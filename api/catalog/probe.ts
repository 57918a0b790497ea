/** Whether the catalog service's databases answer. */
import type { Client } from "@libsql/client";
import type { Catalog } from "../../db/catalog/connect.ts";
import { readCatalogVersion } from "../../db/catalog/writing/admin_lookups.ts";

/** Asks both for one row and answers the catalog version; rejects when one is out of reach or not migrated. */
export async function probe(catalog: Catalog, backoffice: Client): Promise<number> {
  const [version] = await Promise.all([
    readCatalogVersion(catalog),
    backoffice.execute("SELECT 1 FROM idempotency_keys LIMIT 1"),
  ]);
  return version;
}
