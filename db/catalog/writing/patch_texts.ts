/** Changing a product's texts. */
import { sql } from "drizzle-orm";
import type { ProductPatch } from "../../../commerce/wire/admin_catalog.ts";
import { productTexts } from "../schema.ts";
import { findLanguage } from "./lookups.ts";
import { among, insertRows, readRows } from "./rows.ts";
import { chooseSlugs, keepOldSlugs } from "./slugs.ts";
import type { Writer } from "./transaction.ts";

type TextsPatch = NonNullable<ProductPatch["texts"]>;

/**
 * Merges texts by language: what is left out of one stays, `null` instead of one removes it. The slug of a text that
 * is removed stays the product's own, and redirects once there is a text in that language again.
 *
 * @returns Whether a language came or went.
 */
export async function patchTexts(w: Writer, productId: number, patch: TextsPatch): Promise<boolean> {
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
  const removed = [];
  for (const [language, text] of Object.entries(patch)) {
    const path = `texts.${language}`;
    const languageId = await findLanguage(w, language, path);
    const was = old.get(languageId);
    if (text === null) {
      if (was) removed.push({ languageId, from: was.slug, to: null });
      continue;
    }
    const title = text.title ?? was?.title ??
      w.refuse("invalid-value", `${path}.title`, "a text in a new language needs a title");
    const slug = text.slug ?? was?.slug;
    texts.push({ languageId, language, was, title, text, path: `${path}.slug`, ...(slug && { slug }) });
  }
  const added = texts.filter(({ was }) => !was).length;
  if (old.size + added === removed.length) {
    w.refuse("last-language", "texts", "it is the product's last language: a product needs words in one");
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
      warnings: text.warnings === undefined ? was?.warnings ?? null : text.warnings,
    })),
    "replace",
  );
  await w.tx.run(sql`DELETE FROM product_texts WHERE product_id = ${productId}
    AND ${among(sql`language_id`, removed.map(({ languageId }) => languageId))}`);
  await keepOldSlugs(w, "product", productId, [
    ...texts.map(({ languageId, was }, i) => ({ languageId, from: was?.slug ?? null, to: slugs[i]! })),
    ...removed,
  ]);
  return added + removed.length > 0;
}
