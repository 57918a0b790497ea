/** Keeping `product_facets`: the facet values that a product has of itself or through any of its variants. */
import { sql } from "drizzle-orm";
import { among } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** Makes the facet values of products anew. */
export async function deriveFacets(w: Writer, productIds: Iterable<number>): Promise<void> {
  const ids = [...productIds];
  if (ids.length === 0) return;
  await w.tx.run(sql`DELETE FROM product_facets WHERE ${among(sql`product_id`, ids)}`);
  await w.tx.run(sql`INSERT INTO product_facets (value_id, product_id)
    SELECT held.value_id, held.product_id FROM (
      SELECT value_id, product_id FROM product_attributes WHERE ${among(sql`product_id`, ids)}
      UNION
      SELECT o.value_id, v.product_id FROM variants v JOIN variant_options o ON o.variant_id = v.id
      WHERE ${among(sql`v.product_id`, ids)}
    ) held
    JOIN attribute_values a ON a.id = held.value_id
    JOIN attributes f ON f.id = a.attribute_id AND f.facet = 1`);
}
