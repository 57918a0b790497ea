/** New variants with their options, prices, availability and pictures. */
import { sql } from "drizzle-orm";
import type { VariantId } from "../../../commerce/ids.ts";
import type { VariantInput } from "../../../commerce/wire/admin_catalog.ts";
import { variantAvailability, variantMedia, variantOptions, variants } from "../schema.ts";
import { findValues } from "./attribute_values.ts";
import { findMarket, findPictures, findPriceLists, standardPriceList } from "./lookups.ts";
import { type KeyedPrices, writePriceKeys } from "./price_keys.ts";
import { among, insertRows, takeLastingIds } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A variant to be made. */
export interface VariantDraft {
  readonly productId: number;
  readonly position: number;
  /** The key that it had before, or null for a new one. */
  readonly key: number | null;
  readonly input: VariantInput;
  /** Since when its prices are in force; milliseconds since the epoch. */
  readonly createdAt: number;
  /** What paths of refusals begin with. */
  readonly path: string;
}

export interface CreatedVariant {
  readonly id: number;
  readonly publicId: VariantId;
}

/** Inserts variants and what hangs on them. Refuses as `createProduct` does; derives and touches nothing. */
export async function insertVariants(w: Writer, drafts: readonly VariantDraft[]): Promise<CreatedVariant[]> {
  await refuseTakenSkus(w, drafts);
  const ids = await takeLastingIds(w.tx, "variants", drafts.map(({ key }) => key));
  const made = drafts.map((draft, i) => ({
    ...draft,
    id: ids[i]!,
    publicId: w.mint("var", draft.createdAt),
  }));
  await insertRows(
    w.tx,
    variants,
    made.map(({ id, publicId, productId, position, input }) => ({
      id,
      publicId,
      productId,
      sku: input.sku,
      gtin: input.gtin ?? null,
      mpn: input.mpn ?? null,
      position,
      weightGrams: input.weightGrams ?? null,
      unitAmount: input.unitMeasure?.amount ?? null,
      unit: input.unitMeasure?.unit ?? null,
      availability: input.availability,
    })),
  );
  await insertOptions(w, made);
  await insertAvailability(w, made);
  await insertPrices(w, made);
  const pictured = made.flatMap(({ id, input, path }) =>
    input.picture ? [{ id, name: input.picture.key, path: `${path}picture.key` }] : []
  );
  const pictures = await findPictures(w, pictured);
  await insertRows(
    w.tx,
    variantMedia,
    pictured.map(({ id, name }) => ({ variantId: id, mediaId: pictures.get(name)! })),
  );
  return made;
}

type Made = VariantDraft & CreatedVariant;

/** Refuses a SKU that another variant has. */
export async function refuseTakenSkus(
  w: Writer,
  wanted: readonly { readonly input: { readonly sku: string }; readonly path: string }[],
): Promise<void> {
  const rows = await w.tx.all<{ sku: string }>(
    sql`SELECT sku FROM variants WHERE ${among(sql`sku`, wanted.map(({ input }) => input.sku))}`,
  );
  const taken = new Set(rows.map((row) => row.sku));
  for (const { input, path } of wanted) {
    if (taken.has(input.sku)) {
      w.refuse("sku-taken", `${path}sku`, `the SKU "${input.sku}" belongs to another variant`);
    }
    taken.add(input.sku);
  }
}

async function insertOptions(w: Writer, made: readonly Made[]): Promise<void> {
  const named = made.flatMap(({ id, input, path }) =>
    Object.entries(input.options).map(([name, value]) => ({
      id,
      name,
      value,
      path: `${path}options.${name}`,
    }))
  );
  const values = await findValues(w, named);
  await insertRows(w.tx, variantOptions, named.map(({ id }, i) => ({ variantId: id, ...values[i]! })));
}

async function insertAvailability(w: Writer, made: readonly Made[]): Promise<void> {
  const rows = [];
  for (const { id, input, path } of made) {
    for (const [code, availability] of Object.entries(input.availabilityByMarket)) {
      const marketId = await findMarket(w, code, `${path}availabilityByMarket.${code}`);
      rows.push({ variantId: id, marketId, availability });
    }
  }
  await insertRows(w.tx, variantAvailability, rows);
}

/** A first price has no earlier one: its window is open to the past, its history begins with the variant. */
async function insertPrices(w: Writer, made: readonly Made[]): Promise<void> {
  await findPriceLists(w, []);
  const keys: KeyedPrices[] = [];
  for (const { id, input, createdAt, path } of made) {
    for (const [code, { amountMinor, compareAtMinor = null }] of Object.entries(input.prices)) {
      const marketId = await findMarket(w, code, `${path}prices.${code}`);
      keys.push({
        key: { variantId: id, marketId, priceListId: standardPriceList, minQuantity: 1 },
        windows: [{ from: 0, until: null, begins: 0, amountMinor, compareAtMinor, lowestPriorMinor: null }],
        history: [{ from: createdAt, amountMinor }],
      });
    }
  }
  await writePriceKeys(w, keys, new Map(made.map(({ id, productId }) => [id, productId])));
}
