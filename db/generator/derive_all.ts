/** What lists, facets and search read, made for a whole fresh catalog. */
import { sql } from "drizzle-orm";
import { type Catalog, openCatalog } from "../catalog/connect.ts";
import { rebuildCards } from "../catalog/writing/fill_cards.ts";
import { indexProducts } from "../catalog/writing/index_product.ts";
import { rebuildProductSets } from "../catalog/writing/rebuild_product_sets.ts";
import { readRows } from "../catalog/writing/rows.ts";
import { writeCatalog, type Writer } from "../catalog/writing/transaction.ts";

/** Products that are indexed in one transaction. */
const batchSize = 500;

/** KiB of pages that a connection keeps: its 2 MiB by default would read the index anew for each batch. */
const cacheKib = 65_536;

/**
 * Derives everything.
 *
 * @param now Milliseconds since the epoch: which prices are in force.
 * @param onProgress Told how many products are done; may throw to stop.
 */
export async function deriveAll(
  path: string,
  now: number,
  onProgress: (products: number) => void,
): Promise<void> {
  const catalog = await openCatalog({ url: `file:${path}` });
  try {
    onProgress(0);
    await write(catalog, now, rebuildProductSets);
    await write(catalog, now, rebuildCards);
    for (let after = 0, done = 0;;) {
      const ids = await write(catalog, now, async (w) => {
        const rows = await readRows<[number]>(
          w.tx,
          sql`id`,
          sql`FROM (SELECT id FROM products WHERE id > ${after} ORDER BY id LIMIT ${
            sql.raw(String(batchSize))
          })`,
        );
        const ids = rows.map(([id]) => id);
        await indexProducts(quiet(w), ids);
        return ids;
      });
      onProgress(done += ids.length);
      if (ids.length < batchSize) break;
      after = ids.at(-1)!;
    }
    await catalog.client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    catalog.close();
  }
}

async function write<T>(catalog: Catalog, now: number, work: (w: Writer) => Promise<T>): Promise<T> {
  const written = await writeCatalog(catalog, { now }, async (w) => {
    await w.tx.run(sql`PRAGMA cache_size = ${sql.raw(String(-cacheKib))}`);
    return await work(w);
  });
  if (!written.ok) throw new Error(written.refusal.message);
  return written.value;
}

/** Nobody has seen the catalog yet: no search needs a row in the log of changes. */
function quiet(w: Writer): Writer {
  return { ...w, touch() {} };
}
