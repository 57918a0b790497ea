/** What hangs on new products: texts, attributes, pictures, markets. */
import type { ProductInput } from "../../../commerce/wire/admin_catalog.ts";
import { productAttributes, productMarkets, productMedia, productTexts } from "../schema.ts";
import { findValues } from "./attribute_values.ts";
import { findLanguage, findMarket, findPictures } from "./lookups.ts";
import { insertRows } from "./rows.ts";
import { chooseSlugs } from "./slugs.ts";
import type { Writer } from "./transaction.ts";

/** What the catalog keeps of a product: one whose status is "draft" is not in it. */
export type CatalogInput = Omit<ProductInput, "status">;

/** A product on its way into the catalog. */
export interface ProductPart {
  readonly id: number;
  readonly input: CatalogInput;
  /** What paths of refusals begin with. */
  readonly path: string;
}

/** Texts in every language, each with its slug. */
export async function insertTexts(w: Writer, made: readonly ProductPart[]): Promise<void> {
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

/** The product's own attribute values. */
export async function insertAttributes(w: Writer, made: readonly ProductPart[]): Promise<void> {
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

/** Pictures in their order. */
export async function insertPictures(w: Writer, made: readonly ProductPart[]): Promise<void> {
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

/** Where products are on sale that have their markets chosen; those of others follow from their prices. */
export async function insertChosenMarkets(w: Writer, made: readonly ProductPart[]): Promise<void> {
  const rows = [];
  for (const { id, input, path } of made) {
    for (const [i, code] of (input.markets ?? []).entries()) {
      const marketId = await findMarket(w, code, `${path}markets.${i}`);
      rows.push({ productId: id, marketId });
      w.touch(`product:${id}:${marketId}`);
    }
  }
  await insertRows(w.tx, productMarkets, rows, "ignore");
}
