/** What the catalog holds of the variants that a feed names. */
import { sql } from "drizzle-orm";
import type { Availability } from "../../commerce/catalog_view.ts";
import { among, readRows, type Reads } from "../catalog/writing/rows.ts";
import type { PastPrice, PriceWindow } from "../catalog/writing/price_windows.ts";
import { standardPriceList } from "../catalog/writing/lookups.ts";

/** A variant as the catalog has it. */
export interface VariantState {
  readonly id: number;
  readonly productId: number;
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly weightGrams: number | null;
  readonly unitAmount: number | null;
  readonly unit: string | null;
  /** Everywhere where nothing else is said. */
  readonly availability: Availability;
  /** In the market; null: nothing else is said there. */
  readonly marketAvailability: Availability | null;
  /** Values of its options. */
  readonly options: ReadonlySet<number>;
  /** Its standard price in the market. */
  readonly windows: readonly PriceWindow[];
  readonly history: readonly PastPrice[];
}

/** A product as the catalog has it. */
export interface ProductState {
  readonly id: number;
  readonly brand: string | null;
  readonly categoryId: number | null;
  /** In the language; null: it has none. */
  readonly text: { readonly title: string; readonly description: string } | null;
  /** Values by attribute. */
  readonly values: ReadonlyMap<number, number>;
  readonly lastPosition: number;
  /** Of its variants, in their order. */
  readonly skus: readonly string[];
}

export interface CatalogState {
  /** By SKU. */
  readonly variants: ReadonlyMap<string, VariantState>;
  /** By key. */
  readonly products: ReadonlyMap<number, ProductState>;
}

/** Where a feed is sold and what it is written in. */
export interface FeedPlace {
  readonly marketId: number;
  readonly languageId: number;
}

/** Reads what there is of the SKUs: one statement where there is nothing. */
export async function readState(
  reads: Reads,
  skus: readonly string[],
  place: FeedPlace,
): Promise<CatalogState> {
  const { marketId, languageId } = place;
  const variants = new Map<string, VariantState>();
  const products = new Map<number, ProductState>();
  const rows = await readRows<
    [
      sku: string,
      id: number,
      productId: number,
      gtin: string | null,
      mpn: string | null,
      weight: number | null,
      unitAmount: number | null,
      unit: string | null,
      availability: Availability,
      inMarket: Availability | null,
    ]
  >(
    reads,
    sql`v.sku, v.id, v.product_id, v.gtin, v.mpn, v.weight_grams, v.unit_amount, v.unit, v.availability,
      a.availability`,
    sql`FROM variants v
      LEFT JOIN variant_availability a ON a.variant_id = v.id AND a.market_id = ${marketId}
      WHERE ${among(sql`v.sku`, skus)}`,
  );
  if (rows.length === 0) return { variants, products };
  const variantIds = JSON.stringify(rows.map(([, id]) => id));
  const productIds = JSON.stringify([...new Set(rows.map(([, , productId]) => productId))]);
  const byVariant = <Row extends readonly [number, ...unknown[]]>(list: readonly Row[]) =>
    Map.groupBy(list, ([id]) => id);
  const options = byVariant(
    await readRows<[number, number]>(
      reads,
      sql`variant_id, value_id`,
      sql`FROM variant_options WHERE variant_id IN (SELECT value FROM json_each(${variantIds}))`,
    ),
  );
  const key = sql`variant_id IN (SELECT value FROM json_each(${variantIds})) AND market_id = ${marketId}
    AND price_list_id = ${standardPriceList} AND min_quantity = 1`;
  const windows = byVariant(
    await readRows<[number, number, number | null, number, number, number | null, number | null]>(
      reads,
      sql`variant_id, valid_from, valid_until, begins, amount_minor, compare_at_minor, lowest_prior_minor`,
      sql`FROM (SELECT * FROM prices WHERE ${key} ORDER BY variant_id, valid_from)`,
    ),
  );
  const history = byVariant(
    await readRows<[number, number, number]>(
      reads,
      sql`variant_id, valid_from, amount_minor`,
      sql`FROM (SELECT * FROM price_history WHERE ${key} ORDER BY variant_id, valid_from)`,
    ),
  );
  for (const [sku, id, productId, gtin, mpn, weightGrams, unitAmount, unit, availability, inMarket] of rows) {
    variants.set(sku, {
      id,
      productId,
      gtin,
      mpn,
      weightGrams,
      unitAmount,
      unit,
      availability,
      marketAvailability: inMarket,
      options: new Set(options.get(id)?.map(([, value]) => value)),
      windows: (windows.get(id) ?? []).map(([, from, until, begins, amountMinor, compareAt, lowest]) => ({
        from,
        until,
        begins,
        amountMinor,
        compareAtMinor: compareAt,
        lowestPriorMinor: lowest,
      })),
      history: (history.get(id) ?? []).map(([, from, amountMinor]) => ({ from, amountMinor })),
    });
  }
  const values = byVariant(
    await readRows<[number, number, number]>(
      reads,
      sql`p.product_id, p.value_id, v.attribute_id`,
      sql`FROM product_attributes p JOIN attribute_values v ON v.id = p.value_id
        WHERE p.product_id IN (SELECT value FROM json_each(${productIds}))`,
    ),
  );
  const texts = await readRows<
    [number, string | null, number | null, string | null, string | null, number, readonly string[]]
  >(
    reads,
    sql`p.id, p.brand, p.category_id, t.title, t.description,
      (SELECT max(position) FROM variants WHERE product_id = p.id),
      (SELECT json_group_array(sku) FROM
        (SELECT sku FROM variants WHERE product_id = p.id ORDER BY position, id))`,
    sql`FROM products p LEFT JOIN product_texts t ON t.product_id = p.id AND t.language_id = ${languageId}
      WHERE p.id IN (SELECT value FROM json_each(${productIds}))`,
  );
  for (const [id, brand, categoryId, title, description, lastPosition, skus] of texts) {
    products.set(id, {
      id,
      brand,
      categoryId,
      text: title === null ? null : { title, description: description ?? "" },
      values: new Map(values.get(id)?.map(([, value, attribute]) => [value, attribute])),
      lastPosition,
      skus,
    });
  }
  return { variants, products };
}
