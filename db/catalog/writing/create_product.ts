/** New products, one or hundreds at once: a fixed handful of statements for all of them. */
import type { ProductId } from "../../../commerce/ids.ts";
import type { ProductInput } from "../../../commerce/wire/admin_catalog.ts";
import { productCategories, products } from "../schema.ts";
import { deriveFacets } from "./derive_facets.ts";
import { deriveListings } from "./derive_listings.ts";
import { deriveMarkets } from "./derive_markets.ts";
import { indexProducts } from "./index_product.ts";
import {
  type CatalogInput,
  insertAttributes,
  insertChosenMarkets,
  insertPictures,
  insertTexts,
  type ProductPart,
} from "./insert_product_parts.ts";
import { insertVariants } from "./insert_variants.ts";
import { refuseEqualOptions } from "./equal_options.ts";
import { findCategories } from "./lookups.ts";
import { ensureHouse, saveOrganization } from "./organizations.ts";
import { insertRows, takeLastingIds } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A product to be made. */
export interface ProductDraft {
  readonly input: CatalogInput;
  /** Since when it has been in the shop, in milliseconds since the epoch; left out: since now. */
  readonly createdAt?: number;
  /** The keys that it had in the catalog before, its variants' in their order; those that are free it gets again. */
  readonly keys?: { readonly product: number | null; readonly variants: readonly (number | null)[] };
}

/** A product that was made. */
export interface CreatedProduct {
  readonly id: number;
  readonly publicId: ProductId;
}

/**
 * Creates a product. Refuses unknown categories, languages, markets and pictures, values that are not of their
 * attribute's type, slugs and SKUs that are taken, and variants of equal options.
 */
export async function createProduct(w: Writer, input: CatalogInput): Promise<CreatedProduct> {
  const [created] = await createProducts(w, [{ input }]);
  return created!;
}

/**
 * Creates products; like {@linkcode createProduct} for each, and all or none. With several, the paths of
 * refusals begin with the product's index.
 */
export async function createProducts(w: Writer, drafts: readonly ProductDraft[]): Promise<CreatedProduct[]> {
  await ensureHouse(w);
  const ids = await takeLastingIds(w.tx, "products", drafts.map(({ keys }) => keys?.product ?? null));
  const made = drafts.map(({ input, createdAt = w.now, keys }, i) => ({
    id: ids[i]!,
    variantKeys: keys?.variants ?? [],
    publicId: w.mint("prd", createdAt),
    input,
    createdAt,
    path: drafts.length === 1 ? "" : `${i}.`,
  }));
  const categories = await findCategories(
    w,
    made.flatMap(({ input, path }) =>
      input.categories.map((name, i) => ({ name, path: `${path}categories.${i}` }))
    ),
  );
  await insertProducts(w, made, categories);
  await insertRows(
    w.tx,
    productCategories,
    made.flatMap(({ id, input }) =>
      [...new Set(input.categories.map((name) => categories.get(name)!))].map((categoryId) => ({
        productId: id,
        categoryId,
      }))
    ),
  );
  await insertTexts(w, made);
  await insertAttributes(w, made);
  await insertPictures(w, made);
  await insertVariants(
    w,
    made.flatMap(({ id, input, createdAt, path, variantKeys }) =>
      input.variants.map((variant, i) => ({
        productId: id,
        key: variantKeys[i] ?? null,
        position: i,
        input: variant,
        createdAt,
        path: `${path}variants.${i}.`,
      }))
    ),
  );
  await insertChosenMarkets(w, made);

  await refuseEqualOptions(
    w,
    made.filter(({ input }) => input.variants.length > 1).map(({ id, path }) => ({
      id,
      path: (position) => `${path}variants.${position}.`,
    })),
  );
  await deriveMarkets(w, ids);
  await deriveListings(w, ids);
  await deriveFacets(w, ids);
  await indexProducts(w, ids);
  for (const id of ids) {
    w.touch(`product:${id}`);
    w.stamp("products", id);
  }
  return made.map(({ id, publicId }) => ({ id, publicId }));
}

async function insertProducts(
  w: Writer,
  made: readonly (ProductPart & CreatedProduct & { readonly createdAt: number })[],
  categories: ReadonlyMap<string, number>,
): Promise<void> {
  const organizations = new Map<string, number>();
  for (const { input } of made) {
    for (const one of [input.maker, input.euResponsible]) {
      const text = JSON.stringify(one);
      if (one && !organizations.has(text)) organizations.set(text, await saveOrganization(w, one));
    }
  }
  const keyOf = (one: ProductInput["maker"]) => one ? organizations.get(JSON.stringify(one))! : null;
  await insertRows(
    w.tx,
    products,
    made.map(({ id, publicId, input, createdAt }) => ({
      id,
      publicId,
      kind: input.kind,
      sellerId: 1,
      brand: input.brand ?? null,
      taxCategory: input.taxCategory,
      hsCode: input.hsCode ?? null,
      origin: input.origin ?? null,
      makerId: keyOf(input.maker),
      euResponsibleId: keyOf(input.euResponsible),
      categoryId: categories.get(input.categories[0] ?? "") ?? null,
      widthMm: input.dimensionsMm?.[0] ?? null,
      depthMm: input.dimensionsMm?.[1] ?? null,
      heightMm: input.dimensionsMm?.[2] ?? null,
      popularity: input.popularity,
      createdAt,
      updatedSequence: 0,
      marketsChosen: input.markets === undefined ? 0 : 1,
    })),
  );
}
