/** New products, one or hundreds at once: a fixed handful of statements for all of them. */
import type { ProductId } from "../../../commerce/ids.ts";
import type { ProductInput } from "../../../commerce/wire/admin_catalog.ts";
import { productCategories, products } from "../schema.ts";
import { deriveFacets } from "./derive_facets.ts";
import { deriveListings } from "./derive_listings.ts";
import { indexProducts } from "./index_product.ts";
import {
  insertAttributes,
  insertMarkets,
  insertPictures,
  insertTexts,
  type ProductPart,
} from "./insert_product_parts.ts";
import { insertVariants } from "./insert_variants.ts";
import { findCategories } from "./lookups.ts";
import { ensureHouse, saveOrganization } from "./organizations.ts";
import { insertRows, nextLastingId } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A product to be made, and since when it has been in the shop (milliseconds; left out: since now). */
export interface ProductDraft {
  readonly input: ProductInput;
  readonly createdAt?: number;
}

/** A product that was made. */
export interface CreatedProduct {
  readonly id: number;
  readonly publicId: ProductId;
}

/**
 * Creates a product. Refuses unknown categories, languages, markets and pictures, values that are not of their
 * attribute's type, and slugs and SKUs that are taken.
 */
export async function createProduct(w: Writer, input: ProductInput): Promise<CreatedProduct> {
  const [created] = await createProducts(w, [{ input }]);
  return created!;
}

/**
 * Creates products; like {@linkcode createProduct} for each, and all or none. With several, the paths of
 * refusals begin with the product's index.
 */
export async function createProducts(w: Writer, drafts: readonly ProductDraft[]): Promise<CreatedProduct[]> {
  await ensureHouse(w);
  const first = await nextLastingId(w.tx, "products");
  const made = drafts.map(({ input, createdAt = w.now }, i) => ({
    id: first + i,
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
    made.flatMap(({ id, input, createdAt, path }) =>
      input.variants.map((variant, i) => ({
        productId: id,
        position: i,
        input: variant,
        createdAt,
        path: `${path}variants.${i}.`,
      }))
    ),
  );
  await insertMarkets(w, made);

  const ids = made.map(({ id }) => id);
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
    })),
  );
}
