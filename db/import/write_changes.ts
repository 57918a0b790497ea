/** Writing what a feed changes: a fixed number of statements for any number of products. */
import { sql } from "drizzle-orm";
import { productAttributes, productCategories, products, productTexts, variants } from "../catalog/schema.ts";
import { variantAvailability, variantOptions } from "../catalog/schema.ts";
import { refuseEqualOptions } from "../catalog/writing/equal_options.ts";
import { findPriceLists, standardPriceList } from "../catalog/writing/lookups.ts";
import { ensureHouse, houseId } from "../catalog/writing/organizations.ts";
import { writePriceKeys } from "../catalog/writing/price_keys.ts";
import { insertRows, takeLastingIds } from "../catalog/writing/rows.ts";
import { chooseSlugs } from "../catalog/writing/slugs.ts";
import type { Writer } from "../catalog/writing/transaction.ts";
import type { FeedPlace } from "./catalog_state.ts";
import { columnsOf, type FeedScope, keptValues } from "./compare_unit.ts";
import { deriveChanges } from "./derive_changes.ts";
import type { Placed, PlacedVariant, ReadyChange, WritePlace } from "./placed_change.ts";

/**
 * Writes changes, what is derived from them and the tags of what they touch. Refuses with `options-taken` a variant
 * that cannot be told from one the feed does not know.
 */
export async function writeChanges(
  w: Writer,
  changes: readonly ReadyChange[],
  place: WritePlace,
  scope: FeedScope,
): Promise<void> {
  const placed = await placeProducts(w, changes);
  const members = await placeVariants(w, placed, scope);
  await writeTexts(w, placed, place);
  await writeCategories(w, placed);
  await writeAttributes(w, placed, scope);
  await writeOptions(w, members);
  await writeAvailability(w, members, place);
  await writePrices(w, members, place);
  await deriveChanges(w, placed, members, place);
}

async function placeProducts(w: Writer, changes: readonly ReadyChange[]): Promise<Placed[]> {
  const fresh = changes.filter(({ product }) => product === null);
  if (fresh.length > 0) await ensureHouse(w);
  const ids = await takeLastingIds(w.tx, "products", fresh.map(() => null));
  const idOf = new Map(fresh.map((change, i) => [change, ids[i]!]));
  await insertRows(
    w.tx,
    products,
    fresh.map((change) => ({
      id: idOf.get(change)!,
      publicId: w.mint("prd", w.now),
      kind: "physical",
      sellerId: houseId,
      brand: change.keyed.unit.brand,
      taxCategory: "standard",
      hsCode: null,
      origin: null,
      makerId: null,
      euResponsibleId: null,
      categoryId: change.categoryId,
      widthMm: null,
      depthMm: null,
      heightMm: null,
      popularity: 0,
      createdAt: w.now,
      updatedSequence: 0,
      marketsChosen: 0,
    })),
  );
  const branded = changes.filter(({ product, brand }) => product !== null && brand);
  if (branded.length > 0) {
    const rows = branded.map(({ product, keyed }) => [product!.id, keyed.unit.brand]);
    await w.tx.run(sql`UPDATE products SET brand = j.value ->> 1 FROM json_each(${JSON.stringify(rows)}) j
      WHERE products.id = j.value ->> 0`);
  }
  return changes.map((change) => ({ ...change, productId: change.product?.id ?? idOf.get(change)! }));
}

async function placeVariants(
  w: Writer,
  placed: readonly Placed[],
  scope: FeedScope,
): Promise<PlacedVariant[]> {
  const all = placed.flatMap(({ productId, product, variants }) => {
    let position = (product?.lastPosition ?? -1) + 1;
    return variants.map((change) => ({ ...change, productId, position: change.state ? 0 : position++ }));
  });
  const fresh = all.filter(({ state }) => state === null);
  const ids = await takeLastingIds(w.tx, "variants", fresh.map(() => null));
  const idOf = new Map(fresh.map((change, i) => [change, ids[i]!]));
  await insertRows(
    w.tx,
    variants,
    fresh.map((change) =>
      ({
        id: idOf.get(change)!,
        publicId: w.mint("var", w.now),
        productId: change.productId,
        sku: change.variant.row.sku,
        position: change.position,
        availability: change.variant.row.availability,
        ...columnsOf(change.variant.row, null, scope.columns),
      }) as typeof variants.$inferSelect
    ),
  );
  const changed = all.filter(({ state, columns }) => state !== null && columns);
  if (changed.length > 0) {
    const rows = changed.map(({ state, variant }) => {
      const { gtin, mpn, weightGrams, unitAmount, unit } = columnsOf(variant.row, state, scope.columns);
      return [state!.id, gtin, mpn, weightGrams, unitAmount, unit];
    });
    await w.tx.run(
      sql`UPDATE variants SET gtin = j.value ->> 1, mpn = j.value ->> 2, weight_grams = j.value ->> 3,
        unit_amount = j.value ->> 4, unit = j.value ->> 5
      FROM json_each(${JSON.stringify(rows)}) j WHERE variants.id = j.value ->> 0`,
    );
  }
  return all.map((change) => ({ ...change, variantId: change.state?.id ?? idOf.get(change)! }));
}

async function writeTexts(
  w: Writer,
  placed: readonly Placed[],
  { language, languageId }: WritePlace,
): Promise<void> {
  const texts = placed.filter(({ text }) => text);
  const fresh = texts.filter(({ product }) => !product?.text);
  const slugs = await chooseSlugs(
    w,
    "product",
    fresh.map(({ productId, keyed }) => ({
      ownerId: productId,
      language,
      languageId,
      title: keyed.unit.title,
      path: "",
    })),
  );
  await insertRows(
    w.tx,
    productTexts,
    fresh.map(({ productId, keyed: { unit } }, i) => ({
      productId,
      languageId,
      title: unit.title,
      slug: slugs[i]!,
      description: unit.description,
      warnings: null,
    })),
  );
  const changed = texts.filter(({ product }) => product?.text);
  if (changed.length === 0) return;
  const rows = changed.map(({ productId, keyed: { unit } }) => [productId, unit.title, unit.description]);
  await w.tx.run(sql`UPDATE product_texts SET title = j.value ->> 1, description = j.value ->> 2
    FROM json_each(${JSON.stringify(rows)}) j
    WHERE product_texts.product_id = j.value ->> 0 AND product_texts.language_id = ${languageId}`);
}

/** The category of the breadcrumb is the feed's; others that a merchant has put a product in stay. */
async function writeCategories(w: Writer, placed: readonly Placed[]): Promise<void> {
  const moved = placed.filter(({ category, categoryId }) => category && categoryId !== null);
  const old = moved.filter(({ product }) => product !== null);
  if (old.length > 0) {
    const left = old.map(({ productId, product }) => [productId, product!.categoryId]);
    await w.tx.run(sql`DELETE FROM product_categories WHERE (product_id, category_id) IN
      (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(left)}))`);
    const rows = old.map(({ productId, categoryId }) => [productId, categoryId]);
    await w.tx.run(
      sql`UPDATE products SET category_id = j.value ->> 1 FROM json_each(${JSON.stringify(rows)}) j
      WHERE products.id = j.value ->> 0`,
    );
  }
  await insertRows(
    w.tx,
    productCategories,
    moved.map(({ productId, categoryId }) => ({ productId, categoryId: categoryId! })),
    "ignore",
  );
}

async function writeAttributes(w: Writer, placed: readonly Placed[], scope: FeedScope): Promise<void> {
  const changed = placed.filter(({ values }) => values);
  const old = changed.flatMap(({ product }) => product === null ? [] : [product.id]);
  if (old.length > 0) {
    await w.tx.run(sql`DELETE FROM product_attributes
      WHERE product_id IN (SELECT value FROM json_each(${JSON.stringify(old)}))`);
  }
  await insertRows(
    w.tx,
    productAttributes,
    changed.flatMap(({ productId, product, keyed }) => {
      const kept = product === null ? [] : keptValues(product, scope);
      return [...new Set([...kept, ...keyed.values.map((value) => value!.valueId)])].map((valueId) => ({
        productId,
        valueId,
      }));
    }),
  );
}

async function writeOptions(w: Writer, members: readonly PlacedVariant[]): Promise<void> {
  const changed = members.filter(({ options }) => options);
  const old = changed.flatMap(({ state }) => state === null ? [] : [state.id]);
  if (old.length > 0) {
    await w.tx.run(sql`DELETE FROM variant_options
      WHERE variant_id IN (SELECT value FROM json_each(${JSON.stringify(old)}))`);
  }
  await insertRows(
    w.tx,
    variantOptions,
    changed.flatMap(({ variantId, optionValues }) =>
      optionValues.map((value) => ({
        variantId,
        attributeId: value!.attributeId,
        valueId: value!.valueId,
      }))
    ),
  );
  const products = new Set(
    changed.filter(({ optionValues }) => optionValues.length > 0).map((one) => one.productId),
  );
  await refuseEqualOptions(w, Array.from(products, (id) => ({ id, path: () => "" })));
}

async function writeAvailability(
  w: Writer,
  members: readonly PlacedVariant[],
  { marketId }: FeedPlace,
): Promise<void> {
  const changed = members.filter(({ state, availability }) => state !== null && availability);
  if (changed.length === 0) return;
  const ids = JSON.stringify(changed.map(({ variantId }) => variantId));
  await w.tx.run(sql`DELETE FROM variant_availability
    WHERE market_id = ${marketId} AND variant_id IN (SELECT value FROM json_each(${ids}))`);
  await insertRows(
    w.tx,
    variantAvailability,
    changed.filter(({ state, variant }) => state!.availability !== variant.row.availability).map((
      { variantId, variant },
    ) => ({ variantId, marketId, availability: variant.row.availability })),
  );
}

async function writePrices(
  w: Writer,
  members: readonly PlacedVariant[],
  { marketId }: FeedPlace,
): Promise<void> {
  const priced = members.filter(({ prices }) => prices !== null);
  if (priced.length === 0) return;
  await findPriceLists(w, []);
  await writePriceKeys(
    w,
    priced.map(({ variantId, prices }) => ({
      key: { variantId, marketId, priceListId: standardPriceList, minQuantity: 1 },
      ...prices!,
    })),
    new Map(priced.map(({ variantId, productId }) => [variantId, productId])),
  );
}
