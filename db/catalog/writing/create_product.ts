/** New products, one or hundreds at once: a fixed handful of statements for all of them. */
import type { ProductId } from "../../../commerce/ids.ts";
import type { ProductInput } from "../../../commerce/wire/admin_catalog.ts";
import {
  productAttributes,
  productCategories,
  productMarkets,
  productMedia,
  products,
  productTexts,
} from "../schema.ts";
import { findValues } from "./attribute_values.ts";
import { deriveFacets } from "./derive_facets.ts";
import { deriveListings } from "./derive_listings.ts";
import { indexProducts } from "./index_product.ts";
import { insertVariants } from "./insert_variants.ts";
import { findCategories, findLanguage, findMarket, findPictures } from "./lookups.ts";
import { ensureHouse, saveOrganization } from "./organizations.ts";
import { insertRows, nextLastingId } from "./rows.ts";
import { chooseSlugs } from "./slugs.ts";
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

interface Made extends CreatedProduct {
  readonly input: ProductInput;
  readonly createdAt: number;
  /** What paths of refusals begin with. */
  readonly path: string;
}

async function insertProducts(
  w: Writer,
  made: readonly Made[],
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

async function insertTexts(w: Writer, made: readonly Made[]): Promise<void> {
  const texts = [];
  for (const { id, input, path } of made) {
    for (const [language, text] of Object.entries(input.texts)) {
      const languageId = await findLanguage(w, language, `${path}texts.${language}`);
      texts.push({ id, language, languageId, text, path: `${path}texts.${language}.slug` });
    }
  }
  const slugs = await chooseSlugs(
    w,
    "product",
    texts.map(({ id, language, languageId, text, path }) => ({
      ownerId: id,
      language,
      languageId,
      slug: text.slug,
      title: text.title,
      path,
    })),
  );
  await insertRows(
    w.tx,
    productTexts,
    texts.map(({ id, languageId, text }, i) => ({
      productId: id,
      languageId,
      title: text.title,
      slug: slugs[i]!,
      description: text.description,
      warnings: text.warnings ?? null,
    })),
  );
}

async function insertAttributes(w: Writer, made: readonly Made[]): Promise<void> {
  const named = made.flatMap(({ id, input, path }) =>
    input.attributes.map((one, i) => ({ id, ...one, path: `${path}attributes.${i}.value` }))
  );
  const values = await findValues(w, named);
  await insertRows(
    w.tx,
    productAttributes,
    named.map(({ id }, i) => ({ productId: id, valueId: values[i]!.valueId })),
    "ignore",
  );
}

async function insertPictures(w: Writer, made: readonly Made[]): Promise<void> {
  const named = made.flatMap(({ id, input, path }) =>
    input.pictures.map(({ key }, position) => ({
      id,
      position,
      name: key,
      path: `${path}pictures.${position}.key`,
    }))
  );
  const pictures = await findPictures(w, named);
  await insertRows(
    w.tx,
    productMedia,
    named.map(({ id, position, name }) => ({ productId: id, position, mediaId: pictures.get(name)! })),
  );
}

/** A draft is a product that no market shows. */
async function insertMarkets(w: Writer, made: readonly Made[]): Promise<void> {
  const rows = [];
  for (const { id, input, path } of made) {
    if (input.status === "draft") continue;
    const codes = input.markets ?? input.variants.flatMap((variant) => Object.keys(variant.prices));
    for (const code of new Set(codes)) {
      const marketId = await findMarket(w, code, `${path}markets`);
      rows.push({ productId: id, marketId });
      w.touch(`product:${id}:${marketId}`);
    }
  }
  await insertRows(w.tx, productMarkets, rows);
}
