/** Keeping the facet values that a product has of itself or through any of its variants, and the sets of them. */
import { sql } from "drizzle-orm";
import { productFacetValues } from "../schema.ts";
import { inChunks } from "./chunks.ts";
import { ListBlocks } from "./list_blocks.ts";
import { among, insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { saveValues } from "./value_blocks.ts";

type Held = [productId: number, valueId: number];

/** Makes the facet values of products anew. */
export async function deriveFacets(w: Writer, productIds: Iterable<number>): Promise<void> {
  for (const ids of inChunks(productIds)) await deriveSome(w, ids);
}

async function deriveSome(w: Writer, ids: readonly number[]): Promise<void> {
  const of = (column: ReturnType<typeof sql>) => among(column, ids);
  const before = sql`SELECT product_id, value_id FROM product_facet_values WHERE ${of(sql`product_id`)}`;
  const after = sql`SELECT held.product_id, held.value_id FROM (
      SELECT product_id, value_id FROM product_attributes WHERE ${of(sql`product_id`)}
      UNION
      SELECT v.product_id, o.value_id FROM variants v JOIN variant_options o ON o.variant_id = v.id
      WHERE ${of(sql`v.product_id`)}
    ) held
    JOIN attribute_values a ON a.id = held.value_id
    JOIN attributes f ON f.id = a.attribute_id AND f.facet = 1`;
  const difference = (from: typeof before, other: typeof before) =>
    readRows<Held>(w.tx, sql`product_id, value_id`, sql`FROM (${from} EXCEPT ${other})`);
  const gone = await difference(before, after);
  const come = await difference(after, before);
  if (gone.length + come.length === 0) return;
  if (gone.length > 0) {
    await w.tx.run(sql`DELETE FROM product_facet_values WHERE (product_id, value_id) IN
      (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(gone)}))`);
  }
  await insertRows(w.tx, productFacetValues, come.map(([productId, valueId]) => ({ productId, valueId })));

  const products = [...new Set([...gone, ...come].map(([product]) => product))];
  const blocks = new ListBlocks(w);
  await blocks.loadSets("facet", new Set([...gone, ...come].map(([, value]) => value)), products);
  for (const [product, value] of gone) blocks.put("facet", value, product, false);
  for (const [product, value] of come) blocks.put("facet", value, product, true);
  await blocks.save();
  await saveValues(w, products);
}
