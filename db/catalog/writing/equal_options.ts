/** No two variants of a product may have equal options: nobody could choose between them. */
import { sql } from "drizzle-orm";
import { among, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Refuses products of which two variants have equal options, with `options-taken`. Variants without any are told
 * apart by their SKUs alone, and may be several.
 *
 * @param products Each with what the path of a refusal begins with, by the position of the variant.
 */
export async function refuseEqualOptions(
  w: Writer,
  products: readonly { readonly id: number; path(position: number): string }[],
): Promise<void> {
  if (products.length === 0) return;
  const variants = await readRows<[number, number, string, string]>(
    w.tx,
    sql`product_id, position, sku, options`,
    sql`FROM (SELECT v.product_id, v.position, v.sku,
        (SELECT json_group_array(value_id) FROM (SELECT value_id FROM variant_options
          WHERE variant_id = v.id ORDER BY attribute_id)) AS options
      FROM variants v WHERE ${among(sql`v.product_id`, products.map(({ id }) => id))}
        AND EXISTS (SELECT 1 FROM variant_options WHERE variant_id = v.id)
      ORDER BY v.product_id, v.position, v.id)`,
  );
  const paths = new Map(products.map((product) => [product.id, product]));
  const skus = new Map<string, string>();
  for (const [productId, position, sku, options] of variants) {
    const other = skus.get(`${productId} ${options}`);
    if (other !== undefined) {
      w.refuse(
        "options-taken",
        `${paths.get(productId)!.path(position)}options`,
        `the variants "${other}" and "${sku}" have the same options`,
      );
    }
    skus.set(`${productId} ${options}`, sku);
  }
}
