/** Bringing a catalog database to the newest schema. */
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrateDatabase } from "../platform/migrate.ts";
import type { Catalog } from "./connect.ts";
import { catchUpCards } from "./writing/catch_up_cards.ts";
import { rebuildDerived } from "./writing/rebuild_derived.ts";
import { first } from "./writing/rows.ts";
import { writeCatalog, type Writer } from "./writing/transaction.ts";
import { rebuildValues } from "./writing/value_blocks.ts";

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Applies the migrations that the database lacks, in one transaction, and fills the derived tables that they added:
 * a catalog of an earlier version has products and no sets of them. Cards are filled in many short transactions, and
 * made right where a release that knows of none wrote since.
 */
export async function migrateCatalog(catalog: Catalog): Promise<void> {
  await catalog.exclusively(() => migrateDatabase(catalog.client, migrationsFolder));
  const lacking = await first<{ everything: 0 | 1; values: 0 | 1 }>(
    catalog.db,
    sql`SELECT EXISTS (SELECT 1 FROM product_texts) AND NOT EXISTS (SELECT 1 FROM product_sets) AS everything,
      EXISTS (SELECT 1 FROM product_facet_values) AND NOT EXISTS (SELECT 1 FROM product_values) AS "values"`,
  );
  if (lacking!.everything) await fill(catalog, rebuildDerived);
  else if (lacking!.values) await fill(catalog, rebuildValues);
  await catchUpCards(catalog, Date.now());
}

async function fill(catalog: Catalog, rebuild: (w: Writer) => Promise<void>): Promise<void> {
  const filled = await writeCatalog(catalog, { now: Date.now() }, async (w) => {
    await rebuild(w);
    // Carried by every page.
    w.touch("markets");
  });
  if (!filled.ok) throw new Error(`Cannot fill derived tables: ${filled.refusal.message}`);
}
