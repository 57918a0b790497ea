/** Making everything derived anew, from nothing. */
import { sql } from "drizzle-orm";
import { emptySearch, indexProducts } from "./index_product.ts";
import { rebuildProductSets } from "./rebuild_product_sets.ts";
import { readRows } from "./rows.ts";
import { rebuildSynonyms } from "./synonyms.ts";
import type { Writer } from "./transaction.ts";

/** Products a round. */
const batchSize = 500;

/**
 * Empties what lists, facets and search read, and fills it from the rows that it is derived from: all but cards, which
 * are made in transactions of their own (fill_cards.ts).
 */
export async function rebuildDerived(w: Writer): Promise<void> {
  await rebuildProductSets(w);
  await rebuildSynonyms(w);
  await emptySearch(w);
  let after = 0;
  while (true) {
    const rows = await readRows<[number]>(
      w.tx,
      sql`id`,
      sql`FROM (SELECT id FROM products WHERE id > ${after} ORDER BY id LIMIT ${sql.raw(String(batchSize))})`,
    );
    const ids = rows.map(([id]) => id);
    await indexProducts(w, ids);
    if (ids.length < batchSize) return;
    after = ids.at(-1)!;
  }
}
