/** Making everything derived anew, from nothing. */
import { sql } from "drizzle-orm";
import { deriveFacets } from "./derive_facets.ts";
import { deriveListings } from "./derive_listings.ts";
import { indexProducts } from "./index_product.ts";
import { readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** Products a round. */
const batchSize = 500;

/** Empties listings, facet values and the search index, and fills them from the rows they are derived from. */
export async function rebuildDerived(w: Writer): Promise<void> {
  await w.tx.run(sql`DELETE FROM listings`);
  await w.tx.run(sql`DELETE FROM product_facets`);
  await w.tx.run(sql`INSERT INTO search_index (search_index) VALUES ('delete-all')`);
  let after = 0;
  while (true) {
    const rows = await readRows<[number]>(
      w.tx,
      sql`id`,
      sql`FROM (SELECT id FROM products WHERE id > ${after} ORDER BY id LIMIT ${sql.raw(String(batchSize))})`,
    );
    const ids = rows.map(([id]) => id);
    await deriveListings(w, ids);
    await deriveFacets(w, ids);
    await indexProducts(w, ids);
    if (ids.length < batchSize) return;
    after = ids.at(-1)!;
  }
}
