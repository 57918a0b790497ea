/** Adding, changing and deleting single variants. A variant's version is its product's. */
import { type SQL, sql } from "drizzle-orm";
import type { VariantInput, VariantPatch } from "../../../commerce/wire/admin_catalog.ts";
import { variantMedia, variantOptions } from "../schema.ts";
import { findValues } from "./attribute_values.ts";
import { changesNothing } from "./changes_nothing.ts";
import { deleteVariantRows } from "./delete_product.ts";
import { deriveFacets } from "./derive_facets.ts";
import { deriveListings, touchLists } from "./derive_listings.ts";
import { deriveMarkets } from "./derive_markets.ts";
import { refuseEqualOptions } from "./equal_options.ts";
import { indexProducts } from "./index_product.ts";
import { type CreatedVariant, insertVariants, refuseTakenSkus } from "./insert_variants.ts";
import { findMarket, findPictures } from "./lookups.ts";
import { first, insertRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { findVariant, findVersioned } from "./versions.ts";

/**
 * Adds a variant to a product, behind the others. A product whose markets nobody chose comes on sale where this is
 * its first price. Refuses as `createProduct` does.
 */
export async function createVariant(
  w: Writer,
  productPublicId: string,
  input: VariantInput,
): Promise<CreatedVariant> {
  const productId = await findVersioned(w, "products", productPublicId);
  const last = await first<{ position: number | null }>(
    w.tx,
    sql`SELECT max(position) AS position FROM variants WHERE product_id = ${productId}`,
  );
  const [created] = await insertVariants(w, [
    { productId, position: (last?.position ?? -1) + 1, key: null, input, createdAt: w.now, path: "" },
  ]);
  await refuseEqualOptions(w, [{ id: productId, path: () => "" }]);
  await refresh(w, productId);
  return created!;
}

/**
 * Changes a variant: what is left out stays, `null` clears, options are replaced as a whole, availabilities merge
 * by market. Prices are written by `setPrices`. Refuses as `createProduct` does.
 *
 * @param expectedVersion The product's version that the caller saw; left out: whatever there is.
 */
export async function patchVariant(
  w: Writer,
  publicId: string,
  patch: VariantPatch,
  expectedVersion?: number,
): Promise<void> {
  const { id, productId } = await findVariant(w, publicId, expectedVersion);
  if (changesNothing(patch, "availabilityByMarket")) return;
  await patchColumns(w, id, patch);
  if (patch.options) {
    const named = Object.entries(patch.options).map(([name, value]) => ({
      name,
      value,
      path: `options.${name}`,
    }));
    const values = await findValues(w, named);
    await w.tx.run(sql`DELETE FROM variant_options WHERE variant_id = ${id}`);
    await insertRows(w.tx, variantOptions, values.map((value) => ({ variantId: id, ...value })));
    await refuseEqualOptions(w, [{ id: productId, path: () => "" }]);
  }
  if (patch.picture !== undefined) {
    await w.tx.run(sql`DELETE FROM variant_media WHERE variant_id = ${id}`);
    if (patch.picture) {
      const { key } = patch.picture;
      const found = await findPictures(w, [{ name: key, path: "picture.key" }]);
      await insertRows(w.tx, variantMedia, [{ variantId: id, mediaId: found.get(key)! }]);
    }
  }
  await mergeAvailability(w, id, productId, patch.availabilityByMarket ?? {});
  const { availabilityByMarket: _, ...rest } = patch;
  if (Object.keys(rest).length > 0) await refresh(w, productId);
  else w.stamp("products", productId);
}

/** Deletes a variant. Refuses to delete a product's last one: delete the product instead. */
export async function deleteVariant(w: Writer, publicId: string, expectedVersion?: number): Promise<void> {
  const { id, productId } = await findVariant(w, publicId, expectedVersion);
  const other = await first(
    w.tx,
    sql`SELECT 1 FROM variants WHERE product_id = ${productId} AND id <> ${id} LIMIT 1`,
  );
  if (!other) w.refuse("last-variant", "", "it is the product's last variant: delete the product instead");
  await deleteVariantRows(w, [id]);
  await refresh(w, productId);
}

/** Brings up to date what is derived from a product's variants, and touches its pages. */
async function refresh(w: Writer, productId: number): Promise<void> {
  await deriveMarkets(w, [productId]);
  await deriveListings(w, [productId]);
  await deriveFacets(w, [productId]);
  await indexProducts(w, [productId]);
  await touchLists(w, [productId], "all");
  w.touch(`product:${productId}`);
  w.stamp("products", productId);
}

async function patchColumns(w: Writer, id: number, patch: VariantPatch): Promise<void> {
  const sets: SQL[] = [];
  if (patch.sku !== undefined) {
    const own = await first<{ sku: string }>(w.tx, sql`SELECT sku FROM variants WHERE id = ${id}`);
    if (own!.sku !== patch.sku) await refuseTakenSkus(w, [{ input: { sku: patch.sku }, path: "" }]);
    sets.push(sql`sku = ${patch.sku}`);
  }
  if (patch.gtin !== undefined) sets.push(sql`gtin = ${patch.gtin}`);
  if (patch.mpn !== undefined) sets.push(sql`mpn = ${patch.mpn}`);
  if (patch.weightGrams !== undefined) sets.push(sql`weight_grams = ${patch.weightGrams}`);
  if (patch.availability !== undefined) sets.push(sql`availability = ${patch.availability}`);
  if (patch.unitMeasure !== undefined) {
    const { amount, unit } = patch.unitMeasure ?? { amount: null, unit: null };
    sets.push(sql`unit_amount = ${amount}, unit = ${unit}`);
  }
  if (sets.length > 0) await w.tx.run(sql`UPDATE variants SET ${sql.join(sets, sql`, `)} WHERE id = ${id}`);
}

async function mergeAvailability(
  w: Writer,
  variantId: number,
  productId: number,
  changes: NonNullable<VariantPatch["availabilityByMarket"]>,
): Promise<void> {
  for (const [code, availability] of Object.entries(changes)) {
    const marketId = await findMarket(w, code, `availabilityByMarket.${code}`);
    if (availability === null) {
      await w.tx.run(sql`DELETE FROM variant_availability
        WHERE variant_id = ${variantId} AND market_id = ${marketId}`);
    } else {
      await w.tx.run(sql`INSERT INTO variant_availability (variant_id, market_id, availability)
        VALUES (${variantId}, ${marketId}, ${availability})
        ON CONFLICT (variant_id, market_id) DO UPDATE SET availability = excluded.availability`);
    }
    w.touch(`product:${productId}:${marketId}`);
  }
}
