/** Keeping the facet values of products in blocks, from which readers count. */
import { type SQL, sql } from "drizzle-orm";
import { encodeValues, valueBlockBits, valueBlockSize, valuesToLists } from "../product_values.ts";
import { type BlobTable, readBlobs, writeBlobs } from "./blobs.ts";
import { among, first, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

const table: BlobTable = { name: sql`product_values`, column: sql`value_ids` };

/** More blocks than these are forgotten all at once: an import would fill the log of changes with them. */
const maxNamed = 100;

/** Products whose values are in memory at once when all are made anew: some 100,000 values. */
const rebuiltAtOnce = 16 * valueBlockSize;

/** Makes the values of products anew in their blocks, from `product_facet_values`. Touches `values:{block}`. */
export async function saveValues(w: Writer, productIds: readonly number[]): Promise<void> {
  const now = await readValues(w, among(sql`product_id`, productIds));
  const blocks = Map.groupBy(productIds, (id) => id >> valueBlockBits);
  const stored = await readBlobs(w.tx, table, [...blocks.keys()]);
  await writeBlobs(
    w.tx,
    table,
    Array.from(blocks, ([block, ids]) => {
      const lists = valuesToLists(stored.get(block));
      for (const id of ids) lists[id % valueBlockSize] = now.get(id) ?? [];
      return [block, encodeValues(lists)] as const;
    }),
  );
  if (blocks.size > maxNamed) w.touch("values:*");
  else for (const block of blocks.keys()) w.touch(`values:${block}`);
}

/** Makes all blocks anew, from `product_facet_values`. Touches `values:*`. */
export async function rebuildValues(w: Writer): Promise<void> {
  await w.tx.run(sql`DELETE FROM product_values`);
  w.touch("values:*");
  const last = await first<{ id: number | null }>(
    w.tx,
    sql`SELECT max(product_id) AS id FROM product_facet_values`,
  );
  for (let from = 0; from <= (last?.id ?? -1); from += rebuiltAtOnce) {
    const values = await readValues(w, sql`product_id >= ${from} AND product_id < ${from + rebuiltAtOnce}`);
    const blocks = Map.groupBy(values, ([product]) => product >> valueBlockBits);
    await writeBlobs(
      w.tx,
      table,
      Array.from(blocks, ([block, products]) => {
        const lists: (readonly number[])[] = Array.from({ length: valueBlockSize }, () => []);
        for (const [product, own] of products) lists[product % valueBlockSize] = own;
        return [block, encodeValues(lists)] as const;
      }),
    );
  }
}

/** Product → its values, ascending; those without any are not in it. */
async function readValues(w: Writer, which: SQL): Promise<Map<number, number[]>> {
  const rows = await readRows<[number, number]>(
    w.tx,
    sql`product_id, value_id`,
    // Sorted within: what aggregates reads is in no order else.
    sql`FROM (SELECT product_id, value_id FROM product_facet_values WHERE ${which} ORDER BY 1, 2)`,
  );
  const values = new Map<number, number[]>();
  for (const [product, value] of rows) {
    const known = values.get(product);
    if (known) known.push(value);
    else values.set(product, [value]);
  }
  return values;
}
