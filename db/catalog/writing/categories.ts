/** Categories: a tree with texts in every language. */
import { sql } from "drizzle-orm";
import type { CategoryId } from "../../../commerce/ids.ts";
import { slugify } from "../../../commerce/slug.ts";
import type { CategoryInput, CategoryPatch } from "../../../commerce/wire/admin_catalog.ts";
import { categories, categoryTexts } from "../schema.ts";
import { findParent, moveCategory, readProductsBelow } from "./category_tree.ts";
import { changesNothing } from "./changes_nothing.ts";
import { deriveCategories } from "./derive_categories.ts";
import { touchLists } from "./derive_listings.ts";
import { indexProducts } from "./index_product.ts";
import { findLanguage } from "./lookups.ts";
import { first, insertRows, readRows, takeLastingIds } from "./rows.ts";
import { chooseSlugs, keepOldSlugs } from "./slugs.ts";
import type { Writer } from "./transaction.ts";
import { findVersioned } from "./versions.ts";

export interface CreatedCategory {
  readonly id: number;
  readonly publicId: CategoryId;
}

/**
 * Creates a category. Refuses an unknown parent or language, and a code or slug that is taken.
 *
 * @param mediaId Its picture, of `saveMedia`.
 */
export async function createCategory(
  w: Writer,
  input: CategoryInput,
  mediaId: number | null = null,
): Promise<CreatedCategory> {
  const [id = 0] = await takeLastingIds(w.tx, "categories", [null]);
  const publicId = w.mint("cat", w.now);
  const parentId = input.parent === undefined ? null : await findParent(w, input.parent);
  await insertRows(w.tx, categories, [{
    id,
    publicId,
    code: await chooseCode(w, input, id),
    parentId,
    position: input.position,
    mediaId,
    updatedSequence: 0,
  }]);
  const texts = [];
  for (const [language, text] of Object.entries(input.texts)) {
    texts.push({ language, languageId: await findLanguage(w, language, `texts.${language}`), ...text });
  }
  await writeTexts(w, id, texts, "fail");
  w.touch("categories");
  w.stamp("categories", id);
  return { id, publicId };
}

/**
 * Changes a category: what is left out stays, texts merge by language, a slug that changes goes on redirecting.
 * Refuses as {@linkcode createCategory} does, and a parent that is the category itself or below it.
 *
 * @param expectedVersion The version that the caller saw; left out: whatever there is.
 */
export async function patchCategory(
  w: Writer,
  publicId: string,
  patch: CategoryPatch,
  expectedVersion?: number,
): Promise<void> {
  const id = await findVersioned(w, "categories", publicId, expectedVersion);
  if (changesNothing(patch, "texts")) return;
  if (patch.position !== undefined) {
    await w.tx.run(sql`UPDATE categories SET position = ${patch.position} WHERE id = ${id}`);
  }
  const moved = patch.parent !== undefined && await moveCategory(w, id, patch.parent);
  if (patch.texts) await patchTexts(w, id, patch.texts);
  if (moved || patch.texts) {
    const below = await readProductsBelow(w, id);
    await indexProducts(w, below);
    if (moved) await deriveCategories(w, below);
    await touchLists(w, below, "search");
  }
  w.touch("categories");
  w.stamp("categories", id);
}

/** Deletes a category. Refuses while it has products or children. */
export async function deleteCategory(w: Writer, publicId: string, expectedVersion?: number): Promise<void> {
  const id = await findVersioned(w, "categories", publicId, expectedVersion);
  const used = await first(
    w.tx,
    sql`SELECT 1 FROM product_categories WHERE category_id = ${id}
    UNION ALL SELECT 1 FROM categories WHERE parent_id = ${id} LIMIT 1`,
  );
  if (used) w.refuse("category-in-use", "", "the category has products or categories in it: move them first");
  await w.tx.run(sql`DELETE FROM old_slugs WHERE kind = 'category' AND target_id = ${id}`);
  await w.tx.run(sql`DELETE FROM category_texts WHERE category_id = ${id}`);
  await w.tx.run(sql`DELETE FROM categories WHERE id = ${id}`);
  w.touch("categories");
}

/** A text whose language was found. */
interface FoundText {
  readonly language: string;
  readonly languageId: number;
  readonly name: string;
  readonly description: string;
  /** As wished for. */
  readonly slug?: string | undefined;
}

/** Answers the slugs that the texts got. */
async function writeTexts(
  w: Writer,
  categoryId: number,
  texts: readonly FoundText[],
  conflict: "fail" | "replace",
): Promise<string[]> {
  const slugs = await chooseSlugs(
    w,
    "category",
    texts.map(({ language, languageId, name, slug }) => ({
      ownerId: categoryId,
      language,
      languageId,
      title: name,
      path: `texts.${language}.slug`,
      ...(slug && { slug }),
    })),
  );
  await insertRows(
    w.tx,
    categoryTexts,
    texts.map(({ languageId, name, description }, i) => ({
      categoryId,
      languageId,
      name,
      slug: slugs[i]!,
      description,
    })),
    conflict,
  );
  return slugs;
}

async function chooseCode(w: Writer, input: CategoryInput, id: number): Promise<string> {
  const name = (input.texts.en ?? Object.values(input.texts)[0]!).name;
  // Codes are ASCII: a name in another script has none of its own.
  const code = input.code ??
    (slugify(name, "en").replaceAll(/[^a-z0-9-]+/g, "").replaceAll(/^-+|-+$|-(?=-)/g, "")
      .slice(0, 64).replace(/-+$/, "") || `category-${id}`);
  const taken = await first(w.tx, sql`SELECT 1 FROM categories WHERE code = ${code}`);
  if (taken) w.refuse("code-taken", "code", `the code "${code}" belongs to another category`);
  return code;
}

async function patchTexts(w: Writer, id: number, patch: NonNullable<CategoryPatch["texts"]>): Promise<void> {
  const old = new Map(
    (await readRows<[number, string, string, string]>(
      w.tx,
      sql`language_id, name, slug, description`,
      sql`FROM category_texts WHERE category_id = ${id}`,
    )).map(([languageId, name, slug, description]) => [languageId, { name, slug, description }]),
  );
  const texts = [];
  for (const [language, text] of Object.entries(patch)) {
    const languageId = await findLanguage(w, language, `texts.${language}`);
    const was = old.get(languageId);
    const name = text.name ?? was?.name ??
      w.refuse("invalid-value", `texts.${language}.name`, "a text in a new language needs a name");
    texts.push({
      language,
      languageId,
      name,
      description: text.description ?? was?.description ?? "",
      slug: text.slug ?? was?.slug,
      was,
    });
  }
  const slugs = await writeTexts(w, id, texts, "replace");
  await keepOldSlugs(
    w,
    "category",
    id,
    texts.map(({ languageId, was }, i) => ({ languageId, from: was?.slug ?? null, to: slugs[i]! })),
  );
}
