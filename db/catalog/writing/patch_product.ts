/** Changing products. */
import { type SQL, sql } from "drizzle-orm";
import type { ProductPatch } from "../../../commerce/wire/admin_catalog.ts";
import { productAttributes, productCategories, productMarkets, productMedia } from "../schema.ts";
import { findValues } from "./attribute_values.ts";
import { changesNothing } from "./changes_nothing.ts";
import { deriveFacets } from "./derive_facets.ts";
import { deriveListings, touchLists } from "./derive_listings.ts";
import { deriveMarkets } from "./derive_markets.ts";
import { indexProducts } from "./index_product.ts";
import { findCategories, findMarket, findPictures } from "./lookups.ts";
import { saveOrganization } from "./organizations.ts";
import { patchTexts } from "./patch_texts.ts";
import { insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { findVersioned } from "./versions.ts";

/** What can be changed of a product in the catalog; its status says whether it is there at all. */
export type CatalogPatch = Omit<ProductPatch, "status">;

/**
 * Changes a product: what is left out stays, `null` clears, texts merge by language (`null` removes one), lists are
 * replaced as a whole. A title alone never changes a slug; a slug that changes goes on redirecting. An empty patch
 * changes nothing, not even the version. Refuses as `createProduct` does, and to remove the last language.
 *
 * @param expectedVersion The version that the caller saw; left out: whatever there is.
 */
export async function patchProduct(
  w: Writer,
  publicId: string,
  patch: CatalogPatch,
  expectedVersion?: number,
): Promise<void> {
  const id = await findVersioned(w, "products", publicId, expectedVersion);
  if (changesNothing(patch, "texts")) return;
  await patchColumns(w, id, patch);
  if (patch.categories) await replaceCategories(w, id, patch.categories);
  const spoken = patch.texts !== undefined && await patchTexts(w, id, patch.texts);
  if (patch.attributes) await replaceAttributes(w, id, patch.attributes);
  if (patch.pictures) await replacePictures(w, id, patch.pictures);
  if (patch.markets !== undefined) await chooseMarkets(w, id, patch.markets);

  await deriveListings(w, [id]);
  if (patch.attributes) await deriveFacets(w, [id]);
  if (patch.texts || patch.categories || patch.attributes || patch.brand !== undefined) {
    await indexProducts(w, [id]);
    // The lists of a language hold what has words in it.
    await touchLists(w, [id], patch.attributes || spoken ? "all" : "search");
  }
  w.touch(`product:${id}`);
  w.stamp("products", id);
}

async function patchColumns(w: Writer, id: number, patch: CatalogPatch): Promise<void> {
  const sets: SQL[] = [];
  if (patch.brand !== undefined) sets.push(sql`brand = ${patch.brand}`);
  if (patch.kind !== undefined) sets.push(sql`kind = ${patch.kind}`);
  if (patch.taxCategory !== undefined) sets.push(sql`tax_category = ${patch.taxCategory}`);
  if (patch.hsCode !== undefined) sets.push(sql`hs_code = ${patch.hsCode}`);
  if (patch.origin !== undefined) sets.push(sql`origin = ${patch.origin}`);
  if (patch.popularity !== undefined) sets.push(sql`popularity = ${patch.popularity}`);
  if (patch.dimensionsMm !== undefined) {
    const [width, depth, height] = patch.dimensionsMm ?? [null, null, null];
    sets.push(sql`width_mm = ${width}, depth_mm = ${depth}, height_mm = ${height}`);
  }
  for (
    const [column, one] of [["maker_id", patch.maker], ["eu_responsible_id", patch.euResponsible]] as const
  ) {
    if (one === undefined) continue;
    sets.push(sql`${sql.identifier(column)} = ${one && await saveOrganization(w, one)}`);
  }
  if (sets.length > 0) await w.tx.run(sql`UPDATE products SET ${sql.join(sets, sql`, `)} WHERE id = ${id}`);
}

async function replaceCategories(w: Writer, productId: number, names: readonly string[]): Promise<void> {
  const found = await findCategories(w, names.map((name, i) => ({ name, path: `categories.${i}` })));
  const ids = [...new Set(names.map((name) => found.get(name)!))];
  await w.tx.run(sql`UPDATE products SET category_id = ${ids[0] ?? null} WHERE id = ${productId}`);
  await w.tx.run(sql`DELETE FROM product_categories WHERE product_id = ${productId}`);
  await insertRows(w.tx, productCategories, ids.map((categoryId) => ({ productId, categoryId })));
}

async function replaceAttributes(
  w: Writer,
  productId: number,
  named: NonNullable<ProductPatch["attributes"]>,
): Promise<void> {
  const values = await findValues(w, named.map((one, i) => ({ ...one, path: `attributes.${i}.value` })));
  await w.tx.run(sql`DELETE FROM product_attributes WHERE product_id = ${productId}`);
  await insertRows(w.tx, productAttributes, values.map(({ valueId }) => ({ productId, valueId })), "ignore");
}

async function replacePictures(
  w: Writer,
  productId: number,
  pictures: NonNullable<ProductPatch["pictures"]>,
): Promise<void> {
  const found = await findPictures(
    w,
    pictures.map(({ key }, i) => ({ name: key, path: `pictures.${i}.key` })),
  );
  await w.tx.run(sql`DELETE FROM product_media WHERE product_id = ${productId}`);
  await insertRows(
    w.tx,
    productMedia,
    pictures.map(({ key }, position) => ({ productId, position, mediaId: found.get(key)! })),
  );
}

/** @param codes The markets to be seen in; `null`: wherever a variant has a price. */
async function chooseMarkets(w: Writer, productId: number, codes: readonly string[] | null): Promise<void> {
  await w.tx.run(
    sql`UPDATE products SET markets_chosen = ${sql.raw(codes ? "1" : "0")} WHERE id = ${productId}`,
  );
  if (codes === null) return await deriveMarkets(w, [productId]);
  const old = await readRows<[number]>(
    w.tx,
    sql`market_id`,
    sql`FROM product_markets WHERE product_id = ${productId}`,
  );
  const ids = new Set<number>();
  for (const [i, code] of codes.entries()) ids.add(await findMarket(w, code, `markets.${i}`));
  await w.tx.run(sql`DELETE FROM product_markets WHERE product_id = ${productId}`);
  await insertRows(w.tx, productMarkets, [...ids].map((marketId) => ({ productId, marketId })));
  for (const marketId of new Set([...ids, ...old.map(([marketId]) => marketId)])) {
    w.touch(`product:${productId}:${marketId}`);
  }
}
