/** Deleting products. */
import { sql } from "drizzle-orm";
import { deriveListings } from "./derive_listings.ts";
import { deriveFacets } from "./derive_facets.ts";
import { forgetProducts } from "./index_product.ts";
import { readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { findVersioned } from "./versions.ts";

/**
 * Deletes a product with its variants, for good: its addresses answer "not found" and its keys are never given
 * again. To keep them, make it a draft (`patchProduct`).
 */
export async function deleteProduct(w: Writer, publicId: string, expectedVersion?: number): Promise<void> {
  const id = await findVersioned(w, "products", publicId, expectedVersion);
  const markets = await readRows<[number]>(
    w.tx,
    sql`market_id`,
    sql`FROM product_markets WHERE product_id = ${id}`,
  );
  await w.tx.run(sql`DELETE FROM product_markets WHERE product_id = ${id}`);
  const variants = await readRows<[number]>(w.tx, sql`id`, sql`FROM variants WHERE product_id = ${id}`);
  await deleteVariantRows(w, variants.map(([variantId]) => variantId));
  await w.tx.run(sql`DELETE FROM product_attributes WHERE product_id = ${id}`);
  await forgetProducts(w, [id]);
  for (const table of ["price_boundaries", "product_media", "product_categories", "product_texts"]) {
    await w.tx.run(sql`DELETE FROM ${sql.identifier(table)} WHERE product_id = ${id}`);
  }
  await w.tx.run(sql`DELETE FROM old_slugs WHERE kind = 'product' AND target_id = ${id}`);
  await w.tx.run(sql`DELETE FROM products WHERE id = ${id}`);
  await deriveFacets(w, [id]);
  await deriveListings(w, [id]);
  w.touch(`product:${id}`);
  for (const [marketId] of markets) w.touch(`product:${id}:${marketId}`);
}

/** Deletes variants with everything that hangs on them; derives and touches nothing. */
export async function deleteVariantRows(w: Writer, variantIds: readonly number[]): Promise<void> {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(variantIds)}))`;
  const hanging = ["prices", "price_history", "variant_options", "variant_availability", "variant_media"];
  for (const table of hanging) {
    await w.tx.run(sql`DELETE FROM ${sql.identifier(table)} WHERE variant_id IN ${ids}`);
  }
  await w.tx.run(sql`DELETE FROM variants WHERE id IN ${ids}`);
}
