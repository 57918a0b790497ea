/** Changing products. */
import { type SQL, sql } from "drizzle-orm";
import type { ProductPatch } from "../../../commerce/wire/admin_catalog.ts";
import {
  productAttributes,
  productCategories,
  productMarkets,
  productMedia,
  productTexts,
} from "../schema.ts";
import { findValues } from "./attribute_values.ts";
import { deriveFacets } from "./derive_facets.ts";
import { deriveListings, touchLists } from "./derive_listings.ts";
import { indexProducts } from "./index_product.ts";
import { findCategories, findLanguage, findMarket, findPictures } from "./lookups.ts";
import { saveOrganization } from "./organizations.ts";
import { insertRows, readRows } from "./rows.ts";
import { chooseSlugs, keepOldSlugs } from "./slugs.ts";
import type { Writer } from "./transaction.ts";
import { findVersioned } from "./versions.ts";

/**
 * Changes a product: what is left out stays, `null` clears, texts merge by language, lists are replaced as a
 * whole. A title alone never changes a slug; a slug that changes goes on redirecting. `draft` takes
 * the product out of every market and keeps it otherwise; `active` puts one that is in none wherever it has a
 * price. Refuses as `createProduct` does.
 *
 * @param expectedVersion The version that the caller saw; left out: whatever there is.
 */
export async function patchProduct(
  w: Writer,
  publicId: string,
  patch: ProductPatch,
  expectedVersion?: number,
): Promise<void> {
  const id = await findVersioned(w, "products", publicId, expectedVersion);
  await patchColumns(w, id, patch);
  if (patch.categories) await replaceCategories(w, id, patch.categories);
  if (patch.texts) await mergeTexts(w, id, patch.texts);
  if (patch.attributes) await replaceAttributes(w, id, patch.attributes);
  if (patch.pictures) await replacePictures(w, id, patch.pictures);
  if (patch.markets || patch.status) await replaceMarkets(w, id, patch);

  await deriveListings(w, [id]);
  if (patch.attributes) {
    await deriveFacets(w, [id]);
    await touchLists(w, [id], "all");
  }
  if (patch.texts || patch.categories || patch.attributes || patch.brand !== undefined) {
    await indexProducts(w, [id]);
    await touchLists(w, [id], "search");
  }
  w.touch(`product:${id}`);
  w.stamp("products", id);
}

async function patchColumns(w: Writer, id: number, patch: ProductPatch): Promise<void> {
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

async function mergeTexts(
  w: Writer,
  productId: number,
  patch: NonNullable<ProductPatch["texts"]>,
): Promise<void> {
  const old = new Map(
    (await readRows<[number, string, string, string, string | null]>(
      w.tx,
      sql`language_id, title, slug, description, warnings`,
      sql`FROM product_texts WHERE product_id = ${productId}`,
    )).map(([languageId, title, slug, description, warnings]) => [
      languageId,
      { title, slug, description, warnings },
    ]),
  );
  const texts = [];
  for (const [language, text] of Object.entries(patch)) {
    const path = `texts.${language}`;
    const languageId = await findLanguage(w, language, path);
    const was = old.get(languageId);
    const title = text.title ?? was?.title ??
      w.refuse("invalid-value", `${path}.title`, "a text in a new language needs a title");
    const slug = text.slug ?? was?.slug;
    texts.push({ languageId, language, was, title, text, path: `${path}.slug`, ...(slug && { slug }) });
  }
  const slugs = await chooseSlugs(w, "product", texts.map((text) => ({ ...text, ownerId: productId })));
  await insertRows(
    w.tx,
    productTexts,
    texts.map(({ languageId, was, title, text }, i) => ({
      productId,
      languageId,
      title,
      slug: slugs[i]!,
      description: text.description ?? was?.description ?? "",
      warnings: text.warnings ?? was?.warnings ?? null,
    })),
    "replace",
  );
  await keepOldSlugs(
    w,
    "product",
    productId,
    texts.flatMap(({ languageId, was }, i) => was ? [{ languageId, from: was.slug, to: slugs[i]! }] : []),
  );
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

async function replaceMarkets(w: Writer, productId: number, patch: ProductPatch): Promise<void> {
  const old = await readRows<[number]>(
    w.tx,
    sql`market_id`,
    sql`FROM product_markets WHERE product_id = ${productId}`,
  );
  const ids = new Set<number>();
  if (patch.status === undefined || patch.status === "active") {
    if (patch.markets) {
      for (const [i, code] of patch.markets.entries()) ids.add(await findMarket(w, code, `markets.${i}`));
    } else {
      const there = old.length > 0 ? old : await readRows<[number]>(
        w.tx,
        sql`market_id`,
        sql`FROM (SELECT DISTINCT p.market_id FROM variants v JOIN prices p ON p.variant_id = v.id
          WHERE v.product_id = ${productId})`,
      );
      for (const [marketId] of there) ids.add(marketId);
    }
  }
  await w.tx.run(sql`DELETE FROM product_markets WHERE product_id = ${productId}`);
  await insertRows(w.tx, productMarkets, [...ids].map((marketId) => ({ productId, marketId })));
  for (const marketId of new Set([...ids, ...old.map(([marketId]) => marketId)])) {
    w.touch(`product:${productId}:${marketId}`);
  }
}
